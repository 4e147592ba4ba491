// SPDX-License-Identifier: AGPL-3.0-or-later
// A table in the text of a draft: each line a row, its cells parted by "|" or by the
// tabs of what was copied from a sheet; the first row has the headings. Pure.
#pragma once

#include "platform/sheets/table.hpp"

#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace kheo::drafts
{

inline constexpr std::size_t most_columns = 10;

// Fewer than two: the line is no row.
std::vector<std::string> cells_of(std::string_view line);

// Lines [first, end) of a text.
struct Rows {
    std::size_t first = 0;
    std::size_t end = 0;
    friend bool operator==(Rows, Rows) = default;
};
// Two rows or more below each other, of at most so many columns.
std::vector<Rows> tables_in(std::vector<std::string> const& lines);
// As wide as its words want; a column of figures alone stands to the right.
sheets::Table table_of(std::span<std::string const> rows);

} // namespace kheo::drafts
