// SPDX-License-Identifier: AGPL-3.0-or-later
#include "tools/embed/sql_read.hpp"

#include <doctest/doctest.h>
#include <fstream>
#include <unistd.h>

using namespace kheo::embed;

namespace
{

std::string said(std::string_view text)
{
    try {
        read_statements("a.sql", text);
        return "";
    } catch (BuildError const& error) {
        return error.what();
    }
}

struct Folder {
    std::filesystem::path path =
        std::filesystem::temp_directory_path() / ("embed_sql_" + std::to_string(getpid()));
    Folder() { std::filesystem::create_directories(path); }
    ~Folder() { std::filesystem::remove_all(path); }
    void put(std::string const& name, std::string const& text) const { std::ofstream(path / name) << text; }
    std::string said() const
    {
        try {
            read_migrations(path);
            return "";
        } catch (BuildError const& error) {
            return std::string(error.what()).substr(path.string().size() + 1);
        }
    }
};

} // namespace

TEST_CASE("statements are cut at their names and lose the last semicolon")
{
    auto const found =
        read_statements("a.sql", "-- SPDX\n-- What for.\n\n-- name: first\n-- Why first.\nSELECT 1;\n\n"
                                 "-- name: second\n-- Why second.\n-- More.\nSELECT ';' -- kept\n  , 2\n");
    REQUIRE(found.size() == 2);
    CHECK(found[0].name == "first");
    CHECK(found[0].why == "Why first.");
    CHECK(found[0].sql == "SELECT 1");
    CHECK(found[1].line == 8);
    CHECK(found[1].sql == "SELECT ';' -- kept\n  , 2");
}

TEST_CASE("a statement file is refused at its line")
{
    struct Row {
        char const* text;
        char const* said;
    };
    Row const rows[] = {
        {"", "a.sql:1: no statement; each begins with \"-- name: x\""},
        {"-- only words\n", "a.sql:1: no statement; each begins with \"-- name: x\""},
        {"-- x\nSELECT 1;\n", "a.sql:2: SQL before the first \"-- name:\""},
        {"-- name: a\nSELECT 1;\n", "a.sql:1: 'a' lacks the comment line that says why it exists"},
        {"-- name: a\n--\nSELECT 1;\n", "a.sql:1: 'a' lacks the comment line that says why it exists"},
        {"-- name: a\n-- why\n\n-- name: b\n-- why\nSELECT 1", "a.sql:1: 'a' has no SQL"},
        {"-- name: A\n-- why\nSELECT 1", "a.sql:1: a name is written in small letters, digits and _"},
        {"-- name: a b\n-- why\nSELECT 1", "a.sql:1: a name is written in small letters, digits and _"},
        {"-- name:\n-- why\nSELECT 1", "a.sql:1: a name is written in small letters, digits and _"},
        {"-- name: a\n-- why\nSELECT 1;\n-- name: a\n-- why\nSELECT 2",
         "a.sql:4: 'a' is already named in line 1"},
        {"-- name: a\n-- why\nSELECT 1; SELECT 2", "a.sql:1: 'a' is more than one statement"},
        {"-- name: a\n-- why\nlisten x", "a.sql:1: LISTEN is not portable; poll the table"},
        {"-- name: a\n-- why\nSELECT 'LISTEN', listened FROM unlock", ""},
        {"-- name: a\n-- why\nSELECT 1;\n-- more; below\n-- name: b\n-- why\nSELECT 1", ""},
    };
    for (auto const& row : rows) {
        CAPTURE(row.text);
        CHECK(said(row.text) == row.said);
    }
}

TEST_CASE("an override without an original is refused")
{
    auto const originals = read_statements("a.sql", "-- name: a\n-- why\nSELECT 1");
    auto const good = read_statements("a.postgres.sql", "-- name: a\n-- why\nSELECT 2");
    CHECK_NOTHROW(check_overrides("a.postgres.sql", originals, good));
    auto const bad = read_statements("a.postgres.sql", "\n-- name: b\n-- why\nSELECT 2");
    CHECK_THROWS_WITH_AS(check_overrides("a.postgres.sql", originals, bad),
                         "a.postgres.sql:2: 'b' overrides no statement of the common file", BuildError);
}

TEST_CASE("migrations are read in order, one file for both engines or one for each")
{
    Folder const folder;
    CHECK(folder.said() == ""); // an empty list is a list
    folder.put("0001-notes-create.sql", "-- SPDX\n-- why\nCREATE TABLE notes (id BIGINT);\n");
    folder.put("0002-notes-index.sqlite.sql", "-- why\n-- compatible: 1\nSELECT 1;\n");
    folder.put("0002-notes-index.postgres.sql", "-- why\nSELECT 2;\n");
    folder.put("schema.sqlite.sql", "generated INTEGER");
    folder.put("LATEST", "0002-notes-index\n");
    auto const found = read_migrations(folder.path);
    REQUIRE(found.size() == 2);
    CHECK(found[0].sqlite == found[0].postgres);
    CHECK(found[0].oldest_compatible == 1);
    CHECK(found[1].postgres == "-- why\nSELECT 2;\n");
    CHECK(found[1].oldest_compatible == 1);
}

TEST_CASE("a folder of migrations is refused at its file")
{
    struct Row {
        char const* file;
        char const* text;
        char const* said;
    };
    Row const rows[] = {
        {"0002-notes-create.sql", "-- why\n", "0002-notes-create:1: numbers go on without a gap or a double"},
        {"1-notes-create.sql", "-- why\n", "1-notes-create.sql:1: a migration is named NNNN-noun-verb.sql"},
        {"0001-notes.sql", "-- why\n", "0001-notes.sql:1: a migration is named NNNN-noun-verb.sql"},
        {"0001-notes-create.sql", "CREATE TABLE x;\n",
         "0001-notes-create.sql:1: the first comment says why this migration exists"},
        {"0001-notes-create.sql", "-- why\n\nCREATE TABLE x (\n  a integer);\n",
         "0001-notes-create.sql:4: INTEGER is not portable; write BIGINT: INTEGER has 32 bits on PostgreSQL"},
        {"0001-notes-create.sqlite.sql", "-- why\n",
         "0001-notes-create.sqlite.sql:1: either one .sql, or .postgres.sql and .sqlite.sql"},
        {"0001-notes-create.sql", "-- why\n-- compatible: 2\n",
         "0001-notes-create.sql:1: \"-- compatible: N\" names this migration or an older one"},
        {"0001-notes-create.sql", "-- why\n",
         "LATEST:1: must name the newest migration, '0001-notes-create'"},
    };
    for (auto const& row : rows) {
        CAPTURE(row.file);
        Folder const folder;
        folder.put(row.file, row.text);
        CHECK(folder.said() == row.said);
    }
}
