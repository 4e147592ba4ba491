// SPDX-License-Identifier: AGPL-3.0-or-later
#include "platform/db/scratch.hpp"

#include <doctest/doctest.h>

using namespace kheo;
using db::Failure;
using db::Migration;
using db::Statement;

namespace
{

constexpr std::string_view notes_create =
    "-- why\nCREATE TABLE notes (tenant BIGINT NOT NULL, id BIGINT NOT NULL, name TEXT NOT NULL, digest "
    "BYTEA,"
    " PRIMARY KEY (tenant, id)) WITHOUT ROWID;\nINSERT INTO notes VALUES (0, 1, 'first; note', NULL);";
constexpr std::string_view notes_colour = "-- why\nALTER TABLE notes ADD COLUMN colour TEXT;";
constexpr std::string_view notes_broken = "-- why\nDELETE FROM notes; ALTER TABLE nowhere ADD COLUMN x TEXT;";

constexpr Migration first{1, "0001-notes-create", notes_create, notes_create, "a1", 1};
constexpr Migration second{2, "0002-notes-colour", notes_colour, notes_colour, "b2", 1};
constexpr Migration third{3,
                          "0003-notes-both",
                          "-- why\nCREATE TABLE only_sqlite (x TEXT);",
                          "-- why\nCREATE TABLE only_postgres (x TEXT);",
                          "c3",
                          3};
constexpr Migration broken{2, "0002-notes-broken", notes_broken, notes_broken, "d4", 2};

constexpr Statement count{"t.count", "SELECT count(*) FROM notes", ""};

// Opens with these migrations; what the operator is told, or nothing.
std::string opened(db::Scratch& scratch, std::span<Migration const> migrations, bool migrate)
{
    scratch.store.reset();
    scratch.options.migrations = migrations;
    try {
        if (migrate)
            db::Store::migrate(scratch.options);
        scratch.open();
        return "";
    } catch (Failure const& failure) {
        CHECK(failure.kind == Failure::Kind::version);
        return failure.what();
    }
}

std::int64_t notes(db::Scratch& scratch)
{
    return scratch.store->read([](db::Connection& c) { return *c.one<std::int64_t>(count); });
}

} // namespace

TEST_ON_BOTH("migrations are applied once, in order, and recorded")
{
    Migration const one[] = {first};
    Migration const all[] = {first, second, third};
    db::Scratch scratch(engine, one);
    CHECK(notes(scratch) == 1);
    scratch.store.reset();
    scratch.options.migrations = all;
    CHECK(db::Store::migrate(scratch.options) == 2);
    CHECK(db::Store::migrate(scratch.options) == 0);
    scratch.open();
    CHECK(notes(scratch) == 1);
    scratch.store->read([&](db::Connection& c) {
        Statement const names{"t.names", "SELECT name FROM schema_migrations ORDER BY number", ""};
        CHECK(c.all<std::string>(names) ==
              std::vector<std::string>{"0001-notes-create", "0002-notes-colour", "0003-notes-both"});
        Statement const own{"t.own", "SELECT count(*) FROM only_sqlite",
                            "SELECT count(*) FROM only_postgres"};
        CHECK(c.one<std::int64_t>(own) == 0);
    });
}

TEST_ON_BOTH("a migration that fails leaves nothing of itself")
{
    Migration const one[] = {first};
    Migration const bad[] = {first, broken};
    db::Scratch scratch(engine, one);
    scratch.store.reset();
    scratch.options.migrations = bad;
    CHECK_THROWS_AS(db::Store::migrate(scratch.options), Failure);
    scratch.options.migrations = one;
    scratch.open();
    CHECK(notes(scratch) == 1);
}

TEST_ON_BOTH("an older program opens a newer database only where the migration says it may")
{
    Migration const one[] = {first};
    Migration const two[] = {first, second};
    Migration const all[] = {first, second, third};
    db::Scratch scratch(engine, two);
    CHECK(opened(scratch, one, false) == ""); // 0002 is compatible with 1
    CHECK(opened(scratch, all, true) == "");
    CHECK(opened(scratch, two, false) ==
          "Cơ sở dữ liệu ở phiên bản 3 (0003-notes-both), mới hơn chương trình này "
          "(biết đến phiên bản 2). Xin dùng bản Khéo mới hơn.");
    CHECK(opened(scratch, one, true) != "");
}

TEST_ON_BOTH("a migration that changed after it was applied is refused")
{
    Migration const one[] = {first};
    db::Scratch scratch(engine, one);
    Migration edited[] = {first};
    edited[0].checksum = "ff";
    CHECK(opened(scratch, edited, false) == "Bước nâng cấp 0001-notes-create trong cơ sở dữ liệu không giống "
                                            "bước 0001-notes-create của chương trình. "
                                            "Xin dùng đúng bản Khéo đã tạo ra cơ sở dữ liệu này.");
}

TEST_CASE("PostgreSQL is migrated only on purpose [postgres]")
{
    Migration const one[] = {first};
    Migration const two[] = {first, second};
    db::Scratch scratch(db::Engine::postgres, one);
    CHECK(opened(scratch, two, false) == "Cơ sở dữ liệu ở phiên bản 1, chương trình này cần phiên bản 2. "
                                         "Xin chạy “kheo migrate” rồi khởi động lại.");
    CHECK(opened(scratch, two, true) == "");
}

TEST_CASE("every text column on PostgreSQL compares as C [postgres]")
{
    Migration const two[] = {first, second};
    db::Scratch scratch(db::Engine::postgres, two);
    Statement const others{
        "t.others",
        "SELECT count(*) FROM information_schema.columns WHERE table_schema = current_schema()"
        " AND data_type = 'text' AND collation_name IS DISTINCT FROM 'C'",
        ""};
    CHECK(scratch.store->read([&](db::Connection& c) { return c.one<std::int64_t>(others); }) == 0);
}

TEST_CASE("SQLite keeps a copy from before the first migration that changes an existing file")
{
    Migration const one[] = {first};
    Migration const two[] = {first, second};
    db::Scratch scratch(db::Engine::sqlite, one);
    auto const copy = scratch.folder / "kheo.db.before-0002-notes-colour";
    CHECK(!std::filesystem::exists(copy));
    CHECK(opened(scratch, two, false) == "");
    REQUIRE(std::filesystem::exists(copy));
    auto const old = db::Store::open({.url = "sqlite:" + copy.string(), .migrations = one});
    CHECK(old->read([](db::Connection& c) { return c.one<std::int64_t>(count); }) == 1);
}
