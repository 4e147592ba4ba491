// SPDX-License-Identifier: AGPL-3.0-or-later
// Where a sheet's headings stand among its title lines, and what each column
// holds: headings of one or two rows, merged over columns or not.
#pragma once

#include "capabilities/registers/words.hpp"
#include "platform/sheets/sheet.hpp"

#include <map>
#include <optional>
#include <string>
#include <vector>

namespace kheo::registers
{

struct Heading {
    int column = 0;
    std::string text; // "Lĩnh vực: Kinh tế" for a heading under another
    Target target;
    std::string sample = {}; // what stands first below a heading that nobody understands
};

struct Layout {
    std::vector<std::string> titles; // the lines above, in order
    int first_row = 0;               // of the headings
    int heading_row = 0;             // the last of them
    int data_row = 0;                // the first row below, past a row of column numbers
    std::vector<Heading> headings;   // those with words
    std::string signature;           // the same for the same headings in any file
    int mark_column = -1;            // "Cần sửa", which an earlier marking of ours left there
};

// What people said of columns: signature → the targets' names in the order of
// the headings.
using Targets = std::map<std::string, std::vector<std::string>, std::less<>>;
struct Mappings {
    Targets own;    // of those who read the file: they win over the words' guess
    Targets shared; // of their province: they tell only what neither words nor those know
};

// Nothing where no row looks like headings of a register.
std::optional<Layout> layout_of(sheets::Sheet const& sheet, Words const& words, Mappings const& mappings);

// The column that holds a field alone; -1 where none does.
int column_of(Layout const& layout, Field field);
// Where a person mends a field: its column, or the first of those ticked for it.
int column_to_mend(Layout const& layout, Field field);

// A sheet with the merged cells' text in each of their places.
class Grid
{
  public:
    explicit Grid(sheets::Sheet const& sheet);
    // The cell as a person reads it, in form C, tidied line by line.
    std::string text(int row, int column) const;
    sheets::Cell const& cell(int row, int column) const;
    // The row where the merged cell over this place begins; `row` itself elsewhere.
    int top(int row, int column) const;
    int left(int row, int column) const;
    int rows() const { return int(sheet_.rows.size()); }
    int columns() const { return columns_; }

  private:
    sheets::Range const* merged_at(int row, int column) const;

    sheets::Sheet const& sheet_;
    int columns_ = 0;
    std::vector<std::vector<sheets::Range const*>> by_row_;
};

} // namespace kheo::registers
