// SPDX-License-Identifier: AGPL-3.0-or-later
// Statements and schema cannot drift apart: all that any file holds is
// prepared by both engines on the newest schema.
#include "platform/db/scratch.hpp"
#include "programs/rows.hpp"
#include "tools/embed/sql_read.hpp"

#include <algorithm>
#include <doctest/doctest.h>
#include <filesystem>
#include <set>
#include <string>
#include <vector>

using namespace kheo;
namespace fs = std::filesystem;

namespace
{

struct Found {
    std::string name; // "models.insert_model"
    std::string sql;
    std::string postgres;
};

std::vector<embed::NamedStatement> statements_in(fs::path const& file)
{
    return embed::read_statements(file.string(), embed::read_file(file));
}

void add(std::vector<Found>& all, fs::path const& file)
{
    auto variant = file;
    variant.replace_extension(".postgres.sql");
    auto const overrides =
        fs::exists(variant) ? statements_in(variant) : std::vector<embed::NamedStatement>();
    for (auto const& each : statements_in(file)) {
        auto const over = std::ranges::find(overrides, each.name, &embed::NamedStatement::name);
        all.push_back({file.parent_path().filename().string() + "." + each.name, each.sql,
                       over == overrides.end() ? std::string() : over->sql});
    }
}

std::vector<Found> every_statement()
{
    std::vector<Found> all;
    for (auto const* const layer : {"platform", "capabilities"})
        for (auto const& entry : fs::recursive_directory_iterator(fs::path(KHEO_SOURCE) / layer))
            if (entry.path().extension() == ".sql" &&
                entry.path().string().find(".postgres.sql") == std::string::npos)
                add(all, entry.path());
    return all;
}

// What the engine says; "" where it takes the statement.
std::string said_of(db::Store& store, Found const& found)
{
    auto const statement = db::Statement{found.name, found.sql, found.postgres};
    try {
        store.write_now([&](db::Connection& db) {
            db.prepare(statement);
            return db::Verdict::rollback;
        });
        return {};
    } catch (std::exception const& error) {
        return error.what();
    }
}

// Only on the other engine: reading what the engine keeps of itself.
bool is_for(Found const& found, db::Engine engine)
{
    return engine == db::Engine::sqlite || !found.postgres.empty() ||
           found.sql.find("sqlite_") == std::string::npos;
}

} // namespace

TEST_ON_BOTH("every statement of every file is taken by the engine on the newest schema")
{
    auto const scratch = db::Scratch(engine, migrations::all());
    auto const all = every_statement();
    CHECK(all.size() > 150);
    for (auto const& found : all) {
        if (!is_for(found, engine))
            continue;
        CAPTURE(found.name);
        CHECK(said_of(*scratch.store, found) == "");
    }
}

TEST_ON_BOTH("a statement that does not fit the schema is found")
{
    auto const scratch = db::Scratch(engine, migrations::all());
    CHECK(said_of(*scratch.store, {"probe.a", "SELECT no_such_column FROM acts", ""}) != "");
    CHECK(said_of(*scratch.store, {"probe.b", "SELECT id FROM no_such_table", ""}) != "");
}

TEST_CASE("every statement that the program runs stands in a file")
{
    CHECK(all_rows().size() > 10);
    std::set<std::string> names;
    for (auto const& found : every_statement())
        names.insert(found.name);
    for (auto const* const statement : db::registered_statements()) {
        auto const name = std::string(statement->name);
        CAPTURE(name);
        CHECK((names.contains(name) || name.starts_with("rules.")));
    }
}

TEST_ON_BOTH("a read that writes is refused by the engine itself")
{
    auto const scratch = db::Scratch(engine, migrations::all());
    static constexpr auto write = db::Statement{
        "probe.write", "INSERT INTO settings (tenant, name, value) VALUES (:tenant, 'a', 'b')", ""};
    static constexpr auto count = db::Statement{
        "probe.count", "SELECT COUNT(*) AS n FROM settings WHERE tenant = :tenant AND name = 'a'", ""};
    CHECK_THROWS(scratch.store->read([](db::Connection& db) { db.run(write); }));
    CHECK(scratch.store->read([](db::Connection& db) { return db.one<std::int64_t>(count); }) == 0);
}
