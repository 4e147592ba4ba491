// SPDX-License-Identifier: AGPL-3.0-or-later
#include "platform/db/parameters.hpp"

#include "platform/db/migration.hpp"
#include "platform/db/sql_text.hpp"

#include <doctest/doctest.h>

using namespace kheo::db;

TEST_CASE("named parameters become numbers, and nothing quoted does")
{
    struct Row {
        char const* given;
        char const* sql;
        std::vector<std::string> names;
    };
    Row const rows[] = {
        {"", "", {}},
        {"SELECT 1", "SELECT 1", {}},
        {"SELECT :a", "SELECT $1", {"a"}},
        {":a", "$1", {"a"}},
        {"SELECT :a, :b, :a", "SELECT $1, $2, $1", {"a", "b"}},
        {"SELECT :a::bigint, x::text", "SELECT $1::bigint, x::text", {"a"}},
        {"SELECT a[1:2], a[1 : 2]", "SELECT a[1:2], a[1 : 2]", {}},
        {"SELECT ':a', :b", "SELECT ':a', $1", {"b"}},
        {"SELECT 'it''s :a', :b", "SELECT 'it''s :a', $1", {"b"}},
        {"SELECT E'\\':a', :b", "SELECT E'\\':a', $1", {"b"}},
        {"SELECT 'back\\', :b", "SELECT 'back\\', $1", {"b"}},
        {"SELECT \":a\" FROM \"x\"\":b\"", "SELECT \":a\" FROM \"x\"\":b\"", {}},
        {"SELECT 1 -- :a\n, :b", "SELECT 1 -- :a\n, $1", {"b"}},
        {"SELECT /* :a /* :b */ :c */ :d", "SELECT /* :a /* :b */ :c */ $1", {"d"}},
        {"SELECT $$ :a $$, $t$ :b $$ :c $t$, :d", "SELECT $$ :a $$, $t$ :b $$ :c $t$, $1", {"d"}},
        {"SELECT $1, :a", "SELECT $1, $1", {"a"}},
        {"SELECT 'open :a", "SELECT 'open :a", {}},
        {"x=:a-:b", "x=$1-$2", {"a", "b"}},
        {"(:long_name_1)", "($1)", {"long_name_1"}},
        {"SELECT 'mô hình', :tên",
         "SELECT 'mô hình', $1ên",
         {"t"}}, // names are ASCII: PostgreSQL will refuse this
        {"a : b, :", "a : b, :", {}},
        {"::", "::", {}},
        {":::a", ":::a", {}},
    };
    for (auto const& row : rows) {
        CAPTURE(row.given);
        auto const made = numbered_parameters(row.given);
        CHECK(made.sql == row.sql);
        CHECK(made.names == row.names);
    }
}

TEST_CASE("text without its quoted parts keeps its length and its lines")
{
    std::string const given = "a 'b\nc' -- d\n\"e\" /* f\n */ g $x$ \n $x$";
    auto const bare = without_quoted(given);
    CHECK(bare.size() == given.size());
    CHECK(bare == "a   \n       \n        \n    g     \n    ");
}

TEST_CASE("the portable schema becomes PostgreSQL's by two substitutions")
{
    struct Row {
        char const* given;
        char const* made;
    };
    Row const rows[] = {
        {"name TEXT NOT NULL,", "name TEXT COLLATE \"C\" NOT NULL,"},
        {"name TEXT", "name TEXT COLLATE \"C\""},
        {"name TEXT,\n  x TEXT)", "name TEXT COLLATE \"C\",\n  x TEXT COLLATE \"C\")"},
        {"text TEXT", "text TEXT COLLATE \"C\""},
        {"name TEXT COLLATE \"C\"", "name TEXT COLLATE \"C\""},
        {"CHECK (CAST(a AS TEXT) <> '')", "CHECK (CAST(a AS TEXT) <> '')"},
        {"a::TEXT", "a::TEXT"},
        {"'x TEXT' -- y TEXT\n", "'x TEXT' -- y TEXT\n"},
        {"CONTEXT, TEXTS, TEXT_ID", "CONTEXT, TEXTS, TEXT_ID"},
        {") WITHOUT ROWID;", ") ;"},
        {") WITHOUT\n  ROWID;", ") ;"},
        {"data BYTEA, n BIGINT", "data BYTEA, n BIGINT"},
        {"'WITHOUT ROWID'", "'WITHOUT ROWID'"},
    };
    for (auto const& row : rows) {
        CAPTURE(row.given);
        CHECK(postgres_dialect(row.given) == row.made);
    }
}
