// SPDX-License-Identifier: AGPL-3.0-or-later
#include "tests/rules/schema.hpp"

#include "tests/rules/schema.sql.hpp"

namespace kheo::rules
{

namespace
{

struct Part {
    std::string name;
    std::string definition;
};
BOOST_DESCRIBE_STRUCT(Part, (), (name, definition))

} // namespace

std::string schema_of(db::Store& store)
{
    auto const parts = store.read([](db::Connection& db) { return db.all<Part>(sql::schema); });
    auto text = std::string("-- Made by `./do schema` from the migrations; nobody edits it.\n");
    for (auto const& part : parts) {
        auto const table = part.definition.find(" TABLE ") != std::string::npos;
        text += (table ? "\n" : "") + part.definition + ";\n";
    }
    return text;
}

std::vector<std::string> tables_of(db::Store& store)
{
    return store.read([](db::Connection& db) { return db.all<std::string>(sql::tables); });
}

std::filesystem::path schema_file(std::filesystem::path const& source, db::Engine engine)
{
    return source / "migrations" /
           (engine == db::Engine::sqlite ? "schema.sqlite.sql" : "schema.postgres.sql");
}

} // namespace kheo::rules
