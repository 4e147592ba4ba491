// SPDX-License-Identifier: AGPL-3.0-or-later
// Collisions and lost connections: what only an engine for many can do.
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

constexpr Statement sum{"t.sum", "SELECT CAST(coalesce(sum(amount), 0) AS BIGINT) AS x FROM shares", ""};
constexpr Statement add{"t.add", "INSERT INTO shares (id, amount) VALUES (:id, :amount)", ""};
constexpr Statement end_self{"t.end_self", "SELECT pg_terminate_backend(pg_backend_pid()) AS x", ""};
constexpr Statement end_others{"t.end_others",
                               "SELECT count(pg_terminate_backend(pid)) AS x FROM pg_stat_activity"
                               " WHERE pid <> pg_backend_pid()"
                               " AND application_name = current_setting('application_name')",
                               ""};

struct Shares : db::Scratch {
    Shares() : Scratch(db::Engine::postgres)
    {
        store->write_now([](db::Connection& c) {
            c.script("CREATE TABLE shares (id BIGINT NOT NULL PRIMARY KEY, amount BIGINT NOT NULL)");
        });
    }
    std::int64_t total()
    {
        return store->read([](db::Connection& c) { return *c.one<std::int64_t>(sum); });
    }
};

Failure::Kind kind_of(std::exception_ptr const& error)
{
    try {
        std::rethrow_exception(error);
    } catch (Failure const& failure) {
        return failure.kind;
    }
}

// Ten verbs, before each four hundred reads; ten tries are all it takes to give one up.
int most_attempts_beside_reads(db::Store& store)
{
    Statement const change{"t.change", "UPDATE shares SET amount = amount + 1 WHERE id = 1", ""};
    std::atomic<int> attempts = 0;
    for (int verb = 0; verb < 10; ++verb) {
        for (int read = 0; read < 400; ++read)
            store.read([](db::Connection& c) { return *c.one<std::int64_t>(sum); });
        std::latch ended(1);
        auto const job = [&](db::Connection& c) {
            attempts = std::max(attempts.load(), c.attempt());
            c.one<std::int64_t>(sum);
            c.run(change);
            return Verdict::commit;
        };
        store.write(job, [&](db::Written const&) { ended.count_down(); });
        ended.wait();
    }
    return attempts;
}

} // namespace

TEST_CASE("two verbs that each rest on what the other changes run one after the other [postgres]")
{
    Shares shares;
    // Each adds 60 only if the sum stays within 100: under weaker isolation both would.
    std::latch both_read(2);
    std::atomic<int> most_attempts = 0;
    std::atomic<int> added = 0;
    auto const verb = [&](std::int64_t id) {
        return [&, id](db::Connection& c) {
            auto const before = *c.one<std::int64_t>(sum);
            if (c.attempt() == 1)
                both_read.arrive_and_wait();
            most_attempts = std::max(most_attempts.load(), c.attempt());
            if (before + 60 > 100)
                return Verdict::rollback;
            c.run(add, {{"id", id}, {"amount", 60}});
            return Verdict::commit;
        };
    };
    std::vector<std::thread> threads;
    for (std::int64_t id : {1, 2})
        threads.emplace_back([&, id] { added += shares.store->write_now(verb(id)) == Verdict::commit; });
    for (auto& thread : threads)
        thread.join();
    CHECK(added == 1);
    CHECK(most_attempts >= 2);
    CHECK(shares.total() == 60);
}

TEST_CASE("a writer on a snapshot collides only with who writes the same row [postgres]")
{
    Shares shares;
    shares.store->write_now([](db::Connection& c) { c.run(add, {{"id", 1}, {"amount", 1}}); });
    Statement const change{"t.change", "UPDATE shares SET amount = amount + 1 WHERE id = :id", ""};
    auto const other_node = db::Store::open(shares.options);
    // Serial, it would be the pivot: it read what the other wrote, and the other what it writes.
    auto const tried = [&](std::int64_t id) {
        int attempts = 0;
        shares.store->write_now(
            [&](db::Connection& c) {
                attempts = c.attempt();
                c.one<std::int64_t>(sum);
                if (attempts == 1)
                    other_node->write_now([&](db::Connection& other) {
                        other.one<std::int64_t>(sum);
                        other.run(add, {{"id", id + 10}, {"amount", 1}});
                        other.run(change, {{"id", id}});
                    });
                c.run(change, {{"id", 1}});
            },
            db::Isolation::snapshot);
        return attempts;
    };
    CHECK(tried(2) == 1);
    CHECK(tried(1) == 2);
    CHECK(shares.total() == 6); // 1, two added, three changes of the row that is there
}

TEST_CASE("however much is read beside a long verb, other verbs do not collide [postgres]")
{
    Shares shares;
    shares.store->write_now([](db::Connection& c) { c.run(add, {{"id", 1}, {"amount", 1}}); });
    auto const other_node = db::Store::open(shares.options);
    std::latch begun(1);
    std::latch over(1);
    std::jthread const long_verb([&] {
        other_node->write_now([&](db::Connection& c) {
            c.run(add, {{"id", 2}, {"amount", 1}});
            begun.count_down();
            over.wait();
        });
    });
    begun.wait();
    auto const attempts = most_attempts_beside_reads(*shares.store);
    over.count_down();
    CHECK(attempts == 1);
}

TEST_CASE("a collision that the verb turns into something else is still run again [postgres]")
{
    Shares shares;
    shares.store->write_now([](db::Connection& c) { c.run(add, {{"id", 1}, {"amount", 0}}); });
    Statement const change{"t.change", "UPDATE shares SET amount = amount + 1 WHERE id = 1", ""};
    int attempts = 0;
    shares.store->write_now([&](db::Connection& c) {
        attempts = c.attempt();
        c.one<std::int64_t>(sum);
        if (attempts == 1)
            shares.store->write_now([&](db::Connection& other) { other.run(change); });
        try {
            c.run(change);
        } catch (Failure const&) {
            throw std::runtime_error("something else");
        }
    });
    CHECK(attempts == 2);
    CHECK(shares.total() == 2);
}

TEST_CASE("a long verb gets through beside short ones that never stop [postgres]")
{
    Shares shares;
    shares.store->write_now([](db::Connection& c) { c.run(add, {{"id", 1}, {"amount", 0}}); });
    Statement const change{"t.change", "UPDATE shares SET amount = amount + 1 WHERE id = 1", ""};
    Statement const rest{"t.rest", "SELECT CAST(length(CAST(pg_sleep(0.05) AS TEXT)) AS BIGINT) AS n", ""};
    std::atomic<bool> over = false;
    std::jthread const others([&] {
        while (!over)
            shares.store->write_now([&](db::Connection& c) { c.run(change); });
    });
    int attempts = 0;
    shares.store->write_now([&](db::Connection& c) {
        attempts = c.attempt();
        c.one<std::int64_t>(sum);
        c.one<std::int64_t>(rest);
        c.run(change);
    });
    over = true;
    CHECK(attempts <= 5); // four beside the others, then alone
}

TEST_CASE("a verb that always collides is given up after ten tries and says so [postgres]")
{
    Shares shares;
    shares.store->write_now([](db::Connection& c) { c.run(add, {{"id", 1}, {"amount", 0}}); });
    Statement const change{"t.change", "UPDATE shares SET amount = amount + 1 WHERE id = 1", ""};
    auto const other_node = db::Store::open(shares.options); // of its own program it is let alone
    int attempts = 0;
    std::latch done(1);
    db::Written end;
    shares.store->write(
        [&](db::Connection& c) {
            ++attempts;
            c.one<std::int64_t>(sum);
            other_node->write_now([&](db::Connection& other) { other.run(change); });
            c.run(change);
            return Verdict::commit;
        },
        [&](db::Written written) {
            end = std::move(written);
            done.count_down();
        });
    done.wait();
    CHECK(kind_of(end.error) == Failure::Kind::conflict);
    CHECK(attempts == 10);
    CHECK(end.attempts == 10);
    CHECK(shares.total() == 10); // the others', none of its own
}

TEST_CASE("a lost connection is made again, for verbs, reads and rows in flight [postgres]")
{
    Shares shares;
    int attempts = 0;
    shares.store->write_now([&](db::Connection& c) {
        attempts = c.attempt();
        c.run(add, {{"id", 1}, {"amount", 5}});
        if (attempts == 1)
            c.one<bool>(end_self);
    });
    CHECK(attempts == 2);
    CHECK(shares.total() == 5);
    shares.store->read([](db::Connection& c) { CHECK(*c.one<std::int64_t>(end_others) >= 1); });
    shares.store->write_now([](db::Connection& c) { c.run(add, {{"id", 2}, {"amount", 6}}); });
    CHECK(shares.total() == 11);
    int reads = 0;
    shares.store->read([&](db::Connection& c) {
        ++reads;
        if (c.attempt() == 1)
            c.one<bool>(end_self);
        CHECK(c.one<std::int64_t>(sum) == 11);
    });
    CHECK(reads == 2);
    std::vector<db::Params> rows;
    for (int id = 10; id < 1000; ++id)
        rows.push_back({{"id", id}, {"amount", 1}});
    shares.store->write_now([&](db::Connection& c) {
        if (c.attempt() == 1) {
            auto other = db::Store::open(shares.options);
            other->read([](db::Connection& killer) { killer.one<std::int64_t>(end_others); });
        }
        auto const changed = c.run_all(add, rows);
        CHECK(changed == 990);
    });
    CHECK(shares.total() == 11 + 990);
}

TEST_CASE("a connection lost during the commit is told as in doubt, and the verb is not run twice [postgres]")
{
    Shares shares;
    std::latch done(1);
    db::Written end;
    shares.store->write(
        [&](db::Connection& c) {
            c.run(add, {{"id", 1}, {"amount", 5}});
            auto other = db::Store::open(shares.options);
            other->read([](db::Connection& killer) { killer.one<std::int64_t>(end_others); });
            return Verdict::commit;
        },
        [&](db::Written written) {
            end = std::move(written);
            done.count_down();
        });
    done.wait();
    CHECK(kind_of(end.error) == Failure::Kind::in_doubt);
    CHECK(end.attempts == 1);
    CHECK(shares.total() == 0);
}

TEST_CASE("a table changed by a migration does not break statements prepared before [postgres]")
{
    Shares shares;
    shares.options.readers = 1;
    shares.open();
    Statement const star{"t.star", "SELECT * FROM shares WHERE id = :id", ""};
    auto const columns = [&] {
        return shares.store->read([&](db::Connection& c) { return c.rows(star, {{"id", 1}})->columns(); });
    };
    CHECK(columns() == 2);
    shares.store->write_now(
        [](db::Connection& c) { c.script("ALTER TABLE shares ADD COLUMN note VARCHAR"); });
    CHECK(columns() == 3);
}

TEST_CASE("without a server named, the reason is said [postgres]")
{
    auto const host = std::string(std::getenv("PGHOST") ? std::getenv("PGHOST") : "");
    auto const port = std::string(std::getenv("PGPORT") ? std::getenv("PGPORT") : "");
    unsetenv("PGHOST");
    unsetenv("PGPORT");
    try {
        db::Scratch const scratch(db::Engine::postgres);
        FAIL("nothing was said");
    } catch (Failure const& failure) {
        CHECK(std::string(failure.what()).find("pg_virtualenv") != std::string::npos);
    }
    if (!host.empty())
        setenv("PGHOST", host.c_str(), 1);
    if (!port.empty())
        setenv("PGPORT", port.c_str(), 1);
}
