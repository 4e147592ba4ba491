// SPDX-License-Identifier: AGPL-3.0-or-later
// What one workbook may cost in memory, over all its sheets.
#pragma once

#include "platform/sheets/sheet.hpp"

namespace kheo::sheets
{

class Budget
{
  public:
    // Puts the cell at its place. False where the workbook would grow above
    // max_cells or max_text_bytes; empty places before it are counted too.
    bool put(Sheet& sheet, int row, int column, Cell cell);

  private:
    std::size_t cells_ = 0;
    std::size_t text_ = 0;
};

} // namespace kheo::sheets
