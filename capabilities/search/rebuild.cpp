// SPDX-License-Identifier: AGPL-3.0-or-later
// Makes the index anew. A mark inside the index, gone with it, tells by which
// rules of words it was made.
#include "capabilities/search/entry.sql.hpp"
#include "capabilities/search/find.sql.hpp"
#include "capabilities/search/rebuild.sql.hpp"
#include "capabilities/search/search.hpp"
#include "capabilities/search/stored.hpp"

#include <limits>
#include <set>

namespace kheo::search
{

namespace
{

constexpr int page_size = 200; // some 100 ms of the only writer

std::string mark()
{
    return tag('r', std::to_string(words_version));
}

void empty(db::Connection& db)
{
    db.run(sql::empty_index);
    db.run(sql::empty_words);
    db.run(sql::empty_entries);
}

void put_mark(db::Connection& db)
{
    auto const words = IndexedWords{.id = 0, .tags = mark(), .vector = "'" + mark() + "'"};
    db.run(sql::take_out, {{"id", 0}});
    db.run(sql::put_words, words);
    db.run(sql::take_in, words);
}

bool whole(db::Store& store)
{
    try {
        store.write_now([](db::Connection& db) { db.run(sql::whole_index); });
        return true;
    } catch (db::Failure const& failure) {
        if (failure.kind != db::Failure::Kind::other)
            throw;
        return false;
    }
}

struct Page {
    Rebuilt done;
    std::int64_t last = 0;
    bool over = false;
};

Page rebuild_page(db::Connection& db, Source const& source, std::int64_t after)
{
    auto const entries = source.page(db, after, page_size);
    auto page = Page{.over = int(entries.size()) < page_size};
    page.last = page.over ? std::numeric_limits<std::int64_t>::max() : entries.back().id;
    auto const had = db.all<std::int64_t>(sql::ids_of_kind,
                                          {{"kind", source.kind}, {"after", after}, {"last", page.last}});
    auto surplus = std::set<std::int64_t>(had.begin(), had.end());
    for (auto const& entry : entries) {
        if (!entry.visible)
            continue;
        surplus.erase(entry.id);
        put_values(db, entry);
        page.done.changed += put_stored(db, stored(entry), Again::always) ? 1 : 0;
        ++page.done.entries;
    }
    for (auto const id : surplus) {
        drop(db, id);
        ++page.done.changed;
    }
    return page;
}

} // namespace

bool made_by_other_rules(db::Connection& db)
{
    auto const match = db.engine() == db::Engine::sqlite ? "\"" + mark() + "\"" : "'" + mark() + "'";
    return db.one<std::int64_t>(sql::count_hits, {{"match", match}}).value_or(0) == 0;
}

Rebuilt rebuild(db::Store& store, std::span<Source const> sources)
{
    auto const known = store.read([](db::Connection& db) { return !made_by_other_rules(db); });
    auto const kept = known && whole(store);
    store.write_now([&](db::Connection& db) {
        if (!kept)
            empty(db);
        db.run(sql::empty_values);
    });
    auto done = Rebuilt();
    for (auto const& source : sources) {
        for (auto page = Page(); !page.over;) {
            page = store.write_now(
                [&, after = page.last](db::Connection& db) { return rebuild_page(db, source, after); });
            done.entries += page.done.entries;
            done.changed += page.done.changed;
        }
    }
    store.write_now([](db::Connection& db) { put_mark(db); });
    return done;
}

} // namespace kheo::search
