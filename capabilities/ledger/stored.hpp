// SPDX-License-Identifier: AGPL-3.0-or-later
// The log as it lies in the database, and the checkpoint beside it on disk.
#pragma once

#include "capabilities/ledger/ledger.hpp"
#include "platform/db/db.hpp"
#include "platform/merkle/tile.hpp"

#include <filesystem>
#include <optional>
#include <string>

namespace kheo::ledger
{

struct HeadRow {
    std::int64_t log = 1;
    std::string origin;
    std::int64_t size = 0;
    std::string checkpoint;
    std::int64_t hour = 0;
    std::int64_t epoch = 0;
    std::int64_t holder = 0;
    std::int64_t lease_until = 0;
};
BOOST_DESCRIBE_STRUCT(HeadRow, (), (log, origin, size, checkpoint, hour, epoch, holder, lease_until))

// Instead of the act of a leaf that only a damaged database could still give:
// its log ended, and the act is lost.
inline constexpr std::int64_t kept_without_act = -1;

// What the row serves; the checkpoint must hold under the key (Contradiction).
Served opened(HeadRow const& row, PublicKey const& key);

// Reads stored tiles; a missing one is a Contradiction.
merkle::TileReader tiles_of(db::Connection& db, std::int64_t log);

// Whether this log has grown from what the checkpoint says.
bool holds(db::Connection& db, HeadRow const& head, merkle::Checkpoint const& known);

// The checkpoint of a note, not verified; nothing where it is none.
std::optional<merkle::Checkpoint> checkpoint_of(std::string const& note);

// The checkpoint in `folder`/checkpoint.last, not verified; nothing where
// there is no such file. A broken file is a Contradiction, one that cannot be
// read std::system_error.
std::optional<merkle::Checkpoint> remembered_checkpoint(std::filesystem::path const& folder);
// Replaces it whole and durable.
void remember_checkpoint(std::filesystem::path const& folder, std::string const& note);

} // namespace kheo::ledger
