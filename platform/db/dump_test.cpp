// SPDX-License-Identifier: AGPL-3.0-or-later
// Backups while verbs go on, and what comes back from them.
#include "platform/db/scratch.hpp"

#include <atomic>
#include <doctest/doctest.h>
#include <fstream>
#include <thread>

using namespace kheo;
using db::Engine;
using db::Failure;
using db::Migration;
using db::Statement;

struct Pair {
    std::int64_t id = 0;
    std::optional<std::string> name;
    Bytes digest;
    double share = 0;
    bool open = false;
    std::optional<std::int64_t> parent;
    bool operator==(Pair const&) const = default;
};
BOOST_DESCRIBE_STRUCT(Pair, (), (id, name, digest, share, open, parent))

namespace
{

// Rows that point to rows, a seed row, an index: what a real schema has.
constexpr std::string_view create =
    "-- why\nCREATE TABLE kinds (id BIGINT NOT NULL PRIMARY KEY, word TEXT NOT NULL);\n"
    "INSERT INTO kinds VALUES (1, 'seed');\n"
    "CREATE TABLE ends (id BIGINT NOT NULL PRIMARY KEY, pair BIGINT NOT NULL);\n"
    "CREATE TABLE pairs (id BIGINT NOT NULL PRIMARY KEY, name TEXT, digest BYTEA NOT NULL,"
    " share DOUBLE PRECISION NOT NULL, open BOOLEAN NOT NULL, parent BIGINT,"
    " CONSTRAINT pairs_parent FOREIGN KEY (parent) REFERENCES pairs (id));\n"
    "CREATE INDEX pairs_by_name ON pairs (name);\n";
constexpr Migration list[] = {{1, "0001-pairs-create", create, create, "a1", 1},
                              {2, "0002-pairs-more", "-- why\nSELECT 1;", "-- why\nSELECT 1;", "b2", 2}};

constexpr Statement add{"t.add", "INSERT INTO pairs VALUES (:id, :name, :digest, :share, :open, :parent)",
                        ""};
constexpr Statement add_end{"t.add_end", "INSERT INTO ends VALUES (:id, :id)", ""};
constexpr Statement every{"t.every", "SELECT * FROM pairs ORDER BY id", ""};
constexpr Statement unlike{
    "t.unlike", "SELECT count(*) FROM pairs p LEFT JOIN ends e ON e.id = p.id WHERE e.id IS NULL", ""};

std::vector<Pair> sample()
{
    return {{1, "tổ tự quản", {0, 255, '\n'}, 0.1, true, 3}, // the parent comes later
            {2, std::nullopt, {}, -1.5e300, false, {}},
            {3, "", Bytes(100'000, 7), 0, true, 1}};
}

void fill(db::Store& store)
{
    store.write_now([](db::Connection& c) {
        auto rows = sample();
        for (auto& row : rows)
            row.parent.reset();
        c.run_all(add, rows);
        for (auto const& row : sample())
            c.run({"t.link", "UPDATE pairs SET parent = :parent WHERE id = :id", ""}, row);
        c.run({"t.kinds", "UPDATE kinds SET word = 'changed'", ""});
        for (auto const& row : rows)
            c.run(add_end, {{"id", row.id}});
    });
}

std::vector<Pair> pairs(db::Store& store)
{
    return store.read([](db::Connection& c) { return c.all<Pair>(every); });
}

// An empty place on `engine` that a backup may be restored into.
struct Place : db::Scratch {
    explicit Place(Engine engine) : Scratch(engine)
    {
        store.reset();
        options.migrations = list;
        if (engine == Engine::sqlite)
            options.url = "sqlite:" + (folder / "restored.db").string();
    }
    void restore(std::filesystem::path const& file)
    {
        db::Store::restore(options, file);
        db::Store::migrate(options);
        open();
    }
};

} // namespace

TEST_ON_BOTH("a backup comes back as it was, into a fresh place")
{
    db::Scratch source(engine, list);
    fill(*source.store);
    auto const file = source.folder / "copy.backup";
    source.store->backup(file);
    source.store->write_now([](db::Connection& c) { c.run({"t.clear", "DELETE FROM ends", ""}); });
    CHECK(!std::filesystem::exists(file.string() + ".part"));
    Place place(engine);
    place.restore(file);
    CHECK(pairs(*place.store) == sample());
    place.store->read([](db::Connection& c) {
        CHECK(c.one<std::int64_t>(unlike) == 0);
        CHECK(c.all<std::string>({"t.words", "SELECT word FROM kinds", ""}) ==
              std::vector<std::string>{"changed"});
    });
    // It is a database like any other: constraints hold, verbs run.
    CHECK_THROWS_AS(place.store->write_now([](db::Connection& c) { c.run(add, sample()[0]); }),
                    db::Violation);
    CHECK_THROWS_AS(
        place.store->write_now([](db::Connection& c) { c.run(add, Pair{9, {}, {}, 0, false, 99}); }),
        db::Violation);
    CHECK_NOTHROW(
        place.store->write_now([](db::Connection& c) { c.run(add, Pair{9, {}, {}, 0, false, 1}); }));
}

TEST_ON_BOTH("a backup made while verbs go on holds whole verbs only")
{
    db::Scratch source(engine, list);
    fill(*source.store);
    std::atomic<bool> stop = false;
    std::atomic<int> written = 0;
    std::thread writer([&] {
        for (std::int64_t id = 10; !stop; ++id, ++written)
            source.store->write_now([id](db::Connection& c) {
                c.run(add, Pair{id, "x", Bytes(3000, 1), 0, false, {}});
                c.run(add_end, {{"id", id}});
            });
    });
    while (written < 50)
        std::this_thread::yield();
    auto const file = source.folder / "copy.backup";
    for (int time = 0; time < 3; ++time) {
        auto const before = written.load();
        source.store->backup(file);
        Place place(engine);
        place.restore(file);
        CHECK(place.store->read([](db::Connection& c) { return c.one<std::int64_t>(unlike); }) == 0);
        CHECK(pairs(*place.store).size() >=
              std::size_t(before) + 3); // what was answered before it began is in it
    }
    stop = true;
    writer.join();
}

TEST_CASE("a portable dump carries an installation from one engine to the other and back [postgres]")
{
    db::Scratch small(Engine::sqlite, list);
    fill(*small.store);
    small.store->dump(small.folder / "a.dump");
    Place large(Engine::postgres);
    large.restore(small.folder / "a.dump");
    CHECK(pairs(*large.store) == sample());
    large.store->dump(large.folder / "b.dump");
    Place again(Engine::sqlite);
    again.restore(large.folder / "b.dump");
    CHECK(pairs(*again.store) == sample());
    again.store->dump(again.folder / "c.dump");
    auto const bytes = [](std::filesystem::path const& file) {
        std::ifstream in(file, std::ios::binary);
        return std::string(std::istreambuf_iterator<char>(in), {});
    };
    // All but the hour at which each database had its migrations.
    CHECK(bytes(small.folder / "a.dump").size() == bytes(again.folder / "c.dump").size());
}

TEST_ON_BOTH("nothing is restored over data, from a broken file, or from a newer program")
{
    db::Scratch source(engine, list);
    fill(*source.store);
    auto const file = source.folder / "a.dump";
    source.store->dump(file);
    CHECK_THROWS_AS(db::Store::restore(source.options, file), Failure);
    CHECK(pairs(*source.store) == sample());
    auto const broken = source.folder / "broken.dump";
    auto const size = std::filesystem::file_size(file);
    for (auto const cut : {std::uintmax_t(0), std::uintmax_t(5), size / 2, size - 1}) {
        std::filesystem::copy_file(file, broken, std::filesystem::copy_options::overwrite_existing);
        std::filesystem::resize_file(broken, cut);
        Place place(engine);
        CHECK_THROWS_AS(db::Store::restore(place.options, broken), Failure);
        if (engine == Engine::sqlite)
            CHECK(!std::filesystem::exists(place.folder / "restored.db"));
    }
    Place older(engine);
    older.options.migrations = std::span(list).first(1);
    CHECK_THROWS_WITH_AS(db::Store::restore(older.options, file),
                         "Tệp sao lưu ở phiên bản 2, mới hơn chương trình này (biết đến phiên bản 1). "
                         "Xin dùng bản Khéo mới hơn.",
                         Failure);
    CHECK_THROWS_AS(db::Store::restore(older.options, source.folder / "nowhere"), Failure);
}

TEST_CASE("a dump of an older schema is brought to the newest one")
{
    db::Scratch source(Engine::sqlite, std::span(list).first(1));
    fill(*source.store);
    source.store->dump(source.folder / "a.dump");
    Place place(Engine::sqlite);
    db::Store::restore(place.options, source.folder / "a.dump");
    CHECK(db::Store::migrate(place.options) == 1);
    place.open();
    CHECK(pairs(*place.store) == sample());
}
