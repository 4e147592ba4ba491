// SPDX-License-Identifier: AGPL-3.0-or-later
#include "platform/db/scratch.hpp"
#include "platform/db/sqlite_errors.hpp"

#include <doctest/doctest.h>

using namespace kheo;
using db::Failure;
using db::Statement;
using db::Violation;

namespace
{

constexpr char schema[] =
    "CREATE TABLE units (id BIGINT NOT NULL PRIMARY KEY, code VARCHAR);"
    "CREATE TABLE people (tenant BIGINT NOT NULL, id BIGINT NOT NULL, code VARCHAR, unit BIGINT,"
    " share BIGINT, CONSTRAINT people_key PRIMARY KEY (tenant, id),"
    " CONSTRAINT people_code UNIQUE (code, tenant),"
    " CONSTRAINT people_share CHECK (share >= 0),"
    " CONSTRAINT people_unit FOREIGN KEY (unit) REFERENCES units (id));"
    "CREATE UNIQUE INDEX people_once ON people (lower(code)) WHERE tenant = 1;"
    "CREATE UNIQUE INDEX people_open ON people (unit) WHERE share = 7;"
    "INSERT INTO units VALUES (5, 'u');"
    "INSERT INTO people VALUES (0, 1, 'a', 5, 7), (1, 1, 'z', 5, 0);";

struct Said {
    Violation::Kind kind;
    std::string table;
    std::vector<std::string> columns;
    std::string name;
};

} // namespace

TEST_ON_BOTH("a constraint says no in the same words on both engines")
{
    db::Scratch scratch(engine);
    scratch.store->write_now([](db::Connection& c) { c.script(schema); });
    struct Row {
        char const* sql;
        Said said;
    };
    using enum Violation::Kind;
    Row const rows[] = {
        {"INSERT INTO people VALUES (0, 1, 'b', 5, 0)", {unique, "people", {"tenant", "id"}, ""}},
        {"INSERT INTO people VALUES (0, 2, 'a', 5, 0)", {unique, "people", {"code", "tenant"}, ""}},
        {"INSERT INTO people VALUES (1, 2, 'Z', 5, 0)", {unique, "", {}, "people_once"}},
        {"INSERT INTO people VALUES (1, 2, 'c', 5, 7)", {unique, "people", {"unit"}, ""}},
        {"INSERT INTO people VALUES (NULL, 2, 'c', 5, 0)", {not_null, "people", {"tenant"}, ""}},
        {"INSERT INTO people VALUES (0, 2, 'c', 6, 0)", {foreign_key, "", {}, ""}},
        {"DELETE FROM units", {foreign_key, "", {}, ""}},
        {"INSERT INTO people VALUES (0, 2, 'c', 5, -1)", {check, "", {}, "people_share"}},
        {"INSERT INTO units VALUES (5, 'v')", {unique, "units", {"id"}, ""}},
    };
    for (auto const& row : rows) {
        CAPTURE(row.sql);
        try {
            scratch.store->write_now([&](db::Connection& c) { c.run({"t.violate", row.sql, ""}); });
            FAIL("nothing was said");
        } catch (Violation const& violation) {
            CHECK(violation.kind == row.said.kind);
            CHECK(violation.table == row.said.table);
            CHECK(violation.columns == row.said.columns);
            CHECK(violation.name == row.said.name);
            CHECK(std::string(violation.what()).starts_with("t.violate: "));
            // It goes to the log: nothing of what was stored.
            CHECK(std::string(violation.what()).find("DETAIL") == std::string::npos);
            CHECK(std::string(violation.what()).find("=(") == std::string::npos);
        }
    }
    Statement const count{"t.count", "SELECT count(*) FROM people", ""};
    CHECK(scratch.store->read([&](db::Connection& c) { return c.one<std::int64_t>(count); }) == 2);
}

TEST_ON_BOTH("a verb that swallows a violation does not commit")
{
    db::Scratch scratch(engine);
    scratch.store->write_now([](db::Connection& c) { c.script(schema); });
    CHECK_THROWS_AS(scratch.store->write_now([&](db::Connection& c) {
        c.run({"t.good", "INSERT INTO units VALUES (6, 'v')", ""});
        CHECK_THROWS_AS(c.run({"t.bad", "INSERT INTO units VALUES (5, 'v')", ""}), Violation);
        // The same error again, whatever is asked next.
        CHECK_THROWS_AS(c.run({"t.more", "INSERT INTO units VALUES (7, 'v')", ""}), Violation);
        return db::Verdict::commit;
    }),
                    Violation);
    Statement const count{"t.count", "SELECT count(*) FROM units", ""};
    CHECK(scratch.store->read([&](db::Connection& c) { return c.one<std::int64_t>(count); }) == 1);
}

TEST_ON_BOTH("a violation in the middle of many rows is told, and the next verb runs")
{
    db::Scratch scratch(engine);
    scratch.store->write_now([](db::Connection& c) { c.script(schema); });
    std::vector<db::Params> rows;
    for (int id = 100; id > -600; --id)
        rows.push_back({{"id", id}});
    Statement const insert{"t.insert", "INSERT INTO units (id, code) VALUES (:id, 'x')", ""};
    CHECK_THROWS_AS(scratch.store->write_now([&](db::Connection& c) { c.run_all(insert, rows); }), Violation);
    CHECK(scratch.store->write_now([&](db::Connection& c) { return c.run(insert, {{"id", 9}}); }) == 1);
}

TEST_CASE("SQLite's sentences are read as they are, strange ones without a crash")
{
    CHECK(db::sqlite_violation(2067, "UNIQUE constraint failed: a.b, a.c d", "").columns ==
          std::vector<std::string>{"b", "c d"});
    for (auto const* message :
         {"", ":", ": ", "UNIQUE", "x: y", "x: .", "x: a., b", "x: index '", "x: index ''"})
        CHECK_NOTHROW(db::sqlite_violation(2067, message, ""));
    CHECK(db::sqlite_failure_kind(13) == Failure::Kind::full);
    CHECK(db::sqlite_failure_kind(10 | 3 << 8) == Failure::Kind::other);
    CHECK(db::sqlite_failure_kind(8) == Failure::Kind::read_only);
}
