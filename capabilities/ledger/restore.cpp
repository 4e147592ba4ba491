// SPDX-License-Identifier: AGPL-3.0-or-later
#include "capabilities/ledger/restore.hpp"

#include "capabilities/ledger/entry.hpp"
#include "capabilities/ledger/restore.sql.hpp"
#include "capabilities/ledger/stored.hpp"

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

void put(db::Connection& db, std::int64_t log, std::int64_t from, std::vector<SeenLeaf> const& leaves)
{
    std::vector<Digest> hashes;
    for (auto const& leaf : leaves) {
        hashes.push_back(merkle::leaf_hash(leaf.entry));
        db.run(sql::keep_leaf, {{"log", log}, {"leaf", leaf.leaf}, {"entry", leaf.entry}});
    }
    for (auto const& tile : merkle::grown(std::uint64_t(from), hashes, tiles_of(db, log)).tiles)
        db.run(sql::keep_tile, {{"log", log},
                                {"level", std::int64_t(tile.id.level)},
                                {"tile", std::int64_t(tile.id.index)},
                                {"hashes", merkle::encoded(tile.hashes)}});
}

// Whether the old log with these leaves added is what the note signed.
bool complete(db::Connection& db, HeadRow const& head, std::vector<SeenLeaf> const& seen,
              merkle::Checkpoint const& known)
{
    std::vector<Digest> hashes;
    for (auto const& leaf : seen)
        hashes.push_back(merkle::leaf_hash(leaf.entry));
    auto const growth = merkle::grown(std::uint64_t(head.size), hashes, tiles_of(db, head.log));
    return growth.size == known.size && growth.root == known.root;
}

HeadRow next_log(HeadRow const& head, LogKey const& key, Clock& clock, std::string const& note)
{
    auto const signing = SigningKey(key.seed);
    auto const entry = break_entry(note);
    auto next = head;
    next.log = head.log + 1;
    next.origin = fmt::format("{}/{}", first_name(head), next.log);
    next.size = 1;
    next.checkpoint =
        merkle::signed_checkpoint({next.origin, 1, merkle::leaf_hash(bytes_of(entry)), {}}, signing);
    next.hour = clock.now().ms / hour_ms - 1;
    next.epoch = head.epoch + 1;
    next.lease_until = 0;
    return next;
}

} // namespace

Continuation continue_log(db::Store& store, Clock& clock, LogKey const& key, std::string const& newest_known,
                          std::vector<SeenLeaf> const& seen_leaves, Newest newest)
{
    if (newest_known.empty())
        return Continuation::same_log;
    auto const note = merkle::parse_note(newest_known);
    ensure(note.has_value(), "the newest checkpoint known is no signed note");
    auto const known = merkle::parse_checkpoint(note->text);
    ensure(known.has_value(), "the newest checkpoint known is no checkpoint");
    return store
        .write_now([&](db::Connection& db) -> Outcome<Continuation> {
            auto const head = db.one<HeadRow>(sql::newest_head).value_or(HeadRow{.origin = key.origin});
            auto const same =
                newest == Newest::known && head.origin == known->origin &&
                std::uint64_t(head.size) >= known->size &&
                merkle::root_at(known->size, merkle::hashes_in_tiles(std::uint64_t(head.size),
                                                                     tiles_of(db, head.log))) == known->root;
            if (same)
                return Continuation::same_log;
            if (newest == Newest::known && head.origin == known->origin &&
                complete(db, head, seen_leaves, *known)) {
                put(db, head.log, head.size, seen_leaves);
                db.run(
                    sql::close_log,
                    {{"log", head.log}, {"size", std::int64_t(known->size)}, {"checkpoint", newest_known}});
            }
            auto const next = next_log(head, key, clock, newest_known);
            auto const entry = break_entry(newest_known);
            put(db, next.log, 0, {{0, Bytes(entry.begin(), entry.end())}});
            db.run(sql::open_log, next);
            return Continuation::new_log;
        })
        .value();
}

std::vector<SeenLeaf> leaves_from(db::Store& store, std::int64_t first)
{
    return store.read([&](db::Connection& db) {
        auto const head = db.one<HeadRow>(sql::newest_head);
        return head ? db.all<SeenLeaf>(sql::leaves_from, {{"log", head->log}, {"first", first}})
                    : std::vector<SeenLeaf>();
    });
}

} // namespace kheo::ledger
