// SPDX-License-Identifier: AGPL-3.0-or-later
#include "platform/db/scratch.hpp"
#include "platform/jobs/jobs.hpp"

#include <atomic>
#include <doctest/doctest.h>
#include <stdexcept>

using namespace kheo;

namespace
{

struct Shop {
    struct Still final : Clock {
        Instant now() override { return at; }
        Instant at{1'795'237'200'000};
    };
    explicit Shop(db::Engine engine) : scratch(engine, migrations::all()) {}

    db::Scratch scratch;
    Still clock;
    std::vector<std::int64_t> done;
    int failures = 0; // of the next runs

    jobs::Runner runner(std::int64_t holder = 1)
    {
        return jobs::Runner(*scratch.store, clock, holder, {{"count", [this](std::int64_t object) {
                                                                 if (failures-- > 0)
                                                                     throw std::runtime_error("no luck");
                                                                 done.push_back(object);
                                                             }}});
    }
    void put(std::int64_t id, std::int64_t object, std::int64_t in_ms = 0)
    {
        scratch.store->write_now(
            [&](db::Connection& db) { jobs::put(db, id, "count", object, {clock.at.ms + in_ms}); });
    }
    std::int64_t waiting(std::int64_t object)
    {
        return scratch.store->read([&](db::Connection& db) { return jobs::waiting(db, "count", object); });
    }
};

} // namespace

TEST_ON_BOTH("jobs run once, oldest first, and are gone")
{
    auto shop = Shop(engine);
    auto runner = shop.runner();
    shop.put(2, 20);
    shop.put(1, 10);
    CHECK(shop.waiting(10) == 1);
    CHECK(runner.run_due() == 2);
    CHECK(shop.done == std::vector<std::int64_t>{10, 20});
    CHECK(shop.waiting(10) == 0);
    CHECK(runner.run_due() == 0);
}

TEST_ON_BOTH("a job waits until it is due")
{
    auto shop = Shop(engine);
    auto runner = shop.runner();
    shop.put(1, 10, 5'000);
    CHECK(runner.run_due() == 0);
    shop.clock.at.ms += 5'000;
    CHECK(runner.run_due() == 1);
}

TEST_ON_BOTH("a failed job is tried again later, five times, then stays for a person")
{
    auto shop = Shop(engine);
    auto runner = shop.runner();
    shop.put(1, 10);
    shop.failures = 1;
    CHECK(runner.run_due() == 1);
    CHECK(shop.done.empty());
    CHECK(runner.run_due() == 0); // not yet
    shop.clock.at.ms += 2'000;
    CHECK(runner.run_due() == 1);
    CHECK(shop.done.size() == 1);

    shop.put(2, 20);
    shop.failures = 100;
    for (int round = 0; round < 10; ++round) {
        runner.run_due();
        shop.clock.at.ms += 3'600'000;
    }
    CHECK(shop.failures == 100 - jobs::most_attempts);
    CHECK(shop.waiting(20) == 0);
}

TEST_ON_BOTH("a job whose runner died is taken over when its lease ends")
{
    auto shop = Shop(engine);
    shop.put(1, 10);
    // A runner that never comes back: the lease alone is taken.
    std::atomic<bool> seen = false;
    auto other =
        jobs::Runner(*shop.scratch.store, shop.clock, 2, {{"count", [&](std::int64_t) {
                                                               seen = true;
                                                               auto third = shop.runner(3);
                                                               CHECK(third.run_due() == 0); // held
                                                               shop.clock.at.ms += 10 * 60'000;
                                                               CHECK(third.run_due() == 1); // overdue
                                                           }}});
    CHECK(other.run_due() == 1);
    CHECK(seen);
    CHECK(shop.done == std::vector<std::int64_t>{10});
}

TEST_ON_BOTH("threads take new jobs when they are woken, and end when told")
{
    auto shop = Shop(engine);
    std::atomic<int> done = 0;
    auto runner =
        jobs::Runner(*shop.scratch.store, shop.clock, 1, {{"count", [&](std::int64_t) { ++done; }}});
    runner.start(2);
    for (std::int64_t id = 1; id <= 20; ++id)
        shop.put(id, id);
    runner.wake();
    for (int round = 0; round < 500 && done < 20; ++round)
        std::this_thread::sleep_for(std::chrono::milliseconds(10));
    runner.stop();
    CHECK(done == 20);
}
