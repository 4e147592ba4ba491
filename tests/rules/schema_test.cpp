// SPDX-License-Identifier: AGPL-3.0-or-later
#include "tests/rules/schema.hpp"

#include "platform/db/scratch.hpp"
#include "programs/rows.hpp"

#include <algorithm>
#include <doctest/doctest.h>
#include <fstream>
#include <set>
#include <sstream>

using namespace kheo;

namespace
{

std::string text_of_file(std::filesystem::path const& file)
{
    auto in = std::ifstream(file, std::ios::binary);
    auto text = std::ostringstream();
    text << in.rdbuf();
    return text.str();
}

// Written by acts::append itself, by the sequencer, by the migrations and by
// the search index, which is made anew from the records.
std::set<std::string> const of_the_floor{
    "acts",          "pending_acts",   "count_deltas",      "counts",    "ledger_head",
    "ledger_leaves", "ledger_tiles",   "ledger_hours",      "settings",  "search_index",
    "search_values", "search_entries", "schema_migrations", "search_fts"};
// Its record is compared with its act; that it was used is housekeeping.
std::set<std::string> const compared_but_for_its_use{"one_time_links"};

// The tables that `kheo check` reads to compare them with their acts.
std::string statements_of_check(db::Store& store)
{
    std::string all;
    store.read([&](db::Connection& db) {
        for (auto const& projection : all_projections())
            projection.each(db, [](auto...) {});
        for (auto const compare : all_comparisons())
            compare(db, [](std::string const&) {});
        for (auto const& step : db.steps())
            for (auto const* const statement : db::registered_statements())
                if (statement->name == step.name)
                    all += std::string(statement->sql) + "\n";
    });
    return all;
}

bool reads(std::string const& statements, std::string const& table)
{
    for (std::string const word : {"FROM ", "JOIN "})
        for (auto at = statements.find(word + table); at != std::string::npos;
             at = statements.find(word + table, at + 1)) {
            auto const after = static_cast<unsigned char>(statements[at + word.size() + table.size()]);
            if (!std::isalnum(after) && after != '_')
                return true;
        }
    return false;
}

} // namespace

TEST_ON_BOTH("the schema that is checked in is the one the migrations make")
{
    auto const scratch = db::Scratch(engine, migrations::all());
    auto const file = rules::schema_file(KHEO_SOURCE, engine);
    auto const made = rules::schema_of(*scratch.store);
    CHECK(made.size() > 5'000);
    CHECK_MESSAGE(text_of_file(file) == made, "./do schema writes it anew");
}

TEST_ON_BOTH("every table is compared with its acts, of the floor, or listed as unrecorded")
{
    auto const scratch = db::Scratch(engine, migrations::all());
    auto const statements = statements_of_check(*scratch.store);
    auto const unrecorded = unrecorded_tables();
    for (auto const& table : rules::tables_of(*scratch.store)) {
        CAPTURE(table);
        auto const compared = reads(statements, table) && !compared_but_for_its_use.contains(table) &&
                              !of_the_floor.contains(table); // acts are read to compare with
        auto const listed = std::ranges::find(unrecorded, table) != unrecorded.end();
        CHECK(int(compared) + int(listed) + int(of_the_floor.contains(table)) == 1);
    }
}

TEST_ON_BOTH("a table that is listed as unrecorded is there")
{
    auto const scratch = db::Scratch(engine, migrations::all());
    auto const tables = rules::tables_of(*scratch.store);
    for (auto const table : unrecorded_tables()) {
        CAPTURE(table);
        CHECK(std::ranges::find(tables, table) != tables.end());
    }
}
