// SPDX-License-Identifier: AGPL-3.0-or-later
// What a restored backup must do before it may write again: go on with its
// log, or, where the world has seen more of it, open a new one and say so.
#pragma once

#include "capabilities/ledger/sequencer.hpp"

#include <optional>
#include <string>
#include <vector>

namespace kheo::ledger
{

// Whether the operator knows the newest checkpoint that was published. Where
// not, the world may have seen more than anybody here: a new log is opened.
enum class Newest { known, unknown };

struct SeenLeaf {
    std::int64_t leaf = 0;
    Bytes entry;
};
BOOST_DESCRIBE_STRUCT(SeenLeaf, (), (leaf, entry))

// What a damaged database could still give of one log beyond the backup.
struct SeenLog {
    std::int64_t log = 0;
    std::string checkpoint; // the last that was signed
    std::vector<SeenLeaf> leaves;
};

struct Known {
    std::vector<std::string> notes; // signed checkpoints of this installation, in any order
    Newest newest = Newest::known;
    std::vector<SeenLog> seen;
};

struct Continuation {
    bool new_log = false;
    std::string origin; // of the log that is written from now on
    std::string note;   // its checkpoint; "" where nothing was ever published
};

// Compares the restored database with the newest checkpoint known: of the log
// with the highest number, the largest. Where the database is behind or on
// another branch, opens a log of origin `name/N`, N above every log that is
// known here, whose first leaf is the break with that checkpoint inside; the
// old ones stay readable under their numbers, with what was seen of them where
// it gives what was signed. Every note must be ours.
Continuation continue_log(db::Store& store, Clock& clock, LogKey const& key, Known const& known);

// Whether the checkpoint is of a log of this restored installation.
bool is_ours(db::Store& store, LogKey const& key, std::string const& note);

// The logs of a database that may be damaged, beyond what the restored one has.
std::vector<SeenLog> logs_beyond(db::Store& damaged, db::Store& restored);

} // namespace kheo::ledger
