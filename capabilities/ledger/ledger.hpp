// SPDX-License-Identifier: AGPL-3.0-or-later
// The public ledger (sổ kiểm chứng): one append-only Merkle log per
// installation (RFC 6962; C2SP tlog-tiles, tlog-checkpoint, signed-note).
#pragma once

#include "capabilities/ledger/said.hpp"
#include "platform/merkle/checkpoint.hpp"
#include "platform/merkle/receipt.hpp"
#include "platform/routes/row.hpp"

#include <optional>
#include <span>
#include <string>

namespace kheo::ledger
{

// What this program serves now: durable in the database and on disk before.
struct Served {
    merkle::VerifierKey key;
    std::string note; // the signed checkpoint; "" before the first
    merkle::Checkpoint checkpoint;
    std::int64_t log = 1;
};

// A copy; safe from any thread.
Served served();
void serve(Served now);

// Where an act stands in the log.
struct Standing {
    bool known = false;   // there is such an act
    bool open = false;    // its content is public
    bool entered = false; // it has its leaf
    std::int64_t leaf = 0;
    std::int64_t log = 0;
};
Standing standing(db::Connection& db, std::int64_t act);

// A log of this installation by its number: the one served, or one that ended.
// Refuses not_found.
Outcome<Served> log_of(db::Connection& db, std::int64_t log);

// The receipt of an open act against the newest checkpoint of its log. Refuses not_found
// for acts that are internal or unknown, not_yet for one that is still waiting,
// stopped for one that waits for a person to look at the ledger.
Outcome<merkle::Receipt> receipt(db::Connection& db, std::int64_t act);

namespace problems
{
inline constexpr Refusal not_yet{"ledger_not_yet", 202,
                                 "Việc này vừa được ghi, sẽ có trong sổ kiểm chứng trong vài giây."};
inline constexpr Refusal stopped{
    "ledger_stopped", 503,
    "Sổ kiểm chứng đang dừng để người vận hành xem xét, nên việc này chưa có dòng trong sổ."};
} // namespace problems

std::span<routes::Row const> rows();

} // namespace kheo::ledger
