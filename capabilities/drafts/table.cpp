// SPDX-License-Identifier: AGPL-3.0-or-later
#include "capabilities/drafts/table.hpp"

#include "platform/text/text.hpp"

#include <algorithm>

namespace kheo::drafts
{

namespace
{

constexpr double narrowest = 4; // characters
constexpr double widest = 40;

// "|---|:--:|", which some programs write below the headings.
bool is_rule(std::vector<std::string> const& cells)
{
    return std::ranges::all_of(cells, [](std::string const& cell) {
        return cell.find('-') != cell.npos && cell.find_first_not_of("-: ") == cell.npos;
    });
}

bool is_figure(std::string_view text)
{
    return text.find_first_of("0123456789") != text.npos &&
           text.find_first_not_of("0123456789.,%+- ") == text.npos;
}

bool is_row(std::string_view line)
{
    auto const cells = cells_of(line).size();
    return cells >= 2 && cells <= most_columns;
}

// Of the column `at`; the rows have as many cells as the headings.
sheets::Column column_of(std::string const& label, std::vector<sheets::TableRow> const& rows, std::size_t at)
{
    auto width = double(std::min(characters(label), std::size_t(12)));
    auto filled = false;
    auto figures = true;
    for (auto const& row : rows) {
        auto const& words = std::get<std::string>(row.cells[at]);
        width = std::max(width, double(characters(words)));
        filled = filled || !words.empty();
        figures = figures && (words.empty() || is_figure(words));
    }
    auto const name = lower(label);
    auto const counted = name == "stt" || name == "tt" || name == "số tt";
    return {.label = label,
            .width = std::clamp(width, narrowest, widest),
            .kind = filled && figures && !counted ? sheets::ColumnKind::whole : sheets::ColumnKind::text};
}

} // namespace

std::vector<std::string> cells_of(std::string_view line)
{
    auto text = std::string(line);
    std::ranges::replace(text, '\t', '|');
    text = tidied(text);
    if (text.starts_with('|'))
        text.erase(0, 1);
    if (text.ends_with('|'))
        text.pop_back();
    std::vector<std::string> cells;
    for (std::size_t at = 0; at <= text.size();) {
        auto const end = std::min(text.find('|', at), text.size());
        cells.push_back(tidied(text.substr(at, end - at)));
        at = end + 1;
    }
    return cells;
}

std::vector<Rows> tables_in(std::vector<std::string> const& lines)
{
    std::vector<Rows> tables;
    for (std::size_t first = 0; first < lines.size();) {
        auto end = first;
        while (end < lines.size() && is_row(lines[end]))
            ++end;
        if (end - first >= 2)
            tables.push_back({first, end});
        first = std::max(end, first + 1);
    }
    return tables;
}

sheets::Table table_of(std::span<std::string const> rows)
{
    auto table = sheets::Table{.page = sheets::Page::portrait};
    auto const labels = cells_of(rows.front());
    for (auto const& line : rows.subspan(1)) {
        auto cells = cells_of(line);
        if (is_rule(cells))
            continue;
        // What stands behind the last heading belongs to its column.
        for (auto more = labels.size(); more < cells.size(); ++more)
            cells[labels.size() - 1] += " | " + cells[more];
        cells.resize(labels.size());
        table.rows.push_back({.cells = {cells.begin(), cells.end()}});
    }
    for (std::size_t at = 0; at < labels.size(); ++at)
        table.columns.push_back(column_of(labels[at], table.rows, at));
    return table;
}

} // namespace kheo::drafts
