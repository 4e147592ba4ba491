// SPDX-License-Identifier: AGPL-3.0-or-later
// A letter's table: columns as wide as their longest word wants, so that no
// heading is broken inside a syllable.
#include "platform/sheets/letter_parts.hpp"
#include "platform/sheets/measure.hpp"
#include "platform/sheets/table_text.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace kheo::sheets::word
{
namespace
{

constexpr auto border = 10; // of a row, in twips

} // namespace

int padding(Sizes const& sizes)
{
    return sizes.tight ? 36 : 57;
}

namespace
{

// The least width at which no word of the column is broken; where all must
// stand on one sheet, no name in its first one either, unless it is very long.
double least_width(Table const& table, std::size_t column, Sizes const& sizes)
{
    constexpr auto longest_name = 16.0; // ems
    auto const em = sizes.table * 10.0; // in twips
    auto widest = longest_word(table.columns[column].label, Weight::bold);
    if (auto const* const group = group_over(table, int(column)))
        widest = std::max(widest, longest_word(group->label, Weight::bold) / group->count);
    for (auto const& row : table.rows)
        if (sizes.tight && column == 0 && row.span == 1 && !row.cells.empty())
            widest = std::max(
                widest, std::min(longest_name, 1.05 * ems_of(words_of(table, row.cells[0], ColumnKind::text),
                                                             Weight::plain)));
    auto const figures = is_right_aligned(table.columns[column].kind);
    for (auto const& row : table.rows)
        if (figures && column < row.cells.size() && row.span == 1)
            widest = std::max(
                widest, ems_of(words_of(table, row.cells[column], table.columns[column].kind), Weight::bold));
    return widest * em + 2 * padding(sizes) + 30;
}

} // namespace

std::vector<int> column_widths(Table const& table, Paper const& paper, Sizes const& sizes)
{
    auto weights = 0.0;
    for (auto const& column : table.columns)
        weights += column.width;
    std::vector<double> least;
    std::vector<double> widths;
    auto wanting = 0.0;
    auto spare = 0.0;
    for (std::size_t at = 0; at < table.columns.size(); ++at) {
        least.push_back(least_width(table, at, sizes));
        widths.push_back(table.columns[at].width / std::max(weights, 1.0) * paper.text_width());
        wanting += std::max(0.0, least[at] - widths[at]);
        spare += std::max(0.0, widths[at] - least[at]);
    }
    auto const share = spare > 0 ? std::min(1.0, wanting / spare) : 0.0;
    std::vector<int> fitted;
    for (std::size_t at = 0; at < widths.size(); ++at) {
        auto const more = widths[at] - least[at];
        auto const given = wanting > 0 ? std::min(1.0, spare / wanting) : 0.0;
        fitted.push_back(
            std::max(200, static_cast<int>(widths[at] - (more > 0 ? more * share : more * given))));
    }
    return fitted;
}

bool breaks_words(Table const& table, Paper const& paper, Sizes const& sizes)
{
    auto const widths = column_widths(table, paper, sizes);
    for (std::size_t at = 0; at < widths.size(); ++at)
        if (widths[at] + 1 < least_width(table, at, sizes))
            return true;
    return false;
}

namespace
{

int sum_of(std::vector<int> const& widths, int first, int count)
{
    auto total = 0;
    for (auto at = first; at < first + count && at < static_cast<int>(widths.size()); ++at)
        total += widths[static_cast<std::size_t>(at)];
    return total;
}

int lines_in(std::string_view text, int width, Sizes const& sizes, Weight weight)
{
    return lines_of(text, (width - 2 * padding(sizes)) / (sizes.table * 10.0), weight);
}

// How many lines the two rows of headings take.
std::pair<int, int> heading_lines(Table const& table, std::vector<int> const& widths, Sizes const& sizes)
{
    auto upper = table.groups.empty() ? 0 : 1;
    auto lower = 1;
    auto both = 1;
    for (auto const& group : table.groups)
        upper = std::max(
            upper, lines_in(group.label, sum_of(widths, group.first, group.count), sizes, Weight::bold));
    for (auto column = 0; column < static_cast<int>(table.columns.size()); ++column) {
        auto const at = static_cast<std::size_t>(column);
        auto& lines = group_over(table, column) == nullptr ? both : lower;
        lines = std::max(lines, lines_in(table.columns[at].label, widths[at], sizes, Weight::bold));
    }
    return {upper, std::max(lower, both - upper)};
}

int lines_of_row(Table const& table, TableRow const& row, std::vector<int> const& widths, Sizes const& sizes)
{
    auto lines = 1;
    for (std::size_t at = 0; at < row.cells.size() && at < widths.size(); ++at) {
        auto const width = at == 0 ? sum_of(widths, 0, std::max(row.span, 1)) : widths[at];
        lines = std::max(lines, lines_in(words_of(table, row.cells[at], table.columns[at].kind), width, sizes,
                                         row.style == RowStyle::plain ? Weight::plain : Weight::bold));
    }
    return lines;
}

std::string heading_rows(Table const& table, std::vector<int> const& widths, Sizes const& sizes)
{
    constexpr auto row = R"(<w:tr><w:trPr><w:cantSplit/><w:tblHeader/></w:trPr>{}</w:tr>)";
    Style const style{.size = sizes.table,
                      .bold = true,
                      .align = Align::centre,
                      .line = sizes.tight ? line_of(sizes.table) : 0};
    std::string upper;
    std::string lower;
    for (auto column = 0; column < static_cast<int>(table.columns.size()); ++column) {
        auto const width = widths[static_cast<std::size_t>(column)];
        auto const& label = table.columns[static_cast<std::size_t>(column)].label;
        auto const* group = group_over(table, column);
        if (group == nullptr) {
            upper += cell(width, paragraph(label, style),
                          table.groups.empty() ? R"(<w:vAlign w:val="center"/>)"
                                               : R"(<w:vMerge w:val="restart"/><w:vAlign w:val="center"/>)");
            lower += cell(width, paragraph("", style), "<w:vMerge/>");
            continue;
        }
        if (group->first == column)
            upper += cell(sum_of(widths, column, group->count), paragraph(group->label, style),
                          fmt::format(R"(<w:gridSpan w:val="{}"/><w:vAlign w:val="center"/>)", group->count));
        lower += cell(width, paragraph(label, style), R"(<w:vAlign w:val="center"/>)");
    }
    return fmt::format(row, upper) + (table.groups.empty() ? std::string() : fmt::format(row, lower));
}

std::string body_row(Table const& table, TableRow const& row, std::vector<int> const& widths,
                     Sizes const& sizes)
{
    std::string cells;
    auto const columns = static_cast<int>(table.columns.size());
    auto const span = std::clamp(row.span, 1, std::max(columns, 1));
    for (auto column = 0; column < columns; column += column == 0 ? span : 1) {
        auto const index = static_cast<std::size_t>(column);
        auto const kind = table.columns[index].kind;
        auto const text = index < row.cells.size() ? words_of(table, row.cells[index], kind) : std::string();
        Style const style{.size = sizes.table,
                          .bold = row.style != RowStyle::plain,
                          .align = is_right_aligned(kind)     ? Align::right
                                   : kind == ColumnKind::date ? Align::centre
                                                              : Align::left,
                          .line = sizes.tight ? line_of(sizes.table) : 0};
        auto const wide = column == 0 && span > 1;
        cells += cell(sum_of(widths, column, wide ? span : 1), paragraph(text, style),
                      wide ? fmt::format(R"(<w:gridSpan w:val="{}"/>)", span) : std::string());
    }
    return fmt::format(R"(<w:tr><w:trPr><w:cantSplit/></w:trPr>{}</w:tr>)", cells);
}

} // namespace

std::string table_of(Table const& table, Paper const& paper, Sizes const& sizes)
{
    std::string out;
    for (std::size_t line = 0; line < table.title.size(); ++line)
        out += paragraph(
            table.title[line],
            {.size = sizes.title, .bold = line == 0, .align = Align::centre, .after = 60, .keep_next = true});
    if (table.columns.empty())
        return out;
    auto const widths = column_widths(table, paper, sizes);
    out += fmt::format(R"(<w:tbl><w:tblPr><w:tblW w:w="{}" w:type="dxa"/><w:tblBorders>)",
                       sum_of(widths, 0, static_cast<int>(widths.size())));
    for (auto const* side : {"top", "left", "bottom", "right", "insideH", "insideV"})
        out += fmt::format(R"(<w:{} w:val="single" w:sz="4" w:space="0" w:color="auto"/>)", side);
    out += fmt::format(R"(</w:tblBorders><w:tblLayout w:type="fixed"/><w:tblCellMar>)"
                       R"(<w:left w:w="{0}" w:type="dxa"/><w:right w:w="{0}" w:type="dxa"/></w:tblCellMar>)"
                       R"(</w:tblPr><w:tblGrid>)",
                       padding(sizes));
    for (auto const width : widths)
        out += fmt::format(R"(<w:gridCol w:w="{}"/>)", width);
    out += "</w:tblGrid>" + heading_rows(table, widths, sizes);
    for (auto const& row : table.rows)
        out += body_row(table, row, widths, sizes);
    return out + "</w:tbl>";
}

int height_of_table(Table const& table, Paper const& paper, Sizes const& sizes)
{
    auto const widths = column_widths(table, paper, sizes);
    auto const [upper, lower] = heading_lines(table, widths, sizes);
    auto const line = line_of(sizes.table);
    auto height = (upper + lower) * line + 2 * border;
    for (auto const& row : table.rows)
        height += lines_of_row(table, row, widths, sizes) * line + border;
    for (std::size_t at = 0; at < table.title.size(); ++at)
        height += sizes.title * 23 / 2 + 60;
    return height;
}

} // namespace kheo::sheets::word
