// SPDX-License-Identifier: AGPL-3.0-or-later
// SQLite takes :name as it is; PostgreSQL wants $1, $2 ….
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace kheo::db
{

struct Numbered {
    std::string sql;                // with $1 … for each :name
    std::vector<std::string> names; // names[0] is $1; a name used twice is one number
};

// Quotes, comments, casts (x::bigint) and slices by number (a[1:2]) stay.
Numbered numbered_parameters(std::string_view sql);

} // namespace kheo::db
