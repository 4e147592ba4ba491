// SPDX-License-Identifier: AGPL-3.0-or-later
// What the sweep of files takes for owned: every column that names a stored file.
#include "platform/db/scratch.hpp"
#include "platform/files/shelf.hpp"
#include "platform/testing/office.hpp"
#include "programs/working.hpp"
#include "tests/rules/schema.hpp"

#include <doctest/doctest.h>
#include <fmt/format.h>
#include <fstream>
#include <re2/re2.h>
#include <set>

using namespace kheo;

namespace
{

// "table.column": its text is the hash of a stored file, or holds such hashes.
std::set<std::string> const of_files{
    "decisions.file_hash", "document_texts.pages", "documents.file_hash", "evidence.hash", "evidence.photo",
    "evidence.thumbnail",  "import_files.hash",    "meetings.file_hash",  "readings.hash", "readings.pages"};
// Of words, passwords and secrets; and numbers of pages.
std::set<std::string> const of_no_file{"documents.text_hash", "passwords.hash"};

struct Column {
    std::string table;
    std::string name;
    std::string type;
};

std::vector<Column> columns()
{
    static RE2 const begins(R"(CREATE TABLE (\w+) \()");
    static RE2 const column(R"( +(\w+) (BIGINT|TEXT|BYTEA|DOUBLE PRECISION)\b.*)");
    std::vector<Column> all;
    std::string table;
    auto in = std::ifstream(rules::schema_file(KHEO_SOURCE, db::Engine::sqlite));
    for (std::string line; std::getline(in, line);) {
        auto one = Column{table, "", ""};
        if (RE2::PartialMatch(line, begins, &table))
            continue;
        if (RE2::FullMatch(line, column, &one.name, &one.type))
            all.push_back(one);
    }
    return all;
}

// One row that holds nothing but this text in this column.
std::string row_with(std::string const& table, std::string const& name, std::string const& text)
{
    std::string names;
    std::string values;
    for (auto const& one : columns())
        if (one.table == table) {
            names += (names.empty() ? "" : ", ") + one.name;
            values += (values.empty() ? "" : ", ") + (one.name == name     ? "'" + text + "'"
                                                      : one.type == "TEXT" ? std::string("''")
                                                                           : std::string("0"));
        }
    return fmt::format("INSERT INTO {} ({}) VALUES ({});", table, names, values);
}

// A shelf of its own for one test.
struct Shelf {
    std::filesystem::path folder = std::filesystem::temp_directory_path() / ("kheo-sweep-" + random_code(12));
    Shelf() { files::put_shelf(std::make_unique<files::Shelf>(folder)); }
    ~Shelf()
    {
        files::put_shelf(nullptr);
        std::filesystem::remove_all(folder);
    }

    // A file put two days ago.
    Digest old_file(std::string const& content)
    {
        auto const hash = files::shelf().store.put(content)->hash;
        std::filesystem::last_write_time(*files::shelf().store.path(hash),
                                         std::filesystem::file_time_type::clock::now() -
                                             std::chrono::hours(48));
        return hash;
    }
};

} // namespace

TEST_CASE("every column that may name a stored file is known to do so, or not to")
{
    static RE2 const may_be("hash|photo|thumbnail|picture|file|pages");
    std::set<std::string> found;
    for (auto const& one : columns())
        if (one.type == "TEXT" && RE2::PartialMatch(one.name, may_be))
            found.insert(one.table + "." + one.name);
    for (auto const& one : of_no_file)
        CHECK_MESSAGE(found.erase(one) == 1, one);
    for (auto const& one : found)
        if (!one.ends_with(".file_name") && !one.ends_with(".file_ending"))
            CHECK_MESSAGE(of_files.contains(one), one << ": is it of a stored file? Then each_file names it");
    for (auto const& one : of_files)
        CHECK_MESSAGE(found.contains(one), one);
}

TEST_ON_BOTH("what any record owns stays on the shelf, what none does goes")
{
    auto const scratch = db::Scratch(engine, migrations::all());
    Shelf shelf;
    std::vector<Digest> owned;
    for (auto const& one : of_files) {
        auto const dot = one.find('.');
        auto const hash = shelf.old_file("của " + one);
        auto const text = hex(hash);
        auto const pages = one.ends_with(".pages");
        scratch.store->write_now([&](db::Connection& db) {
            auto const table = one.substr(0, dot);
            auto row = row_with(table, one.substr(dot + 1), pages ? "0 12s=" + text + ",1000,1414" : text);
            // Each row has a key of its own.
            static int key = 0;
            row.replace(row.find("VALUES (0, 0"), 12, fmt::format("VALUES (0, {}", ++key));
            db.script(row);
        });
        owned.push_back(hash);
    }
    auto const left = shelf.old_file("không ai giữ");
    auto const fresh = files::shelf().store.put("vừa gửi")->hash;
    CHECK(sweep_files(*scratch.store) == 1);
    CHECK_FALSE(files::shelf().store.path(left));
    CHECK(files::shelf().store.path(fresh));
    for (auto const& hash : owned)
        CHECK(files::shelf().store.path(hash));
}

TEST_ON_BOTH("each day sweeps once and puts the next, whatever is started or done twice")
{
    auto const scratch = db::Scratch(engine, migrations::all());
    Shelf shelf;
    testing::StillClock clock;
    IdSource ids(clock, 1);
    auto const run = [&] {
        keep_sweeping(*scratch.store, clock, ids);
        keep_sweeping(*scratch.store, clock, ids); // another machine
        return jobs::Runner(*scratch.store, clock, 1,
                            all_handlers(*scratch.store, clock, ids, {}, [](auto const&) {}))
            .run_due();
    };
    auto const first = shelf.old_file("một");
    CHECK(run() == 1);
    CHECK_FALSE(files::shelf().store.path(first));
    auto const second = shelf.old_file("hai");
    CHECK(run() == 0); // done for today, also after a restart
    CHECK(files::shelf().store.path(second));
    clock.at.ms += 24 * 3'600'000LL;
    CHECK(run() == 1);
    CHECK_FALSE(files::shelf().store.path(second));
    // A machine that was off for days sweeps at its start, and goes on once a day.
    clock.at.ms += 5 * 24 * 3'600'000LL;
    CHECK(run() >= 1);
    clock.at.ms += 24 * 3'600'000LL;
    CHECK(run() == 1);
}
