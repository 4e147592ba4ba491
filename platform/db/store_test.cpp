// SPDX-License-Identifier: AGPL-3.0-or-later
#include "platform/db/scratch.hpp"

#include <atomic>
#include <doctest/doctest.h>
#include <latch>
#include <thread>

using namespace kheo;
using db::Failure;
using db::Statement;
using db::Verdict;

namespace
{

constexpr Statement add{"t.add", "INSERT INTO lines (id, word) VALUES (:id, :word)", ""};
constexpr Statement count{"t.count", "SELECT count(*) FROM lines", ""};
constexpr Statement slow{"t.slow",
                         "WITH RECURSIVE n(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM n WHERE x < 100000000)"
                         " SELECT count(*) FROM n",
                         ""};

struct Lines : db::Scratch {
    explicit Lines(db::Engine engine) : Scratch(engine)
    {
        store->write_now([](db::Connection& c) {
            c.script("CREATE TABLE lines (id BIGINT NOT NULL PRIMARY KEY, word VARCHAR)");
        });
    }
    std::int64_t total()
    {
        return store->read([](db::Connection& c) { return *c.one<std::int64_t>(count); });
    }
    void put(std::int64_t id)
    {
        store->write_now([&](db::Connection& c) { c.run(add, {{"id", id}, {"word", "x"}}); });
    }
};

template <class F>
Failure::Kind failure(F work)
{
    try {
        work();
    } catch (Failure const& error) {
        return error.kind;
    }
    throw std::logic_error("nothing failed");
}

constexpr Refusal taken{"taken", 409, "Đã có."};

} // namespace

TEST_ON_BOTH("the engine refuses a write inside a read")
{
    Lines lines(engine);
    CHECK(failure([&] {
              lines.store->read([](db::Connection& c) { c.run(add, {{"id", 1}, {"word", "x"}}); });
          }) == Failure::Kind::read_only);
    CHECK(failure([&] {
              lines.store->read([](db::Connection& c) { c.script("CREATE TABLE x (a BIGINT)"); });
          }) == Failure::Kind::read_only);
    CHECK(lines.total() == 0);
}

TEST_ON_BOTH("a read sees one moment, whatever is written meanwhile")
{
    Lines lines(engine);
    lines.put(1);
    lines.store->read([&](db::Connection& c) {
        CHECK(c.one<std::int64_t>(count) == 1);
        lines.put(2);
        CHECK(c.one<std::int64_t>(count) == 1);
    });
    CHECK(lines.total() == 2);
}

TEST_ON_BOTH("a refusal, a verdict and an exception store nothing, a value commits")
{
    Lines lines(engine);
    auto const refused = lines.store->write_now([](db::Connection& c) -> Outcome<int> {
        c.run(add, {{"id", 1}, {"word", "x"}});
        return refuse(taken);
    });
    CHECK(refused.error().id == "taken");
    CHECK(lines.store->write_now([](db::Connection& c) {
        c.run(add, {{"id", 1}, {"word", "x"}});
        return Verdict::rollback;
    }) == Verdict::rollback);
    CHECK_THROWS_WITH_AS(lines.store->write_now([](db::Connection& c) {
        c.run(add, {{"id", 1}, {"word", "x"}});
        throw std::runtime_error("broken");
    }),
                         "broken", std::runtime_error);
    CHECK(lines.total() == 0);
    auto const kept = lines.store->write_now([](db::Connection& c) -> Outcome<int> {
        c.run(add, {{"id", 1}, {"word", "x"}});
        return 7;
    });
    CHECK(*kept == 7);
    CHECK(lines.total() == 1);
}

TEST_ON_BOTH("done is called once for each verb, after its rows can be read")
{
    Lines lines(engine);
    constexpr int most = 300;
    std::atomic<int> told = 0;
    std::atomic<int> errors = 0;
    std::latch all(most);
    for (int id = 0; id < most; ++id)
        lines.store->write(
            [id](db::Connection& c) {
                c.run(add, {{"id", id}, {"word", "x"}});
                if (id % 10 == 0)
                    throw std::runtime_error("broken");
                return id % 3 == 0 ? Verdict::rollback : Verdict::commit;
            },
            [&](db::Written written) {
                ++told;
                errors += written.error != nullptr;
                all.count_down();
            });
    all.wait();
    CHECK(told == most);
    CHECK(errors == 30);
    CHECK(lines.total() == most - 30 - 90); // every third that did not break
}

TEST_ON_BOTH("many threads write and nothing is lost or done twice")
{
    Lines lines(engine);
    Statement const bump{
        "t.bump", "UPDATE lines SET word = CAST(CAST(word AS BIGINT) + 1 AS VARCHAR) WHERE id = 1", ""};
    lines.store->write_now([](db::Connection& c) { c.run(add, {{"id", 1}, {"word", "0"}}); });
    std::vector<std::thread> threads;
    for (int each = 0; each < 8; ++each)
        threads.emplace_back([&] {
            for (int time = 0; time < 25; ++time)
                try {
                    lines.store->write_now([&](db::Connection& c) { c.run(bump); });
                } catch (Failure const& error) { // ten collisions in a row are said, not hidden
                    MESSAGE(error.what());
                    --time;
                }
        });
    for (auto& thread : threads)
        thread.join();
    Statement const word{"t.word", "SELECT word FROM lines WHERE id = 1", ""};
    CHECK(lines.store->read([&](db::Connection& c) { return *c.one<std::string>(word); }) == "200");
}

TEST_ON_BOTH("a queue that is full says so at once")
{
    Lines lines(engine);
    lines.options.queue_limit = 2;
    lines.options.writers = 1;
    lines.open();
    std::latch running(1);
    std::latch go(1);
    std::latch finished(3);
    auto const done = [&](db::Written) { finished.count_down(); };
    lines.store->write([&](db::Connection&) { return running.count_down(), go.wait(), Verdict::commit; },
                       done);
    running.wait();
    auto const nothing = [](db::Connection&) { return Verdict::commit; };
    lines.store->write(nothing, done);
    lines.store->write(nothing, done);
    CHECK(failure([&] { lines.put(1); }) == Failure::Kind::busy);
    go.count_down();
    finished.wait();
    lines.put(1);
}

TEST_ON_BOTH("closing waits for the verbs already queued")
{
    Lines lines(engine);
    std::atomic<int> told = 0;
    for (int id = 0; id < 100; ++id)
        lines.store->write(
            [id](db::Connection& c) { return c.run(add, {{"id", id}, {"word", "x"}}), Verdict::commit; },
            [&](db::Written written) { told += written.error == nullptr; });
    lines.open();
    CHECK(told == 100);
    CHECK(lines.total() == 100);
}

TEST_ON_BOTH("a read that takes too long is ended, and the next one runs")
{
    Lines lines(engine);
    lines.options.read_limit_ms = 50;
    lines.open();
    CHECK(failure([&] { lines.store->read([](db::Connection& c) { c.one<std::int64_t>(slow); }); }) ==
          Failure::Kind::busy);
    CHECK(lines.total() == 0);
}

TEST_ON_BOTH("a verb longer than 20 ms is told to the operator with its statements")
{
    Lines lines(engine);
    std::string said;
    lines.options.warn = [&](std::string const& sentence) { said += sentence; };
    lines.open();
    lines.put(1);
    lines.store->write_now([](db::Connection& c) {
        c.run(add, {{"id", 2}, {"word", "x"}});
        std::this_thread::sleep_for(std::chrono::milliseconds(25));
    });
    CHECK(said.starts_with("slow verb: "));
    CHECK(said.find(" t.add=") != std::string::npos);
}

TEST_ON_BOTH("a slow verb of many statements names the slowest few, each once with its count")
{
    Lines lines(engine);
    std::string said;
    lines.options.warn = [&](std::string const& sentence) { said += sentence; };
    lines.open();
    lines.store->write_now([](db::Connection& c) {
        for (int id = 0; id < 300; ++id)
            c.run(add, {{"id", id}, {"word", "x"}});
        std::this_thread::sleep_for(std::chrono::milliseconds(25));
    });
    CHECK(said.find("us (100× or more)") != std::string::npos);
    CHECK(said.find("t.add") == said.rfind("t.add"));
    CHECK(said.size() < 90);
}

TEST_ON_BOTH("an import of ten thousand rows in one verb is quick")
{
    Lines lines(engine);
    std::vector<db::Params> rows;
    for (int id = 0; id < 10'000; ++id)
        rows.push_back({{"id", id}, {"word", "Trồng và chăm sóc đường hoa"}});
    auto const began = std::chrono::steady_clock::now();
    lines.store->write_now([&](db::Connection& c) { CHECK(c.run_all(add, rows) == 10'000); });
    std::chrono::duration<double> const took = std::chrono::steady_clock::now() - began;
    MESSAGE("10,000 rows in seconds: ", took.count());
    CHECK(took.count() < 5); // the budget of 0.5 s holds for the release build; here sanitizers run along
    CHECK(lines.total() == 10'000);
}

TEST_CASE("an address that is neither engine's is refused with a sentence")
{
    CHECK_THROWS_WITH_AS(db::Store::open({.url = "mysql://x"}),
                         "Địa chỉ cơ sở dữ liệu phải bắt đầu bằng “sqlite:” hoặc “postgresql:”.", Failure);
    CHECK(failure([] { db::Store::open({.url = "sqlite:/nowhere/at/all.db"}); }) == Failure::Kind::lost);
    CHECK(failure([] { db::Store::open({.url = "postgresql://127.0.0.1:1/x"}); }) == Failure::Kind::lost);
}
