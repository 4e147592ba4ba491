// SPDX-License-Identifier: AGPL-3.0-or-later
#include "platform/sheets/sheet.hpp"

#include "platform/sheets/budget.hpp"
#include "platform/sheets/content.hpp"
#include "platform/sheets/csv_sheet.hpp"
#include "platform/sheets/formats.hpp"
#include "platform/sheets/ods.hpp"
#include "platform/sheets/problems.hpp"
#include "platform/sheets/xlsx.hpp"
#include "platform/time/time.hpp"

#include <algorithm>

namespace kheo::sheets
{

bool Budget::put(Sheet& sheet, int row, int column, Cell cell)
{
    auto const wanted_rows = static_cast<std::size_t>(row) + 1;
    if (sheet.rows.size() < wanted_rows) {
        cells_ += wanted_rows - sheet.rows.size();
        if (cells_ > max_cells)
            return false;
        sheet.rows.resize(wanted_rows);
    }
    auto& cells = sheet.rows[static_cast<std::size_t>(row)];
    auto const wanted_cells = static_cast<std::size_t>(column) + 1;
    if (cells.size() < wanted_cells) {
        cells_ += wanted_cells - cells.size();
        if (cells_ > max_cells)
            return false;
        cells.resize(wanted_cells);
    }
    text_ += cell.text.size();
    if (text_ > max_text_bytes)
        return false;
    cells[static_cast<std::size_t>(column)] = std::move(cell);
    return true;
}

Cell const& Sheet::at(int row, int column) const
{
    static Cell const none;
    if (row < 0 || column < 0 || static_cast<std::size_t>(row) >= rows.size())
        return none;
    auto const& cells = rows[static_cast<std::size_t>(row)];
    return static_cast<std::size_t>(column) < cells.size() ? cells[static_cast<std::size_t>(column)] : none;
}

std::string shown(Cell const& cell)
{
    auto text = cell.text;
    switch (cell.kind) {
    case Kind::number:
        std::ranges::replace(text, '.', ',');
        return text;
    case Kind::date:
        if (auto const date = parse_iso_date(cell.text.substr(0, 10)))
            text = text.size() > 10 ? shown(*date) + " " + text.substr(11, 5) : shown(*date);
        return text;
    case Kind::boolean:
        return text == "TRUE" ? "Đúng" : "Sai";
    default:
        return text;
    }
}

namespace
{

// Cells in old letters under the name of a Unicode font: somebody chose another
// font for the column and the letters stayed. Where fonts have said it they are
// believed, and nothing is read twice.
void change_by_words(Sheet& sheet)
{
    legacy::Telling telling;
    for (auto const& row : sheet.rows)
        for (auto const& cell : row)
            if (cell.kind == Kind::text)
                telling.add(cell.text);
    auto const encoding = sheet.changed.any() ? std::nullopt : telling.said();
    for (auto& row : sheet.rows)
        for (auto& cell : row)
            if (cell.kind == Kind::text && (encoding || cell.text.find("\u00ad") != std::string::npos))
                cell.text = clean(encoding ? legacy::Telling::changed(cell.text, *encoding) : cell.text);
    if (!encoding)
        return;
    sheet.changed.add(*encoding);
    sheet.changed.by_words = true;
}

} // namespace

Outcome<Workbook> read(std::string_view bytes, std::string_view name)
{
    auto const type = TRY(spreadsheet(bytes, name));
    auto book = TRY(type == Type::xlsx  ? xlsx::read(bytes)
                    : type == Type::ods ? ods::read(bytes)
                                        : read_csv(bytes, name));
    if (std::ranges::all_of(book.sheets, [](Sheet const& sheet) { return sheet.rows.empty(); }))
        return refuse(problems::empty);
    std::ranges::for_each(book.sheets, change_by_words);
    return book;
}

} // namespace kheo::sheets
