// SPDX-License-Identifier: AGPL-3.0-or-later
// The writer's batches, and what is left of them when the disk or the process ends.
#include "platform/db/scratch.hpp"

#include <atomic>
#include <csignal>
#include <doctest/doctest.h>
#include <latch>
#include <sqlite3.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

using namespace kheo;
using db::Failure;
using db::Statement;
using db::Verdict;

namespace
{

constexpr Statement add{"t.add", "INSERT INTO lines (id, word) VALUES (:id, :word)", ""};
constexpr Statement ids{"t.ids", "SELECT id FROM lines ORDER BY id", ""};
constexpr char schema[] = "CREATE TABLE lines (id BIGINT NOT NULL PRIMARY KEY, word VARCHAR)";

struct Lines : db::Scratch {
    Lines() : Scratch(db::Engine::sqlite)
    {
        store->write_now([](db::Connection& c) { c.script(schema); });
    }
    std::vector<std::int64_t> kept()
    {
        return store->read([](db::Connection& c) { return c.all<std::int64_t>(ids); });
    }
};

void put(db::Connection& c, std::int64_t id, std::size_t length = 10)
{
    c.run(add, {{"id", id}, {"word", std::string(length, 'x')}});
}

// Queues `jobs` while the writer is held, so that they run as one batch; gives
// each one's end.
std::vector<db::Written> as_one_batch(db::Store& store, std::vector<db::Job> jobs)
{
    std::vector<db::Written> ends(jobs.size());
    std::latch running(1);
    std::latch go(1);
    std::latch all(std::ptrdiff_t(jobs.size() + 1));
    store.write(
        [&](db::Connection& c) {
            if (c.attempt() == 1)
                running.count_down();
            return go.wait(), Verdict::commit;
        },
        [&](db::Written) { all.count_down(); });
    running.wait();
    for (std::size_t at = 0; at < jobs.size(); ++at)
        store.write(jobs[at], [&, at](db::Written end) {
            ends[at] = std::move(end);
            all.count_down();
        });
    go.count_down();
    all.wait();
    return ends;
}

Failure::Kind kind_of(db::Written const& end)
{
    try {
        std::rethrow_exception(end.error);
    } catch (Failure const& failure) {
        return failure.kind;
    }
}

// Verbs of which the third ends the transaction of all; its attempts are noted.
std::vector<db::Job> one_that_ends_the_transaction(std::vector<int>& attempts)
{
    return {
        [](auto& c) { return put(c, 1), Verdict::commit; },
        [](auto& c) { return put(c, 2), Verdict::rollback; },
        [&](auto& c) {
            attempts.push_back(c.attempt());
            put(c, 3);
            c.script("ROLLBACK"); // as SQLite does it itself after an I/O error
            return Verdict::commit;
        },
        [](auto& c) { return put(c, 4), Verdict::commit; },
    };
}

} // namespace

TEST_CASE("verbs of one batch do not sink each other")
{
    Lines lines;
    auto const ends =
        as_one_batch(*lines.store, {
                                       [](auto& c) { return put(c, 1), Verdict::commit; },
                                       [](auto& c) { return put(c, 2), Verdict::rollback; },
                                       [](auto& c) { return put(c, 3), put(c, 1), Verdict::commit; },
                                       [](auto& c) { return put(c, 4), Verdict::commit; },
                                   });
    CHECK(!ends[0].error);
    CHECK(ends[1].verdict == Verdict::rollback);
    CHECK_THROWS_AS(std::rethrow_exception(ends[2].error), db::Violation);
    CHECK(ends[3].attempts == 1);
    CHECK(lines.kept() == std::vector<std::int64_t>{1, 4});
}

TEST_CASE("when the whole transaction ends, every verb of the batch runs again, refusals too")
{
    // A batch lasts ten milliseconds at most: on a busy machine it takes a few tries to be one.
    for (int tries = 0; tries < 50; ++tries) {
        Lines lines;
        std::vector<int> attempts;
        auto const ends = as_one_batch(*lines.store, one_that_ends_the_transaction(attempts));
        if (ends[0].attempts == 1)
            continue;
        CHECK(attempts == std::vector{1, 2});
        CHECK(!ends[0].error);
        CHECK(ends[1].verdict == Verdict::rollback);
        CHECK(ends[1].attempts == 2);
        CHECK(kind_of(ends[2]) == Failure::Kind::other);
        CHECK(!ends[3].error);
        CHECK(lines.kept() == std::vector<std::int64_t>{1, 4});
        return;
    }
    FAIL("never one batch");
}

TEST_CASE("where the file may not grow, large verbs are refused, small ones stay, and later ones succeed")
{
    Lines lines;
    lines.store->write_now([](db::Connection& c) { c.script("PRAGMA max_page_count = 40"); });
    std::vector<db::Job> jobs;
    for (int id = 1; id <= 12; ++id)
        jobs.push_back(
            [id](db::Connection& c) { return put(c, id, id % 3 == 0 ? 400'000 : 2000), Verdict::commit; });
    auto const ends = as_one_batch(*lines.store, jobs);
    std::vector<std::int64_t> told;
    for (int id = 1; id <= 12; ++id)
        if (!ends[std::size_t(id - 1)].error)
            told.push_back(id);
        else
            CHECK(kind_of(ends[std::size_t(id - 1)]) == Failure::Kind::full);
    CHECK(told == std::vector<std::int64_t>{1, 2, 4, 5, 7, 8, 10, 11});
    CHECK(lines.kept() == told);
    lines.store->write_now([](db::Connection& c) { c.script("PRAGMA max_page_count = 1000000"); });
    lines.store->write_now([](db::Connection& c) { put(c, 100, 400'000); });
    CHECK(lines.kept().back() == 100);
}

TEST_CASE("on a full disk nothing is answered as done that is not, and nothing answered is lost")
{
    Lines lines;
    auto* const before = std::signal(SIGXFSZ, SIG_IGN);
    rlimit old{};
    getrlimit(RLIMIT_FSIZE, &old);
    rlimit const small{400'000, old.rlim_max}; // no file may grow beyond: write() fails as on a full disk
    setrlimit(RLIMIT_FSIZE, &small);
    std::vector<db::Job> jobs;
    for (int id = 1; id <= 60; ++id)
        jobs.push_back([id](db::Connection& c) { return put(c, id, 20'000), Verdict::commit; });
    std::vector<std::int64_t> told;
    int errors = 0;
    auto const note = [&](std::vector<db::Written> const& ends, int first) {
        for (std::size_t at = 0; at < ends.size(); ++at)
            ends[at].error ? void(++errors) : told.push_back(first + std::int64_t(at));
    };
    note(as_one_batch(*lines.store, jobs), 1);
    CHECK(errors > 0);
    CHECK(lines.kept() == told);
    setrlimit(RLIMIT_FSIZE, &old);
    std::signal(SIGXFSZ, before);
    note(as_one_batch(*lines.store, {[](auto& c) { return put(c, 61), Verdict::commit; }}), 61);
    CHECK(told.back() == 61); // room again: the store goes on
    lines.open();
    CHECK(lines.kept() == told);
}

TEST_CASE("an acknowledged verb survives kill -9")
{
    for (int round = 0; round < 5; ++round) {
        Lines lines;
        lines.store.reset(); // no threads here while forking
        int pipe_ends[2];
        REQUIRE(pipe(pipe_ends) == 0);
        auto const child = fork();
        if (child == 0) {
            lines.open();
            for (std::int64_t id = 1;; ++id)
                lines.store->write([id](db::Connection& c) { return put(c, id), Verdict::commit; },
                                   [&, id](db::Written end) {
                                       if (!end.error && write(pipe_ends[1], &id, sizeof id) != sizeof id)
                                           _exit(1);
                                   });
        }
        close(pipe_ends[1]);
        std::int64_t last = 0;
        for (int acknowledged = 0; acknowledged < 200 * (round + 1); ++acknowledged)
            REQUIRE(read(pipe_ends[0], &last, sizeof last) == sizeof last);
        kill(child, SIGKILL);
        while (read(pipe_ends[0], &last, sizeof last) == sizeof last) {
        }
        close(pipe_ends[0]);
        waitpid(child, nullptr, 0);
        lines.open();
        auto const kept = lines.kept();
        CHECK(std::int64_t(kept.size()) >= last);
        CHECK(kept.back() == std::int64_t(kept.size())); // in order, without a hole
        CHECK(lines.store->read([](db::Connection& c) {
            return c.one<std::string>({"t.check", "PRAGMA integrity_check", ""});
        }) == "ok");
    }
}

TEST_CASE("another program that holds the file makes writes wait, not fail")
{
    Lines lines;
    auto other = db::Store::open(lines.options);
    std::latch inside(1);
    std::latch done(1);
    other->write([&](db::Connection& c) { return put(c, 1), inside.count_down(), Verdict::commit; },
                 [&](db::Written) { done.count_down(); });
    inside.wait();
    lines.store->write_now([](db::Connection& c) { put(c, 2); });
    done.wait();
    CHECK(lines.kept() == std::vector<std::int64_t>{1, 2});
}

// Its last connection folds the log into the file and removes it, unless the
// locks of our own connections tell it that it is not the last.
TEST_CASE("a program that only reads the file does not take the log from under the writer")
{
    Lines lines;
    lines.store.reset(); // no threads here while forking
    int pipe_ends[2];
    REQUIRE(pipe(pipe_ends) == 0);
    auto const reader = fork();
    if (reader == 0) {
        char told = 0;
        sqlite3* raw = nullptr;
        auto const read_it =
            read(pipe_ends[0], &told, 1) == 1 &&
            sqlite3_open((lines.folder / "kheo.db").c_str(), &raw) == SQLITE_OK &&
            sqlite3_exec(raw, "SELECT count(*) FROM lines", nullptr, nullptr, nullptr) == SQLITE_OK &&
            sqlite3_close(raw) == SQLITE_OK;
        _exit(read_it ? 0 : 1);
    }
    lines.open();
    lines.store->write_now([](db::Connection& c) { put(c, 1); });
    REQUIRE(lines.kept().size() == 1); // by a connection that came after the writer's
    REQUIRE(write(pipe_ends[1], "x", 1) == 1);
    int status = -1;
    waitpid(reader, &status, 0);
    close(pipe_ends[0]);
    close(pipe_ends[1]);
    REQUIRE(status == 0);
    CHECK(std::filesystem::exists(lines.folder / "kheo.db-wal"));
    lines.store->write_now([](db::Connection& c) { put(c, 2); });
    CHECK(lines.kept() == std::vector<std::int64_t>{1, 2});
}

TEST_CASE("the file and its log are readable by their owner alone")
{
    Lines lines;
    for (auto const* name : {"kheo.db", "kheo.db-wal"}) {
        auto const rights = std::filesystem::status(lines.folder / name).permissions();
        CHECK((rights & std::filesystem::perms(0077)) == std::filesystem::perms::none);
    }
    lines.store.reset();
    CHECK(!std::filesystem::exists(lines.folder / "kheo.db-wal")); // folded in at the end
}

TEST_CASE("a verb that waits for another verb is told so instead of waiting for ever")
{
    Lines lines;
    auto const inner = [&](db::Connection&) {
        lines.store->write_now([](db::Connection& c) { put(c, 1); });
        return Verdict::commit;
    };
    CHECK_THROWS_WITH_AS(lines.store->write_now(inner), "a verb waits for another verb", Contradiction);
    CHECK(lines.kept().empty());
}

TEST_CASE("full-text search with the text kept outside works under our settings")
{
    Lines lines;
    lines.store->write_now([](db::Connection& c) {
        c.script("CREATE TABLE texts (id INTEGER PRIMARY KEY, f VARCHAR, x VARCHAR);"
                 "CREATE VIRTUAL TABLE words USING fts5 (f, x, content = texts, content_rowid = id,"
                 " tokenize = 'unicode61 remove_diacritics 0');"
                 "INSERT INTO texts VALUES (1, 'to tu quan', 'tổ tự quản');"
                 "INSERT INTO words (rowid, f, x) SELECT id, f, x FROM texts;");
        Statement const find{"t.find", "SELECT rowid FROM words WHERE words MATCH :q ORDER BY bm25(words)",
                             ""};
        CHECK(c.one<std::int64_t>(find, {{"q", "x: tự"}}) == 1);
        CHECK(c.one<std::int64_t>(find, {{"q", "x: tu"}}) == std::nullopt);
        c.script("INSERT INTO words (words, rowid, f, x) VALUES ('delete', 1, 'to tu quan', 'tổ tự quản')");
        CHECK(c.one<std::int64_t>(find, {{"q", "f: tu"}}) == std::nullopt);
    });
    lines.store->dump(lines.folder / "a.dump"); // passes over the search tables
}
