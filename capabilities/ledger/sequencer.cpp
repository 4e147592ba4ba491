// SPDX-License-Identifier: AGPL-3.0-or-later
#include "capabilities/ledger/sequencer.hpp"

#include "capabilities/ledger/check.hpp"
#include "capabilities/ledger/entry.hpp"
#include "capabilities/ledger/sequencer.sql.hpp"
#include "capabilities/ledger/stored.hpp"
#include "platform/acts/halt.hpp"
#include "platform/log/log.hpp"

#include <map>

namespace kheo::ledger
{

namespace
{
constexpr std::int64_t lease_ms = 10'000;
constexpr std::int64_t submissions_kept_ms = 7 * 24 * hour_ms;
} // namespace

struct Sequencer::Head {
    HeadRow row;
    bool fresh = false; // there is no row yet
    bool ours = false;
};

struct Pending {
    std::int64_t id = 0;
    Instant at;
    Bytes digest;
};
BOOST_DESCRIBE_STRUCT(Pending, (), (id, at, digest))

struct Delta {
    std::string counter;
    std::int64_t value = 0;
    std::int64_t last_id = 0;
};
BOOST_DESCRIBE_STRUCT(Delta, (), (counter, value, last_id))

// What one round adds.
struct Sequencer::Round {
    struct Leaf {
        std::int64_t act = 0; // 0: an hour
        std::string entry;
    };
    struct Sealed {
        std::int64_t hour;
        std::int64_t place;
        std::int64_t act;
    };
    std::vector<Leaf> leaves;
    std::vector<Sealed> sealed;
    std::int64_t hour = 0; // the last hour that is closed
    merkle::Growth growth;
    merkle::Checkpoint checkpoint;
    std::string note; // the checkpoint, signed; empty: the log did not grow
    std::int64_t log = 1;
    bool led = false; // the lease is ours
};

Sequencer::Sequencer(db::Store& store, Clock& clock, LogKey key, std::int64_t holder,
                     std::filesystem::path folder)
    : store_(store), clock_(clock), key_(std::move(key)), signing_(key_.seed), holder_(holder),
      folder_(std::move(folder))
{
    auto const known = remembered_checkpoint(folder_);
    auto now = Served{{key_.origin, merkle::KeyType::ed25519, signing_.public_key()}, {}, {}, 1};
    store_.read([&](db::Connection& db) {
        auto const row = db.one<HeadRow>(sql::head);
        if (row)
            now = opened(*row, signing_.public_key());
        ensure(!known || (row && holds(db, *row, *known)),
               "the database is behind checkpoint.last, or of another history: restore it with `kheo "
               "restore`");
    });
    put_seed(key_.seed);
    acts::resume();
    serve(std::move(now));
}

Sequencer::~Sequencer()
{
    stop();
}

Sequencer::Head Sequencer::head(db::Connection& db) const
{
    auto const row = db.one<HeadRow>(sql::head);
    auto const now = clock_.now().ms;
    if (!row)
        return {{.log = 1, .origin = key_.origin, .hour = now / hour_ms - 1, .epoch = 0, .holder = holder_},
                true,
                true};
    return {*row, false, row->holder == holder_ || row->lease_until < now};
}

void Sequencer::gather(db::Connection& db, Head const& head, Round& round) const
{
    gather_hours(db, head, round);
    for (auto const& act : db.all<acts::Act>(sql::pending_open))
        round.leaves.push_back({act.id, act_entry(act)});
}

void Sequencer::gather_hours(db::Connection& db, Head const& head, Round& round) const
{
    auto const closed = clock_.now().ms / hour_ms - 1;
    round.hour = std::max(head.row.hour, closed);
    if (closed <= head.row.hour)
        return;
    std::map<std::int64_t, std::vector<Bytes>> digests;
    for (auto& act : db.all<Pending>(sql::pending_internal, {{"before", (closed + 1) * hour_ms}})) {
        // An act that waited longer than its hour goes with the first still open.
        auto const hour = std::max(act.at.ms / hour_ms, head.row.hour + 1);
        auto& of_hour = digests[hour];
        round.sealed.push_back({hour, std::int64_t(of_hour.size()), act.id});
        of_hour.push_back(std::move(act.digest));
    }
    for (auto hour = head.row.hour + 1; hour <= closed; ++hour)
        round.leaves.push_back({0, hour_entry(hour, digests[hour], key_.seed)});
}

void Sequencer::grow(db::Connection& db, Head const& head, Round& round) const
{
    std::vector<Digest> hashes;
    for (auto const& leaf : round.leaves)
        hashes.push_back(merkle::leaf_hash(bytes_of(leaf.entry)));
    round.growth = merkle::grown(std::uint64_t(head.row.size), hashes, tiles_of(db, head.row.log));
    round.checkpoint = {head.row.origin, round.growth.size, round.growth.root, {}};
    round.note = merkle::signed_checkpoint(round.checkpoint, signing_);
    round.log = head.row.log;
}

// The fence: whoever led meanwhile has changed this row, and this round begins again.
void Sequencer::advance(db::Connection& db, Head const& head, Round const& round) const
{
    auto next = head.row;
    next.size = std::int64_t(round.checkpoint.size);
    next.checkpoint = round.note;
    next.hour = round.hour;
    next.epoch = head.row.holder == holder_ ? head.row.epoch : head.row.epoch + 1;
    next.holder = holder_;
    next.lease_until = clock_.now().ms + lease_ms;
    auto const stored = head.fresh ? db.run(sql::insert_head, next)
                                   : db.run(sql::advance_head, db::Params(next),
                                            {{"old_size", head.row.size}, {"old_epoch", head.row.epoch}});
    ensure(stored == 1, "the ledger's head moved under its sequencer");
}

void Sequencer::store_round(db::Connection& db, Head const& head, Round const& round) const
{
    std::vector<db::Params> leaves;
    auto leaf = head.row.size;
    for (auto const& [act, entry] : round.leaves) {
        leaves.push_back({{"log", head.row.log},
                          {"leaf", leaf++},
                          {"act", act},
                          {"entry", Bytes(entry.begin(), entry.end())}});
        if (act != 0)
            db.run(sql::delete_pending, {{"act", act}});
    }
    for (auto const& [hour, place, act] : round.sealed) {
        db.run(sql::insert_sealed, {{"hour", hour}, {"place", place}, {"act", act}});
        db.run(sql::delete_pending, {{"act", act}});
    }
    db.run_all(sql::insert_leaf, leaves);
    for (auto const& tile : round.growth.tiles)
        db.run(sql::put_tile, {{"log", head.row.log},
                               {"level", std::int64_t(tile.id.level)},
                               {"tile", std::int64_t(tile.id.index)},
                               {"hashes", merkle::encoded(tile.hashes)}});
}

std::size_t Sequencer::integrate()
{
    std::scoped_lock const alone(integrating_);
    auto round = Round();
    auto const verb = [&](db::Connection& db) {
        round = Round();
        auto const at = head(db);
        if (!at.ours)
            return db::Verdict::rollback;
        round.led = true;
        gather(db, at, round);
        auto const renewed = at.row.lease_until - clock_.now().ms < lease_ms / 2;
        if (!round.leaves.empty() || at.fresh || renewed) {
            grow(db, at, round);
            advance(db, at, round);
            store_round(db, at, round);
            if (round.hour > at.row.hour)
                db.run(sql::sweep_submissions, {{"before", Instant{clock_.now().ms - submissions_kept_ms}}});
        }
        for (auto const& delta : db.all<Delta>(sql::deltas)) {
            db.run(sql::add_count, delta);
            db.run(sql::delete_deltas, delta);
        }
        return db::Verdict::commit;
    };
    // Fenced by the head's row, it need not collide with verbs that only add acts.
    store_.write_now(verb, db::Isolation::snapshot);
    if (!round.note.empty()) {
        publish(round.note);
        serve({{round.checkpoint.origin, merkle::KeyType::ed25519, signing_.public_key()},
               round.note,
               round.checkpoint,
               round.log});
    } else if (!round.led) {
        follow();
    }
    return round.leaves.size();
}

// Another program leads: what it has committed is remembered and served here too.
void Sequencer::follow() const
{
    auto const before = served();
    auto const now = store_.read([&](db::Connection& db) -> std::optional<Served> {
        auto const row = db.one<HeadRow>(sql::head);
        if (!row || row->checkpoint == before.note)
            return std::nullopt;
        ensure(before.note.empty() || holds(db, *row, before.checkpoint),
               "the ledger's head does not follow what was served here");
        return opened(*row, signing_.public_key());
    });
    if (!now)
        return;
    publish(now->note);
    serve(*now);
}

void Sequencer::publish(std::string const& checkpoint) const
{
    remember_checkpoint(folder_, checkpoint);
}

void Sequencer::start()
{
    thread_ = std::thread([this] { loop(); });
}

void Sequencer::stop()
{
    {
        std::scoped_lock const lock(mutex_);
        ending_ = true;
    }
    wake_.notify_all();
    if (thread_.joinable())
        thread_.join();
}

void Sequencer::wake()
{
    {
        std::scoped_lock const lock(mutex_);
        woken_ = true;
    }
    wake_.notify_one();
}

bool Sequencer::lead()
{
    try {
        while (integrate() >= 4096)
            ;
    } catch (Contradiction const& error) {
        // Writing stops until a person looks; reading goes on.
        acts::halt();
        log::incident("ledger", error);
    } catch (std::exception const& error) {
        log::incident("ledger", error);
    }
    return !acts::halted();
}

void Sequencer::loop()
{
    std::unique_lock lock(mutex_);
    while (!ending_) {
        lock.unlock();
        if (!lead())
            return;
        lock.lock();
        wake_.wait_for(lock, std::chrono::seconds(1), [this] { return woken_ || ending_; });
        woken_ = false;
    }
}

} // namespace kheo::ledger
