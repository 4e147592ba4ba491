// SPDX-License-Identifier: AGPL-3.0-or-later
// Reads the tables of an .ods: OpenDocument 1.2 part 1, 9.1 and 19.385.
#include "platform/sheets/budget.hpp"
#include "platform/sheets/formats.hpp"
#include "platform/sheets/odf_fonts.hpp"
#include "platform/sheets/ods.hpp"
#include "platform/sheets/package.hpp"
#include "platform/sheets/problems.hpp"
#include "platform/time/time.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cstdio>
#include <map>
#include <set>

namespace kheo::sheets::ods
{
namespace
{

using legacy::Encoding;

constexpr std::size_t max_merged = 100'000;

// What the text of a cell is read with.
struct Typed {
    OdfFonts const& fonts;
    Encoding font;
    int column;
    legacy::Changed& changed;
    legacy::Habit& seen;
    legacy::Habit const* known;
};

// Text with its spaces, tabs and breaks; notes and rulers inside are not read.
void append_text(legacy::Line& out, std::size_t& size, pugi::xml_node node, OdfFonts const& fonts,
                 Encoding font)
{
    auto const add = [&](std::string_view text) {
        size += text.size();
        out.add(text, font);
    };
    for (auto part = node.first_child(); part && size <= max_cell_bytes; part = part.next_sibling()) {
        if (part.type() == pugi::node_pcdata || part.type() == pugi::node_cdata)
            add(part.value());
        else if (is(part, "s"))
            add(std::string(static_cast<std::size_t>(std::clamp(whole(part, "c", 1), 0, 100)), ' '));
        else if (is(part, "tab"))
            add("\t");
        else if (is(part, "line-break"))
            add("\n");
        else if (!is(part, "annotation") &&
                 !is(part, "note")) // at most max_depth deep: Xml::parse has looked
            append_text(out, size, part, fonts, fonts.of("text", attribute(part, "style-name"), font));
    }
}

std::string text_of(pugi::xml_node cell, Typed const& typed)
{
    legacy::Line text;
    std::size_t size = 0;
    auto first = true;
    for (auto line = child(cell, "p"); line; line = next(line, "p")) {
        if (!first)
            text.add("\n", typed.font);
        first = false;
        append_text(text, size, line, typed.fonts, typed.font);
    }
    return clean_later(text.take(typed.changed, typed.seen, typed.known, typed.column));
}

// "PT14H30M00S" as "14:30:00"; longer spans of time stay as they are shown.
Cell time_cell(std::string_view value, std::string shown_text)
{
    auto hours = 0;
    auto minutes = 0;
    auto seconds = 0;
    if (std::sscanf(std::string(value).c_str(), "PT%2dH%2dM%2d", &hours, &minutes, &seconds) == 3 &&
        hours >= 0 && hours < 24 && minutes >= 0 && minutes < 60 && seconds >= 0 && seconds < 60)
        return {fmt::format("{:02}:{:02}:{:02}", hours, minutes, seconds), Kind::date};
    return {std::move(shown_text), Kind::text};
}

Cell date_cell(std::string_view value, std::string shown_text)
{
    auto const day = value.substr(0, 10);
    if (!parse_iso_date(day))
        return {std::move(shown_text), Kind::text};
    auto const has_time = value.size() >= 19 && value.substr(11, 8) != "00:00:00";
    return {clean(has_time ? value.substr(0, 19) : day), Kind::date};
}

// A number shown as 00058 by its format is a code, and stays as it is shown.
Cell float_cell(std::string_view value, std::string shown_text)
{
    auto number = number_cell(value, {}, Epoch::from_1900);
    auto const all_digits = shown_text.find_first_not_of("0123456789") == shown_text.npos;
    if (all_digits && shown_text.size() > number.text.size() && shown_text.starts_with('0'))
        return {std::move(shown_text), Kind::text};
    return number;
}

Cell cell_of(pugi::xml_node node, Typed const& typed)
{
    auto text = text_of(node, typed);
    auto type = std::string_view(node.attribute("calcext:value-type").value());
    if (type == "error")
        return {text.empty() ? "#CALC!" : std::move(text), Kind::error};
    type = node.attribute("office:value-type").value();
    auto const value = attribute(node, "value");
    if (type == "float" || type == "currency")
        return float_cell(value, std::move(text));
    if (type == "percentage")
        return number_cell(value, {Meaning::percent}, Epoch::from_1900);
    if (type == "date")
        return date_cell(attribute(node, "date-value"), std::move(text));
    if (type == "time")
        return time_cell(attribute(node, "time-value"), std::move(text));
    if (type == "boolean")
        return {attribute(node, "boolean-value") == "true" ? "TRUE" : "FALSE", Kind::boolean};
    if (text.empty())
        text = clean(attribute(node, "string-value"));
    auto const kind = text.empty() ? Kind::empty : Kind::text;
    return {std::move(text), kind};
}

struct Reading {
    Budget budget;
    Workbook book;
    OdfFonts fonts;
    std::map<int, Encoding> columns; // of the table being read: where each kind of column begins
    // How its old fonts are used: seen in its first reading, known in its second.
    legacy::Habit seen;
    legacy::Habit const* known = nullptr;
};

// By the cell's own style, its row's or its column's.
Encoding font_of(Reading const& reading, pugi::xml_node row, pugi::xml_node cell, int column)
{
    auto const after = reading.columns.upper_bound(column);
    auto const font =
        after == reading.columns.begin() ? reading.fonts.of("table-cell") : std::prev(after)->second;
    auto const of_row = reading.fonts.of("table-cell", attribute(row, "default-cell-style-name"), font);
    return reading.fonts.of("table-cell", attribute(cell, "style-name"), of_row);
}

// The cells of one row at `row`. Blank tails are stepped over, never expanded.
bool read_row(Reading& reading, Sheet& sheet, pugi::xml_node node, int row)
{
    auto column = 0;
    for (auto cell = node.first_child(); cell; cell = cell.next_sibling()) {
        auto const covered = is(cell, "covered-table-cell");
        if (!covered && !is(cell, "table-cell"))
            continue;
        auto const times = repeated(cell, "number-columns-repeated");
        auto const typed =
            Typed{reading.fonts, font_of(reading, node, cell, column), column, sheet.changed, reading.seen,
                  reading.known};
        auto const value = covered ? Cell{} : cell_of(cell, typed);
        auto const right = whole(cell, "number-columns-spanned", 1);
        auto const down = whole(cell, "number-rows-spanned", 1);
        if ((right > 1 || down > 1) && right > 0 && down > 0 && sheet.merged.size() < max_merged &&
            right <= max_columns - column && down <= max_rows - row)
            sheet.merged.push_back({row, column, row + down - 1, column + right - 1});
        if (!value.text.empty())
            for (auto at = column; at < column + times; ++at)
                if (at >= max_columns || !reading.budget.put(sheet, row, at, value))
                    return false;
        column = std::min(column + times, max_columns);
    }
    return true;
}

bool is_hidden(pugi::xml_node node)
{
    auto const visibility = attribute(node, "visibility");
    return visibility == "collapse" || visibility == "filter";
}

Outcome<Sheet> sheet_in(Reading& reading, pugi::xml_node table, bool hidden)
{
    Sheet sheet{.name = clean(attribute(table, "name")), .hidden = hidden};
    reading.columns.clear();
    auto column = 0;
    for (auto node = child(table, "table-column"); node; node = next(node, "table-column")) {
        sheet.hidden_columns |= is_hidden(node);
        reading.columns[column] = reading.fonts.of("table-cell", attribute(node, "default-cell-style-name"),
                                                   reading.fonts.of("table-cell"));
        column = std::min(column + repeated(node, "number-columns-repeated"), max_columns);
    }
    auto row = 0;
    for (auto const node : rows_of(table)) {
        auto const times = repeated(node, "number-rows-repeated");
        auto const filled = sheet.rows.size();
        if (row < max_rows && !read_row(reading, sheet, node, row))
            return refuse(problems::too_large);
        auto const has_cells = sheet.rows.size() > filled;
        sheet.hidden_rows |= has_cells && is_hidden(node);
        // A filled row that repeats is read again for each; a blank one is stepped over.
        for (auto again = 1; has_cells && again < times; ++again)
            if (row + again >= max_rows || !read_row(reading, sheet, node, row + again))
                return refuse(problems::too_large);
        row = std::min(row + times, max_rows);
    }
    return sheet;
}

Outcome<Sheet> read_table(Reading& reading, pugi::xml_node table, bool hidden)
{
    auto const before = reading.budget;
    reading.seen = {};
    reading.known = nullptr;
    auto first = TRY(sheet_in(reading, table, hidden));
    if (!reading.seen.settles())
        return first;
    reading.budget = before;
    reading.known = &reading.seen;
    return sheet_in(reading, table, hidden);
}

// The names of automatic styles that hide a table.
std::set<std::string_view> hiding_styles(pugi::xml_node root)
{
    std::set<std::string_view> names;
    auto const styles = child(root, "automatic-styles");
    for (auto style = child(styles, "style"); style; style = next(style, "style"))
        if (attribute(child(style, "table-properties"), "display") == "false")
            names.insert(attribute(style, "name"));
    return names;
}

} // namespace

std::vector<pugi::xml_node> rows_of(pugi::xml_node table)
{
    std::vector<pugi::xml_node> rows;
    for (auto node = table.first_child(); node; node = node.next_sibling()) {
        if (is(node, "table-row"))
            rows.push_back(node);
        else if (is(node, "table-rows") || is(node, "table-header-rows") || is(node, "table-row-group"))
            std::ranges::copy(rows_of(node), std::back_inserter(rows));
    }
    return rows;
}

int repeated(pugi::xml_node node, std::string_view attribute_name)
{
    return std::clamp(whole(node, attribute_name, 1), 1, max_rows);
}

Outcome<Workbook> read(std::string_view bytes)
{
    auto const package = TRY(Package::open(bytes));
    auto text = TRY(package.part("content.xml"));
    auto const xml = TRY(Xml::parse(std::move(text)));
    auto const hidden = hiding_styles(xml.root());
    auto const body = child(child(xml.root(), "body"), "spreadsheet");
    if (!body)
        return refuse(problems::broken);
    Reading reading;
    if (package.has("styles.xml")) {
        auto named = TRY(package.part("styles.xml"));
        auto const styles = TRY(Xml::parse(std::move(named)));
        reading.fonts.read(styles.root());
    }
    reading.fonts.read(xml.root());
    for (auto table = child(body, "table"); table; table = next(table, "table")) {
        auto sheet = TRY(read_table(reading, table, hidden.contains(attribute(table, "style-name"))));
        reading.book.sheets.push_back(std::move(sheet));
    }
    return std::move(reading.book);
}

} // namespace kheo::sheets::ods
