// SPDX-License-Identifier: AGPL-3.0-or-later
// The same file back, with what to mend marked in it: the officer recognises
// their own register, mends the coloured cells and sends it again.
#pragma once

#include "platform/sheets/sheet.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace kheo::sheets
{

inline constexpr std::string_view mark_heading = "Cần sửa";
inline constexpr std::string_view mark_taken = "Đã nhận";

// Rows and columns from 0, as in Sheet::rows.
struct CellMark {
    int row = 0;
    int column = -1; // -1: the row as a whole
    std::string sentence;
};

struct SheetMarks {
    int sheet = 0;       // index in Workbook::sheets
    int heading_row = 0; // the last row of the column headings
    std::vector<CellMark> wrong;
    std::vector<int> taken; // rows that were accepted
};

// The bytes of `original` with, per marked cell, a colour and a note, and one
// more column "Cần sửa" that holds the row's sentences or "Đã nhận". A column
// of that heading left by an earlier marking is used again, and the colours and
// notes of that marking are removed. A CSV file gets the column alone.
// Everything else of the file stays. Refuses as `read` does.
Outcome<std::string> mark(std::string_view original, std::string_view name,
                          std::vector<SheetMarks> const& marks);

} // namespace kheo::sheets
