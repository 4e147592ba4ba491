// SPDX-License-Identifier: AGPL-3.0-or-later
// What a restored backup must do before it may write again: go on with its
// log, or, where the world has seen more of it, open a new one and say so.
#pragma once

#include "capabilities/ledger/sequencer.hpp"

#include <string>

namespace kheo::ledger
{

enum class Continuation { same_log, new_log };

// Whether the operator knows the newest checkpoint that was published. Where
// not, the world may have seen more than anybody here: a new log is opened.
enum class Newest { known, unknown };

// Compares the restored database with the newest checkpoint known, a signed
// note ("" where none is and none was published). Where the database is behind or on another branch,
// opens log N+1 of origin `name/N+1` whose first leaf is the break with that
// note inside; the old log stays readable under its number.
// `seen_leaves` are entries of the old log that the backup lacks, if a damaged
// database could still give them: they are kept with the old log.
struct SeenLeaf {
    std::int64_t leaf = 0;
    Bytes entry;
};
BOOST_DESCRIBE_STRUCT(SeenLeaf, (), (leaf, entry))

Continuation continue_log(db::Store& store, Clock& clock, LogKey const& key, std::string const& newest_known,
                          std::vector<SeenLeaf> const& seen_leaves, Newest newest = Newest::known);

// The entries of the newest log from a leaf on, out of a database that may be damaged.
std::vector<SeenLeaf> leaves_from(db::Store& store, std::int64_t first);

} // namespace kheo::ledger
