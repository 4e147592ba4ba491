// SPDX-License-Identifier: AGPL-3.0-or-later
// What the writers of a Table share.
#pragma once

#include "platform/sheets/table.hpp"

namespace kheo::sheets
{

// A cell as people read it: 1.234, 1.234,5, 87,5%, 21/11/2026.
std::string words_of(Table const& table, TableCell const& cell, ColumnKind kind);
bool is_right_aligned(ColumnKind kind);
// The group over a column, or null.
HeaderGroup const* group_over(Table const& table, int column);

} // namespace kheo::sheets
