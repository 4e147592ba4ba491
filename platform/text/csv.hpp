// SPDX-License-Identifier: AGPL-3.0-or-later
// CSV by RFC 4180, as spreadsheets really write it: delimiter found, byte order
// mark, any line end. Cells stay text: leading zeros and spaces are kept.
#pragma once

#include "platform/problem/problem.hpp"

#include <cstddef>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace kheo::csv
{

struct Limits {
    std::size_t bytes = 50u << 20;
    std::size_t rows = 100'000;
    std::size_t columns = 512;
    std::size_t cell = 100'000; // bytes in one cell
};

using Row = std::vector<std::string>;

struct Table {
    char delimiter = ',';
    std::vector<Row> rows;          // rows of one empty cell (blank lines) are left out
    std::vector<std::size_t> lines; // the line, from 1, on which each row starts
};

// Every row. The delimiter (comma, semicolon or tab) is the one that cuts the
// first lines most evenly; a first line "sep=;" decides it. A quote inside a bare
// cell stays as it is (ấp "Ông Hường"), though RFC 4180 has none there. Refuses
// csv_not_utf8, csv_broken_quotes and csv_too_large.
Outcome<Table> rows(std::string_view text, Limits limits = {});

// A table whose first row names its columns.
class Records
{
  public:
    // Refuses what rows() refuses, csv_no_column for a missing one of `required`,
    // csv_twice_column, csv_ragged for a row with more cells than the heading.
    static Outcome<Records> parse(std::string_view text, std::span<std::string_view const> required,
                                  Limits limits = {});
    static Outcome<Records> parse(std::string_view text, std::initializer_list<std::string_view> required,
                                  Limits limits = {});

    std::size_t size() const { return rows_.size(); }
    // The cell, "" where the row is short or there is no such column.
    std::string_view at(std::size_t row, std::string_view column) const;
    std::size_t line(std::size_t row) const { return lines_.at(row); }
    Row const& heading() const { return heading_; }

  private:
    Row heading_;
    std::vector<Row> rows_;
    std::vector<std::size_t> lines_;
};

enum class Mark { none, utf8 }; // Excel needs the UTF-8 mark to read Vietnamese

struct Style {
    char delimiter = ',';
    Mark mark = Mark::none;
};

// Begins a file: the mark, if wanted.
std::string begun(Style style);
// Appends one row, ended by CR LF. A cell that a spreadsheet would run as a
// formula (begins with = + - @, tab or CR, and is no plain number) gets an
// apostrophe before it.
void append(std::string& out, std::span<std::string_view const> cells, Style style = {});
void append(std::string& out, Row const& cells, Style style = {});
// A whole file.
std::string written(std::vector<Row> const& rows, Style style = {});
// The cell as it was before append() guarded it.
std::string_view unguarded(std::string_view cell);

} // namespace kheo::csv
