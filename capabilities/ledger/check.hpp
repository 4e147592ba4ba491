// SPDX-License-Identifier: AGPL-3.0-or-later
// Check: are the rows still what their acts say, the acts what their digests
// say, and the log what its checkpoint signed?
#pragma once

#include "capabilities/ledger/ledger.hpp"
#include "platform/acts/projection.hpp"
#include "platform/crypto/signing.hpp"

#include <span>
#include <string>
#include <vector>

namespace kheo::ledger
{

struct CheckReport {
    bool good = false;
    std::int64_t acts = 0;
    std::int64_t records = 0;
    std::int64_t leaves = 0;           // of all logs
    std::vector<std::string> findings; // sentences for the operator, the first 1,000

    void find(std::string sentence);
};
BOOST_DESCRIBE_STRUCT(CheckReport, (), (good, acts, records, leaves, findings))

// `seed` is the log's: with it the leaves of hours are made anew.
CheckReport check(db::Connection& db, Seed const& seed, std::span<acts::Projection const> projections,
                  std::span<acts::Comparison const> comparisons = {});

// The same over what is put below, as a row of the API.
Outcome<CheckReport> check_everything(acts::Reading& reading, routes::Nothing const&);

// Which records `kheo check` compares; given once at the start.
void put_projections(std::vector<acts::Projection> projections,
                     std::vector<acts::Comparison> comparisons = {});
// With which seed; given by the sequencer.
void put_seed(Seed const& seed);
// The one of a kind of record; nullptr where there is none.
acts::Projection const* projection_of(std::string_view object_kind);

} // namespace kheo::ledger
