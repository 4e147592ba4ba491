// SPDX-License-Identifier: AGPL-3.0-or-later
// The schema's steps, forward only. `embed_sql --migrations` makes the list
// from migrations/NNNN-noun-verb.sql.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>

namespace kheo::db
{

struct Migration {
    int number;                // 1, 2, 3 … without a gap
    std::string_view name;     // "0001-accounts-create"
    std::string_view sqlite;   // the text for each engine; the same where one file serves both
    std::string_view postgres; // before postgres_dialect()
    std::string_view checksum; // of the file or files, recorded when applied
    int oldest_compatible;     // programs that know at least this number may use the result
};

// The portable text as PostgreSQL takes it. Two substitutions, outside quotes
// and comments, and no more: a column type written TEXT becomes
// TEXT COLLATE "C", and WITHOUT ROWID goes.
std::string postgres_dialect(std::string_view sql);

} // namespace kheo::db

namespace kheo::migrations
{

// The migrations of this program, by number.
std::span<db::Migration const> all();

} // namespace kheo::migrations
