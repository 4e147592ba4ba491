// SPDX-License-Identifier: AGPL-3.0-or-later
#include "platform/text/csv.hpp"

#include "platform/text/problems.hpp"
#include "platform/text/text.hpp"

#include <algorithm>
#include <fmt/format.h>

namespace kheo::csv
{
namespace
{

constexpr std::string_view utf8_mark = "\xEF\xBB\xBF";

// One pass over the text, RFC 4180 §2, with any line end.
class Reader
{
  public:
    Reader(std::string_view text, char delimiter, Limits const& limits)
        : text_(text), delimiter_(delimiter), limits_(limits)
    {
    }

    Outcome<Table> read(std::size_t most_rows)
    {
        Table table{delimiter_, {}, {}};
        while (at_ < text_.size() && table.rows.size() < most_rows) {
            auto const line = line_;
            auto row = TRY(read_row());
            if (row.size() == 1 && row[0].empty())
                continue;
            if (table.rows.size() == limits_.rows)
                return refuse(problems::csv_too_large, fmt::format("hơn {} dòng", limits_.rows));
            table.rows.push_back(std::move(row));
            table.lines.push_back(line);
        }
        return table;
    }

  private:
    Outcome<Row> read_row()
    {
        Row row;
        for (;;) {
            auto cell = TRY(read_cell());
            if (cell.size() > limits_.cell)
                return refuse(problems::csv_too_large,
                              fmt::format("ô dài hơn {} byte ở dòng {}", limits_.cell, line_));
            row.push_back(std::move(cell));
            if (row.size() > limits_.columns)
                return refuse(problems::csv_too_large,
                              fmt::format("hơn {} cột ở dòng {}", limits_.columns, line_));
            if (at_ < text_.size() && text_[at_] == delimiter_) {
                ++at_;
                continue;
            }
            end_line();
            return row;
        }
    }

    Outcome<std::string> read_cell()
    {
        if (at_ < text_.size() && text_[at_] == '"')
            return read_quoted();
        char const stops[] = {delimiter_, '\r', '\n', '\0'};
        auto const end = std::min(text_.find_first_of(stops, at_), text_.size());
        auto cell = std::string(text_.substr(at_, end - at_));
        at_ = end;
        return cell;
    }

    Outcome<std::string> read_quoted()
    {
        auto const opened = line_;
        std::string cell;
        for (++at_; at_ < text_.size(); ++at_) {
            if (text_[at_] == '"') {
                if (at_ + 1 == text_.size() || text_[at_ + 1] != '"')
                    break;
                ++at_;
            } else if (text_[at_] == '\n') {
                ++line_;
            }
            cell.push_back(text_[at_]);
        }
        if (at_ == text_.size())
            return refuse(problems::csv_broken_quotes, fmt::to_string(opened));
        ++at_;
        if (at_ < text_.size() && text_[at_] != delimiter_ && text_[at_] != '\r' && text_[at_] != '\n')
            return refuse(problems::csv_broken_quotes, fmt::to_string(line_));
        return cell;
    }

    void end_line()
    {
        if (at_ < text_.size() && text_[at_] == '\r')
            ++at_;
        if (at_ < text_.size() && text_[at_] == '\n')
            ++at_;
        ++line_;
    }

    std::string_view text_;
    char delimiter_;
    Limits const& limits_;
    std::size_t at_ = 0;
    std::size_t line_ = 1;
};

// How evenly a delimiter cuts the first rows: the number of rows with the most
// frequent width above one, and that width.
std::pair<std::size_t, std::size_t> evenness(std::string_view text, char delimiter, Limits const& limits)
{
    auto const table = Reader(text, delimiter, limits).read(20);
    if (!table)
        return {0, 0};
    std::vector<std::size_t> widths;
    for (auto const& row : table->rows)
        if (row.size() > 1)
            widths.push_back(row.size());
    std::pair<std::size_t, std::size_t> best{0, 0};
    for (auto const width : widths)
        best = std::max(best,
                        {static_cast<std::size_t>(std::count(widths.begin(), widths.end(), width)), width});
    return best;
}

char found_delimiter(std::string_view text, Limits const& limits)
{
    char best = ',';
    std::pair<std::size_t, std::size_t> most{0, 0};
    for (char const candidate : {',', ';', '\t'})
        if (auto const even = evenness(text, candidate, limits); even > most) {
            most = even;
            best = candidate;
        }
    return best;
}

// "sep=;" on the first line, as Excel reads and writes it; 0 where there is none.
char declared_delimiter(std::string_view& text)
{
    if (!text.starts_with("sep=") || text.size() < 5 ||
        std::string_view(",;\t").find(text[4]) == std::string_view::npos)
        return 0;
    char const delimiter = text[4];
    auto const rest = text.substr(5);
    if (!rest.empty() && rest[0] != '\r' && rest[0] != '\n')
        return 0;
    text = rest;
    return delimiter;
}

bool is_plain_number(std::string_view cell)
{
    auto const digits = cell.starts_with('-') ? cell.substr(1) : cell;
    return !digits.empty() && digits[0] >= '0' && digits[0] <= '9' &&
           digits.find_first_not_of("0123456789.,") == std::string_view::npos;
}

// Begins as a formula once the apostrophes of earlier guards are left out, so
// that guarding and unguarding are each other's inverse.
bool looks_like_formula(std::string_view cell)
{
    auto const first = cell.find_first_not_of('\'');
    return first != std::string_view::npos &&
           std::string_view("=+-@\t\r").find(cell[first]) != std::string_view::npos;
}

} // namespace

Outcome<Table> rows(std::string_view text, Limits limits)
{
    if (text.size() > limits.bytes)
        return refuse(problems::csv_too_large, fmt::format("hơn {} MB", limits.bytes >> 20));
    if (text.starts_with(utf8_mark))
        text.remove_prefix(utf8_mark.size());
    if (!valid_utf8(text) || text.find('\0') != std::string_view::npos)
        return refuse(problems::csv_not_utf8);
    auto const declared = declared_delimiter(text);
    auto const delimiter = declared ? declared : found_delimiter(text, limits);
    return Reader(text, delimiter, limits).read(std::string_view::npos);
}

Outcome<Records> Records::parse(std::string_view text, std::span<std::string_view const> required,
                                Limits limits)
{
    auto table = TRY(csv::rows(text, limits));
    Records records;
    if (!table.rows.empty())
        for (auto const& name : table.rows[0])
            records.heading_.push_back(tidied(nfc(name)));
    auto const& heading = records.heading_;
    for (auto const& name : required)
        if (std::find(heading.begin(), heading.end(), name) == heading.end())
            return refuse(problems::csv_no_column, name);
    for (auto name = heading.begin(); name != heading.end(); ++name)
        if (!name->empty() && std::find(name + 1, heading.end(), *name) != heading.end())
            return refuse(problems::csv_twice_column, *name);
    for (std::size_t i = 1; i < table.rows.size(); ++i) {
        if (table.rows[i].size() > heading.size())
            return refuse(problems::csv_ragged, fmt::to_string(table.lines[i]));
        records.rows_.push_back(std::move(table.rows[i]));
        records.lines_.push_back(table.lines[i]);
    }
    return records;
}

Outcome<Records> Records::parse(std::string_view text, std::initializer_list<std::string_view> required,
                                Limits limits)
{
    return parse(text, std::span<std::string_view const>(required.begin(), required.size()), limits);
}

std::string_view Records::at(std::size_t row, std::string_view column) const
{
    auto const name = std::find(heading_.begin(), heading_.end(), column);
    auto const index = static_cast<std::size_t>(name - heading_.begin());
    auto const& cells = rows_.at(row);
    return index < cells.size() ? std::string_view(cells[index]) : std::string_view();
}

std::string begun(Style style)
{
    return std::string(style.mark == Mark::utf8 ? utf8_mark : std::string_view());
}

void append(std::string& out, std::span<std::string_view const> cells, Style style)
{
    char const special[] = {style.delimiter, '"', '\r', '\n', '\0'};
    for (std::size_t i = 0; i < cells.size(); ++i) {
        if (i)
            out.push_back(style.delimiter);
        auto const cell = cells[i];
        auto const guarded = looks_like_formula(cell) && !is_plain_number(cell);
        auto const lone_empty = cells.size() == 1 && cell.empty(); // else a blank line
        auto const edge_space = cell.starts_with(' ') || cell.ends_with(' ');
        auto const quoted = lone_empty || edge_space || cell.find_first_of(special) != std::string_view::npos;
        if (quoted)
            out.push_back('"');
        if (guarded)
            out.push_back('\'');
        for (char const c : cell)
            out.append(c == '"' ? 2 : 1, c);
        if (quoted)
            out.push_back('"');
    }
    out.append("\r\n");
}

void append(std::string& out, Row const& cells, Style style)
{
    std::vector<std::string_view> views(cells.begin(), cells.end());
    append(out, views, style);
}

std::string written(std::vector<Row> const& rows, Style style)
{
    auto out = begun(style);
    for (auto const& row : rows)
        append(out, row, style);
    return out;
}

std::string_view unguarded(std::string_view cell)
{
    return cell.starts_with('\'') && looks_like_formula(cell) ? cell.substr(1) : cell;
}

} // namespace kheo::csv
