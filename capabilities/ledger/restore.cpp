// SPDX-License-Identifier: AGPL-3.0-or-later
#include "capabilities/ledger/restore.hpp"

#include "capabilities/ledger/entry.hpp"
#include "capabilities/ledger/ledger.sql.hpp"
#include "capabilities/ledger/restore.sql.hpp"
#include "capabilities/ledger/stored.hpp"

#include <algorithm>
#include <fmt/format.h>

namespace kheo::ledger
{

namespace
{

// The name without the number of its log: "kheo.example/2" of log 2 was
// "kheo.example" once.
std::string first_name(HeadRow const& head)
{
    auto const ending = fmt::format("/{}", head.log);
    auto name = head.origin;
    if (head.log > 1 && name.ends_with(ending))
        name.resize(name.size() - ending.size());
    return name;
}

// The number of the log of that origin; nothing of another installation's.
std::optional<std::int64_t> number_of(std::string_view origin, std::string_view name)
{
    if (origin == name)
        return 1;
    if (!origin.starts_with(name) || origin[name.size()] != '/')
        return std::nullopt;
    auto const number = parse_id(origin.substr(name.size() + 1));
    return number && *number > 1 ? number : std::nullopt;
}

HeadRow head_of(db::Connection& db, LogKey const& key)
{
    return db.one<HeadRow>(sql::newest_head).value_or(HeadRow{.log = 1, .origin = key.origin});
}

// The newest checkpoint known, and where it stands.
struct Last {
    std::string note;
    merkle::Checkpoint checkpoint;
    std::int64_t log = 0; // 0: none is known
};

Last last_of(std::vector<std::string> const& notes, std::string_view name)
{
    auto last = Last();
    for (auto const& note : notes) {
        auto const checkpoint = checkpoint_of(note);
        ensure(checkpoint.has_value(), "a checkpoint known is no checkpoint");
        auto const log = number_of(checkpoint->origin, name);
        ensure(log.has_value(), "a checkpoint known is of another installation");
        if (std::pair(*log, checkpoint->size) > std::pair(last.log, last.checkpoint.size))
            last = {note, *checkpoint, *log};
    }
    return last;
}

void put(db::Connection& db, std::int64_t log, std::int64_t from, std::int64_t act,
         std::span<SeenLeaf const> leaves)
{
    std::vector<Digest> hashes;
    for (auto const& leaf : leaves) {
        hashes.push_back(merkle::leaf_hash(leaf.entry));
        db.run(sql::keep_leaf, {{"log", log}, {"leaf", leaf.leaf}, {"act", act}, {"entry", leaf.entry}});
    }
    for (auto const& tile : merkle::grown(std::uint64_t(from), hashes, tiles_of(db, log)).tiles)
        db.run(sql::keep_tile, {{"log", log},
                                {"level", std::int64_t(tile.id.level)},
                                {"tile", std::int64_t(tile.id.index)},
                                {"hashes", merkle::encoded(tile.hashes)}});
}

// Whether the log with these leaves added is what the checkpoint signed.
bool complete(db::Connection& db, HeadRow const& head, std::span<SeenLeaf const> leaves,
              merkle::Checkpoint const& signed_one)
{
    if (leaves.empty() || leaves.front().leaf != head.size)
        return false;
    std::vector<Digest> hashes;
    for (auto const& leaf : leaves)
        hashes.push_back(merkle::leaf_hash(leaf.entry));
    auto const growth = merkle::grown(std::uint64_t(head.size), hashes, tiles_of(db, head.log));
    return growth.size == signed_one.size && growth.root == signed_one.root;
}

// Keeps what was seen of a log that ends, up to its last checkpoint; nothing
// of it where that is not what was signed.
void keep(db::Connection& db, SeenLog const& seen, Last const& last, LogKey const& key,
          std::string const& name)
{
    auto const note = seen.log == last.log ? last.note : seen.checkpoint;
    auto const origin = seen.log == 1 ? name : fmt::format("{}/{}", name, seen.log);
    auto const open =
        merkle::open_checkpoint(note, {origin, merkle::KeyType::ed25519, SigningKey(key.seed).public_key()});
    if (!open)
        return;
    auto const there = db.one<HeadRow>(sql::head_of_log, {{"log", seen.log}});
    auto head = there.value_or(HeadRow{.log = seen.log, .origin = origin});
    if (open->checkpoint.size < std::uint64_t(head.size))
        return;
    auto const leaves = std::span(seen.leaves)
                            .first(std::min<std::size_t>(seen.leaves.size(),
                                                         open->checkpoint.size - std::uint64_t(head.size)));
    if (!complete(db, head, leaves, open->checkpoint))
        return;
    put(db, seen.log, head.size, kept_without_act, leaves);
    head.size = std::int64_t(open->checkpoint.size);
    head.checkpoint = note;
    if (there)
        db.run(sql::close_log, {{"log", seen.log}, {"size", head.size}, {"checkpoint", note}});
    else
        db.run(sql::open_log, head);
}

// Above every log that is known here: no number is given twice.
std::int64_t next_number(HeadRow const& head, Last const& last, std::vector<SeenLog> const& seen)
{
    auto newest = std::max(head.log, last.log);
    for (auto const& each : seen)
        newest = std::max(newest, each.log);
    return newest + 1;
}

HeadRow open_next(db::Connection& db, HeadRow const& head, std::int64_t number, LogKey const& key,
                  Clock& clock, std::string const& note)
{
    auto const entry = break_entry(note);
    auto next = head;
    next.log = number;
    next.origin = fmt::format("{}/{}", first_name(head), number);
    next.size = 1;
    next.checkpoint = merkle::signed_checkpoint({next.origin, 1, merkle::leaf_hash(bytes_of(entry)), {}},
                                                SigningKey(key.seed));
    next.hour = std::max(head.hour, clock.now().ms / hour_ms - 1);
    next.epoch = head.epoch + 1;
    next.lease_until = 0;
    auto const first = SeenLeaf{0, Bytes(entry.begin(), entry.end())};
    put(db, number, 0, 0, {&first, 1});
    db.run(sql::open_log, next);
    return next;
}

} // namespace

Continuation continue_log(db::Store& store, Clock& clock, LogKey const& key, Known const& known)
{
    return store
        .write_now([&](db::Connection& db) -> Outcome<Continuation> {
            auto const head = head_of(db, key);
            auto const name = first_name(head);
            auto const last = last_of(known.notes, name);
            auto const known_log = db.one<HeadRow>(sql::head_of_log, {{"log", last.log}});
            auto const goes_on = last.log == 0 || (known_log && holds(db, *known_log, last.checkpoint));
            if (known.newest == Newest::known && goes_on)
                return Continuation{false, head.origin, head.checkpoint};
            for (auto const& seen : known.seen)
                keep(db, seen, last, key, name);
            auto const number = next_number(head, last, known.seen);
            auto const& previous = last.note.empty() ? head.checkpoint : last.note;
            auto const next = open_next(db, head, number, key, clock, previous);
            return Continuation{true, next.origin, next.checkpoint};
        })
        .value();
}

bool is_ours(db::Store& store, LogKey const& key, std::string const& note)
{
    auto const checkpoint = checkpoint_of(note);
    auto const head = store.read([&](db::Connection& db) { return head_of(db, key); });
    return checkpoint && number_of(checkpoint->origin, first_name(head));
}

std::vector<SeenLog> logs_beyond(db::Store& damaged, db::Store& restored)
{
    auto const heads = [](db::Store& store) {
        return store.read([](db::Connection& db) { return db.all<HeadRow>(sql::all_heads); });
    };
    auto const have = heads(restored);
    std::vector<SeenLog> seen;
    for (auto const& head : heads(damaged)) {
        auto const there = std::ranges::find(have, head.log, &HeadRow::log);
        auto const first = there == have.end() ? 0 : there->size;
        seen.push_back({head.log, head.checkpoint, damaged.read([&](db::Connection& db) {
                            return db.all<SeenLeaf>(sql::leaves_from, {{"log", head.log}, {"first", first}});
                        })});
    }
    return seen;
}

} // namespace kheo::ledger
