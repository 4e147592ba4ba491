// SPDX-License-Identifier: AGPL-3.0-or-later
#include "platform/sheets/mark.hpp"

#include "platform/sheets/content.hpp"
#include "platform/sheets/csv_sheet.hpp"
#include "platform/sheets/marking.hpp"
#include "platform/sheets/problems.hpp"
#include "platform/text/csv.hpp"

#include <algorithm>

namespace kheo::sheets
{
namespace
{

int width_of(Sheet const& sheet)
{
    auto width = 0;
    for (auto const& row : sheet.rows)
        width = std::max(width, static_cast<int>(row.size()));
    for (auto const& range : sheet.merged)
        width = std::max(width, range.right + 1);
    return width;
}

// A cell of CSV, quoted, so that no program takes it for more than text.
std::string quoted(std::string_view text)
{
    std::string out = "\"";
    for (auto const letter : text)
        out.append(letter == '"' ? 2 : 1, letter);
    return out + '"';
}

struct Span {
    std::size_t begin = 0; // its delimiter, or the record's end where the record is shorter
    std::size_t end = 0;
    int missing = 0; // cells that the record lacks before it
};

// Where cell `column` (1 or more) of a record stands.
Span cell_span(std::string_view record, char delimiter, int column)
{
    Span span{record.size(), record.size(), 0};
    auto quoted_now = false;
    auto passed = 0;
    for (std::size_t at = 0; at < record.size(); ++at) {
        quoted_now ^= record[at] == '"';
        if (quoted_now || record[at] != delimiter)
            continue;
        if (++passed == column)
            span.begin = at;
        if (passed == column + 1) {
            span.end = at;
            break;
        }
    }
    span.missing = std::max(column - passed - 1, 0);
    return span;
}

} // namespace

Marking marking(Sheet const& sheet, SheetMarks const& marks)
{
    auto const height = static_cast<int>(sheet.rows.size());
    Marking result{.column = width_of(sheet),
                   .heading_row = std::clamp(marks.heading_row, 0, std::max(height - 1, 0))};
    for (auto column = 0; column < result.column; ++column)
        if (sheet.at(result.heading_row, column).text == mark_heading) {
            result.column = column;
            result.again = true;
        }
    result.column = std::min(result.column, max_columns - 1);
    for (auto const row : marks.taken)
        if (row > result.heading_row && row < height)
            result.words[row] = mark_taken;
    for (auto const& wrong : marks.wrong) {
        if (wrong.row <= result.heading_row || wrong.row >= height)
            continue;
        auto& words = result.words[wrong.row];
        words = words.empty() || words == mark_taken ? wrong.sentence : words + "\n" + wrong.sentence;
        if (wrong.column < 0 || wrong.column >= result.column)
            continue;
        auto& note = result.notes[{wrong.row, wrong.column}];
        note = note.empty() ? wrong.sentence : note + "\n" + wrong.sentence;
    }
    return result;
}

Outcome<std::string> mark_csv(std::string_view original, Workbook const& book,
                              std::vector<SheetMarks> const& marks)
{
    auto const text = csv_text(original).text;
    auto const table = TRY(csv::rows(text));
    auto const places = records(text, table.delimiter);
    if (marks.empty() || book.sheets.empty())
        return std::string(original);
    auto const words = marking(book.sheets.front(), marks.front());
    std::string out;
    std::size_t copied = 0;
    for (std::size_t row = 0; row < places.size(); ++row) {
        auto const [begin, end, line] = places[row];
        auto const record = std::string_view(text).substr(begin, end - begin);
        auto const heading = static_cast<int>(row) == words.heading_row;
        auto const found = words.words.find(static_cast<int>(row));
        if (!heading && found == words.words.end() && (!words.again || record.empty()))
            continue;
        auto const span = cell_span(record, table.delimiter, words.column);
        out += std::string_view(text).substr(copied, begin + span.begin - copied);
        copied = begin + span.end;
        out.append(static_cast<std::size_t>(span.missing) + 1, table.delimiter);
        if (heading || found != words.words.end())
            out += quoted(heading ? mark_heading : std::string_view(found->second));
    }
    out += std::string_view(text).substr(copied);
    // Excel takes unmarked UTF-8 for an old code page, and our words have marks.
    return out.starts_with("\xef\xbb\xbf") ? out : "\xef\xbb\xbf" + out;
}

Outcome<std::string> mark(std::string_view original, std::string_view name,
                          std::vector<SheetMarks> const& marks)
{
    auto const type = TRY(spreadsheet(original, name));
    auto const book = TRY(read(original, name));
    switch (type) {
    case Type::xlsx:
        return mark_xlsx(original, book, marks);
    case Type::ods:
        return mark_ods(original, book, marks);
    default:
        return mark_csv(original, book, marks);
    }
}

} // namespace kheo::sheets
