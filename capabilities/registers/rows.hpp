// SPDX-License-Identifier: AGPL-3.0-or-later
// The rows of a sheet that register something, told from numbering, totals,
// repeated headings, section rows and notes; each with its text by field.
#pragma once

#include "capabilities/registers/layout.hpp"

#include <string>
#include <vector>

namespace kheo::registers
{

struct Line {
    int row = 0; // of the sheet, from 0: the first where it runs over several
    Values values;
    std::vector<std::pair<Field, std::string>> faults; // of ticks: none or several where one is wanted
    std::vector<Field> from_above;                     // said by a section row or "như trên", not in the row
    std::string section; // the section row above that is no field, kind or entry: perhaps a unit
};

struct Lines {
    std::vector<Line> lines;
    std::vector<std::string> left_out; // "Dòng 40: Người lập biểu", at most 20
    int left_out_rows = 0;
};

Lines lines_of(sheets::Sheet const& sheet, Layout const& layout, Words const& words);

} // namespace kheo::registers
