// SPDX-License-Identifier: AGPL-3.0-or-later
#include "platform/sheets/csv_sheet.hpp"

#include "platform/sheets/budget.hpp"
#include "platform/sheets/formats.hpp"
#include "platform/sheets/problems.hpp"
#include "platform/text/csv.hpp"

#include <algorithm>

namespace kheo::sheets
{
namespace
{

// A name for the sheet: the file's own without folder and ending.
std::string sheet_name(std::string_view file)
{
    auto const slash = file.find_last_of("/\\");
    auto const name = slash == file.npos ? file : file.substr(slash + 1);
    return clean(name.substr(0, name.rfind('.')));
}

} // namespace

legacy::Decoded csv_text(std::string_view bytes)
{
    auto decoded = legacy::decoded_bytes(bytes);
    return decoded ? std::move(*decoded) : legacy::Decoded{std::string(bytes), {}};
}

std::vector<Record> records(std::string_view text, char delimiter)
{
    std::vector<Record> all;
    std::size_t line = 1;
    Record record;
    if (text.starts_with("\xef\xbb\xbf"))
        record.begin = 3;
    auto cell_begin = record.begin;
    auto quoted = false;
    for (auto at = record.begin; at < text.size(); ++at) {
        auto const ends_line =
            text[at] == '\n' || (text[at] == '\r' && !text.substr(at + 1).starts_with('\n'));
        if (text[at] == '"' && (quoted || at == cell_begin))
            quoted = !quoted;
        else if (text[at] == '"' && at > 0 && text[at - 1] == '"')
            quoted = true; // a doubled quote inside a quoted cell
        if (!quoted && text[at] == delimiter)
            cell_begin = at + 1;
        line += ends_line ? 1 : 0;
        if (quoted || !ends_line)
            continue;
        record.end = text[at] == '\n' && at > record.begin && text[at - 1] == '\r' ? at - 1 : at;
        all.push_back(record);
        record = {at + 1, at + 1, line};
        cell_begin = at + 1;
    }
    record.end = text.size();
    if (record.end > record.begin)
        all.push_back(record);
    return all;
}

Outcome<Workbook> read_csv(std::string_view bytes, std::string_view name)
{
    auto const [text, changed] = csv_text(bytes);
    auto const table = TRY(csv::rows(text));
    Workbook book;
    auto& sheet = book.sheets.emplace_back();
    sheet.name = sheet_name(name);
    sheet.changed = changed;
    Budget budget;
    auto const places = records(text, table.delimiter);
    std::size_t place = 0;
    for (std::size_t at = 0; at < table.rows.size(); ++at) {
        while (place < places.size() && places[place].line < table.lines[at])
            ++place; // blank lines, which csv::rows leaves out, stay rows here
        auto column = 0;
        for (auto const& cell : table.rows[at]) {
            auto kept = clean(csv::unguarded(cell));
            if (!kept.empty() &&
                !budget.put(sheet, static_cast<int>(place), column, {std::move(kept), Kind::text}))
                return refuse(problems::too_large);
            ++column;
        }
        ++place;
    }
    return book;
}

} // namespace kheo::sheets
