// SPDX-License-Identifier: AGPL-3.0-or-later
// What a spreadsheet says, whatever program made it. Readers here take hostile
// bytes: they run inside kheo-extract, never in the server.
#pragma once

#include "platform/problem/problem.hpp"
#include "platform/text/legacy.hpp"

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace kheo::sheets
{

// Limits of one file (guide "documents", Upload safety).
inline constexpr std::size_t max_file_bytes = 50u << 20;
inline constexpr std::size_t max_cells = 5'000'000; // empty places and rows are counted too
inline constexpr std::size_t max_text_bytes = 128u << 20;
inline constexpr std::size_t max_cell_bytes = 32'767u * 4; // Excel's own limit, in UTF-8
inline constexpr int max_rows = 1'048'576;
inline constexpr int max_columns = 16'384;

enum class Kind : std::uint8_t { empty, text, number, date, boolean, error };

// `text` is NFC UTF-8 without control characters but tab and newline, and by kind:
//   text     as typed; a number shown with leading zeros by its format is text
//   number   "-1250000.5", decimal point, no exponent; a percent cell "87.5%"
//   date     "2026-11-21", "2026-11-21T14:30:00" or, a time alone, "14:30:00"
//   boolean  "TRUE" or "FALSE"
//   error    "#REF!" and the like; a formula never computed is "#CALC!"
struct Cell {
    std::string text;
    Kind kind = Kind::empty;
    friend bool operator==(Cell const&, Cell const&) = default;
};

// As a person in Viet Nam reads it: 21/11/2026, 87,5%, Đúng.
std::string shown(Cell const& cell);

// Rows and columns from 0, both ends included.
struct Range {
    int top = 0, left = 0, bottom = 0, right = 0;
    friend bool operator==(Range const&, Range const&) = default;
};

struct Sheet {
    std::string name;
    std::vector<std::vector<Cell>> rows; // each row ends at its last filled cell
    std::vector<Range> merged;           // the value stands in the top left cell
    std::vector<double> widths;          // of columns, in characters; 0: not set
    bool hidden = false;
    bool hidden_rows = false;    // some row is hidden (often by a filter); it is read all the same
    bool hidden_columns = false; // some column is hidden; it is read all the same
    legacy::Changed changed;     // from the fonts of before Unicode

    // The cell, or an empty one where the row or the sheet ends before it.
    Cell const& at(int row, int column) const;
    friend bool operator==(Sheet const&, Sheet const&) = default;
};

struct Workbook {
    std::vector<Sheet> sheets; // in the order of the file; charts are left out
    friend bool operator==(Workbook const&, Workbook const&) = default;
};

// The sheets of an .xlsx, .ods or .csv file, told by content. `name` is the
// file's own name: it tells CSV from other text and is named in refusals.
// Refuses (problems.hpp) what is of another type, broken, locked or too large.
Outcome<Workbook> read(std::string_view bytes, std::string_view name);

} // namespace kheo::sheets
