// SPDX-License-Identifier: AGPL-3.0-or-later
#include "platform/pdf/letter_table.hpp"

#include "platform/problem/problem.hpp"
#include "platform/sheets/letter_parts.hpp"
#include "platform/sheets/table_text.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>

namespace kheo::pdf
{

namespace
{

constexpr double thin = 0.5;
constexpr double above_words = 1; // and below them
constexpr int a4_width = 11'906;  // twips
constexpr double twips = 20;      // of a point

} // namespace

LetterTable::LetterTable(Canvas& canvas, sheets::Table const& table, sheets::Look const& look)
    : canvas_(canvas), table_(table)
{
    ensure(table.groups.empty() && !table.columns.empty(), "a table of two rows of headings is set as .docx");
    auto const sizes = sheets::word::Sizes();
    auto const paper = sheets::word::Paper{.width = a4_width, .left = look.left, .right = look.right};
    for (auto const width : sheets::word::column_widths(table, paper, sizes))
        widths_.push_back(width / twips);
    // However many columns there are, none stands beyond the margin.
    auto const wide = paper.text_width() / twips;
    if (auto const all = std::accumulate(widths_.begin(), widths_.end(), 0.0); all > wide)
        for (auto& width : widths_)
            width *= wide / all;
    size_ = sizes.table / 2.0;
    pitch_ = canvas_.set("x", wide, {.size = size_}).pitch();
    side_ = sheets::word::padding(sizes) / twips;
}

LetterTable::Row LetterTable::made(std::vector<std::string> const& words, std::vector<Style> const& styles,
                                   int span)
{
    auto row = Row();
    auto column = std::size_t(0);
    for (std::size_t at = 0; at < words.size(); ++at) {
        auto width = 0.0;
        for (auto more = at == 0 ? span : 1; more > 0 && column < widths_.size(); --more)
            width += widths_[column++];
        row.cells.push_back(canvas_.set(words[at], std::max(width - 2 * side_, 1.0), styles[at]));
        row.widths.push_back(width);
        row.lines = std::max(row.lines, row.cells.back().lines());
    }
    return row;
}

LetterTable::Row LetterTable::heading()
{
    std::vector<std::string> words;
    for (auto const& column : table_.columns)
        words.push_back(column.label);
    auto row = made(
        words, std::vector<Style>(words.size(), {.size = size_, .bold = true, .align = Align::centre}), 1);
    row.centred = true;
    return row;
}

LetterTable::Row LetterTable::row(std::size_t at)
{
    auto const& row = table_.rows.at(at);
    auto const span = std::clamp(row.span, 1, int(table_.columns.size()));
    std::vector<std::string> words;
    std::vector<Style> styles;
    for (std::size_t column = 0; column < table_.columns.size();
         column += column == 0 ? std::size_t(span) : 1) {
        auto const kind = table_.columns[column].kind;
        words.push_back(column < row.cells.size() ? sheets::words_of(table_, row.cells[column], kind) : "");
        styles.push_back({.size = size_,
                          .bold = row.style != sheets::RowStyle::plain,
                          .align = sheets::is_right_aligned(kind)     ? Align::right
                                   : kind == sheets::ColumnKind::date ? Align::centre
                                                                      : Align::left});
    }
    return made(words, styles, span);
}

double LetterTable::height_of(int lines) const
{
    return lines * pitch_ + 2 * above_words;
}

int LetterTable::lines_in(double height) const
{
    return int(std::floor((height - 2 * above_words + 0.01) / pitch_));
}

double LetterTable::draw(Row const& row, double left, double top, int from, int to)
{
    auto const height = height_of(to - from);
    for (std::size_t at = 0; at < row.cells.size(); ++at) {
        auto const& text = row.cells[at];
        canvas_.box(left, top, row.widths[at], height, thin);
        auto const free =
            row.centred ? (height - (std::min(text.lines(), to) - from) * pitch_) / 2 : above_words;
        canvas_.draw(text, left + side_, top + std::max(free, above_words), std::min(from, text.lines()),
                     std::min(to, text.lines()));
        left += row.widths[at];
    }
    return top + height;
}

double LetterTable::least_height()
{
    return height_of(heading().lines) + (table_.rows.empty() ? 0 : height_of(row(0).lines));
}

double LetterTable::flow(Sheets const& sheets, double at, double needed)
{
    auto const head = heading();
    auto const repeats = height_of(head.lines) < (sheets.bottom - sheets.top) / 3;
    auto fresh = sheets.top; // where the first row on this sheet begins
    auto const put = [&](Row const& row, double below, bool headed) {
        for (auto from = 0; from < row.lines;) {
            auto const left = row.lines - from;
            if (lines_in(sheets.bottom - at - below) < left && at > fresh) {
                sheets.next();
                at = sheets.top;
                if (headed)
                    at = draw(head, sheets.left, at, 0, head.lines);
                fresh = at;
                continue;
            }
            auto const lines = std::min(left, std::max(1, lines_in(sheets.bottom - at)));
            at = draw(row, sheets.left, at, from, from + lines);
            from += lines;
        }
    };
    put(head, 0, false);
    for (std::size_t one = 0; one < table_.rows.size(); ++one)
        put(row(one), one + 1 == table_.rows.size() ? needed : 0, repeats);
    return at;
}

} // namespace kheo::pdf
