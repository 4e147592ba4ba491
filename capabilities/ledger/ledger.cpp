// SPDX-License-Identifier: AGPL-3.0-or-later
#include "capabilities/ledger/ledger.hpp"

#include "capabilities/ledger/ledger.sql.hpp"
#include "capabilities/ledger/stored.hpp"

#include "capabilities/ledger/check.hpp"
#include "platform/acts/halt.hpp"

#include <algorithm>
#include <mutex>

namespace kheo::ledger
{

namespace
{

std::mutex served_mutex;
Served served_now;  // owned by served_mutex
Seed seed_of_hours; // owned by served_mutex
std::vector<acts::Projection> projections;
std::vector<acts::Comparison> comparisons;

struct StandingRow {
    std::string visibility;
    std::optional<std::int64_t> leaf;
    std::optional<std::int64_t> log;
};
BOOST_DESCRIBE_STRUCT(StandingRow, (), (visibility, leaf, log))

} // namespace

Served served()
{
    std::scoped_lock const lock(served_mutex);
    return served_now;
}

void serve(Served now)
{
    std::scoped_lock const lock(served_mutex);
    served_now = std::move(now);
}

void put_projections(std::vector<acts::Projection> all, std::vector<acts::Comparison> others)
{
    projections = std::move(all);
    comparisons = std::move(others);
}

void put_seed(Seed const& seed)
{
    std::scoped_lock const lock(served_mutex);
    seed_of_hours = seed;
}

acts::Projection const* projection_of(std::string_view object_kind)
{
    auto const found = std::ranges::find(projections, object_kind, &acts::Projection::object_kind);
    return found == projections.end() ? nullptr : &*found;
}

Outcome<CheckReport> check_everything(acts::Reading& reading, routes::Nothing const&)
{
    auto const seed = [] {
        std::scoped_lock const lock(served_mutex);
        return seed_of_hours;
    }();
    return check(reading.db, seed, projections, comparisons);
}

Standing standing(db::Connection& db, std::int64_t act)
{
    auto const row = db.one<StandingRow>(sql::standing, {{"act", act}});
    if (!row)
        return {};
    return {true, row->visibility == "open", row->leaf.has_value(), row->leaf.value_or(0),
            row->log.value_or(0)};
}

Outcome<Served> log_of(db::Connection& db, std::int64_t log)
{
    auto now = served();
    if (log == now.log)
        return now;
    auto const row = db.one<HeadRow>(sql::head_of_log, {{"log", log}});
    if (!row)
        return refuse(kheo::problems::not_found);
    return opened(*row, now.key.key);
}

Outcome<merkle::Receipt> receipt(db::Connection& db, std::int64_t act)
{
    auto const at = standing(db, act);
    if (!at.known || !at.open)
        return refuse(kheo::problems::not_found);
    if (!at.entered)
        return refuse(acts::halted() ? problems::stopped : problems::not_yet);
    auto const now = TRY(log_of(db, at.log));
    if (std::uint64_t(at.leaf) >= now.checkpoint.size)
        return refuse(problems::not_yet);
    auto const entry = db.one<Bytes>(sql::entry_of, {{"log", now.log}, {"leaf", at.leaf}});
    ensure(entry.has_value(), "a leaf of the ledger has no entry");
    auto const read = merkle::hashes_in_tiles(now.checkpoint.size, tiles_of(db, now.log));
    return merkle::Receipt{*entry, std::uint64_t(at.leaf),
                           merkle::inclusion_proof(std::uint64_t(at.leaf), now.checkpoint.size, read),
                           now.note};
}

} // namespace kheo::ledger
