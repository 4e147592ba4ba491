// SPDX-License-Identifier: AGPL-3.0-or-later
// The columns of a table that people fill in, found by what their headings are
// usually called, below whatever title stands above.
#pragma once

#include "platform/problem/problem.hpp"

#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace kheo::columns
{

enum class Need { optional, required };

// `headings` as people write them, the usual one first; case and marks are
// forgiven when they are compared.
struct Column {
    std::span<std::string_view const> headings;
    Need need = Need::required;
};

struct Found {
    std::size_t heading_row = 0;
    std::vector<std::optional<std::size_t>> at; // of each column, in their order

    // Tidied and in form C; "" where the column or the cell is missing.
    std::string cell(std::vector<std::string> const& row, std::size_t column) const;
};

inline constexpr Refusal missing{"columns.missing", 422, "{}"};

// Refuses `columns.missing` with a sentence that names each column that the
// likeliest heading row lacks, what it may be called, and what was recognised.
Outcome<Found> found(std::vector<std::vector<std::string>> const& rows, std::span<Column const> columns);

} // namespace kheo::columns
