// SPDX-License-Identifier: AGPL-3.0-or-later
// What the markers of .xlsx, .ods and .csv share: which words go to which row,
// and in which column.
#pragma once

#include "platform/sheets/mark.hpp"

#include <map>
#include <string>
#include <string_view>

namespace kheo::sheets
{

inline constexpr std::string_view mark_author = "Khéo";

struct Marking {
    int column = 0;     // of "Cần sửa"
    bool again = false; // the column was there
    int heading_row = 0;
    std::map<int, std::string> words;                 // by row: the sentences, or "Đã nhận"
    std::map<std::pair<int, int>, std::string> notes; // by row and column
};

// Marks outside `sheet` are left out.
Marking marking(Sheet const& sheet, SheetMarks const& marks);

Outcome<std::string> mark_xlsx(std::string_view original, Workbook const& book,
                               std::vector<SheetMarks> const& marks);
Outcome<std::string> mark_ods(std::string_view original, Workbook const& book,
                              std::vector<SheetMarks> const& marks);
Outcome<std::string> mark_csv(std::string_view original, Workbook const& book,
                              std::vector<SheetMarks> const& marks);

} // namespace kheo::sheets
