// SPDX-License-Identifier: AGPL-3.0-or-later
#include "capabilities/ledger/ledger_test.hpp"
#include "capabilities/ledger/check.hpp"
#include "capabilities/ledger/entry.hpp"
#include "capabilities/ledger/stored.hpp"
#include "platform/acts/halt.hpp"

#include <atomic>
#include <filesystem>
#include <fstream>
#include <latch>
#include <sstream>
#include <thread>

namespace kheo
{

TEST_ON_BOTH("an open act gets its leaf and a receipt that holds offline")
{
    auto log = Log(engine);
    auto sequencer = log.sequencer();
    CHECK(sequencer.integrate() == 0);
    auto const act = log.put(1);
    CHECK(log.checked(act).error().id == "ledger_not_yet");
    CHECK(sequencer.integrate() == 1);
    auto const opened = log.checked(act);
    REQUIRE(opened);
    CHECK(opened->checkpoint.size == 1);
    CHECK(opened->checkpoint.origin == "test.example/log");
}

TEST_ON_BOTH("every receipt holds while the log grows over several tiles")
{
    auto log = Log(engine);
    auto sequencer = log.sequencer();
    std::vector<std::int64_t> acts;
    for (std::int64_t at = 1; at <= 600; ++at) {
        acts.push_back(log.put(at));
        if (at % 150 == 0)
            sequencer.integrate();
    }
    CHECK(ledger::served().checkpoint.size == 600);
    for (std::size_t at = 0; at < acts.size(); at += 37)
        CHECK(log.checked(acts[at]));
}

TEST_ON_BOTH(
    "internal acts have no receipt and enter together as the leaf of their hour, as do hours without any")
{
    auto log = Log(engine);
    auto sequencer = log.sequencer();
    sequencer.integrate();
    auto const act = log.put(1, acts::Visibility::internal);
    log.put(2, acts::Visibility::internal);
    CHECK(sequencer.integrate() == 0);
    CHECK(log.checked(act).error().id == "not_found");
    log.clock.at.ms += 3 * hour;
    CHECK(sequencer.integrate() == 3);
    CHECK(sequencer.integrate() == 0);
}

TEST_ON_BOTH("a submission is remembered for a week, then swept as an hour closes")
{
    auto log = Log(engine);
    auto sequencer = log.sequencer();
    sequencer.integrate();
    auto const digest = Bytes(32, 7);
    log.act(
        [&](acts::Work& work, int) {
            acts::remember_answer(work, "once", digest, "{}");
            return 0;
        },
        0);
    auto const remembered = [&] {
        return log.act([&](acts::Work& work, int) { return acts::earlier_answer(work, "once", digest); }, 0)
            ->has_value();
    };
    log.clock.at.ms += 7 * 24 * hour;
    sequencer.integrate();
    CHECK(remembered());
    log.clock.at.ms += hour;
    sequencer.integrate();
    CHECK_FALSE(remembered());
}

TEST_ON_BOTH("only the holder of the lease writes, another takes over when it has run out")
{
    auto log = Log(engine);
    auto first = log.sequencer();
    first.integrate();
    auto second = ledger::Sequencer(*log.scratch.store, log.clock, log.key, 2, log.scratch.folder);
    log.put(1);
    CHECK(second.integrate() == 0);
    log.clock.at.ms += 60'000;
    CHECK(second.integrate() == 1);
    log.put(2);
    CHECK(first.integrate() == 0);
}

TEST_ON_BOTH("of two programs that take a free lease at once one writes, and the log stays whole")
{
    auto log = Log(engine);
    auto first = log.sequencer();
    auto const folder = log.scratch.folder / "second"; // each program has its own
    std::filesystem::create_directory(folder);
    auto second = ledger::Sequencer(*log.scratch.store, log.clock, log.key, 2, folder);
    first.integrate();
    for (int round = 0; round < 20; ++round) {
        log.put(2 * round + 1);
        log.put(2 * round + 2);
        log.clock.at.ms += 60'000;
        std::atomic<std::size_t> written = 0;
        {
            std::latch both(2);
            auto const lead = [&](ledger::Sequencer& sequencer) {
                both.arrive_and_wait();
                written += sequencer.integrate();
            };
            std::jthread const one(lead, std::ref(first));
            std::jthread const other(lead, std::ref(second));
        }
        CHECK(written == 2);
    }
    auto const report = log.read([&](acts::Reading& r) { return ledger::check(r.db, log.key.seed, {}); });
    CHECK(report.good);
    CHECK(report.leaves == 40);
}

TEST_ON_BOTH("a database behind checkpoint.last is refused: no second history begins in silence")
{
    auto log = Log(engine);
    auto sequencer = log.sequencer();
    log.put(1);
    sequencer.integrate();
    CHECK_NOTHROW(log.sequencer());
    auto empty = Log(engine);
    auto const last = std::filesystem::path("checkpoint.last");
    std::filesystem::copy_file(log.scratch.folder / last, empty.scratch.folder / last);
    CHECK_THROWS_AS(empty.sequencer(), Contradiction);
    std::filesystem::remove(empty.scratch.folder / last);
    CHECK_NOTHROW(empty.sequencer());
}

TEST_ON_BOTH("a database of another history is refused, however long it is")
{
    auto log = Log(engine);
    auto sequencer = log.sequencer();
    log.put(1);
    sequencer.integrate();
    auto other = Log(engine);
    auto longer = other.sequencer();
    other.put(7);
    other.put(8);
    longer.integrate();
    auto const last = std::filesystem::path("checkpoint.last");
    std::filesystem::copy_file(log.scratch.folder / last, other.scratch.folder / last,
                               std::filesystem::copy_options::overwrite_existing);
    CHECK_THROWS_AS(other.sequencer(), Contradiction);
}

TEST_ON_BOTH("a key or a checkpoint that is there and cannot be read is not taken as absent")
{
    auto log = Log(engine);
    auto const key = log.scratch.folder / "ledger.key";
    auto const seed = ledger::load_or_make_seed(log.scratch.folder);
    CHECK(ledger::load_or_make_seed(log.scratch.folder) == seed);
    // A link to itself cannot be opened by anybody, the superuser included.
    std::filesystem::rename(key, log.scratch.folder / "kept");
    std::filesystem::create_symlink("ledger.key", key);
    CHECK_THROWS_AS(ledger::load_or_make_seed(log.scratch.folder), std::system_error);
    CHECK(std::filesystem::is_symlink(key));
    // One that leads nowhere: what holds the key is not mounted.
    std::filesystem::remove(key);
    std::filesystem::create_symlink("not-mounted", key);
    CHECK_THROWS_AS(ledger::load_or_make_seed(log.scratch.folder), std::system_error);
    CHECK(std::filesystem::is_symlink(key));
    std::filesystem::remove(key);
    std::filesystem::rename(log.scratch.folder / "kept", key);
    CHECK(ledger::load_or_make_seed(log.scratch.folder) == seed);
    std::filesystem::create_directory(log.scratch.folder / "checkpoint.last");
    CHECK_THROWS_AS(log.sequencer(), std::system_error);
}

TEST_ON_BOTH("a contradiction stops writing until the program starts anew, and receipts say so")
{
    auto log = Log(engine);
    {
        auto sequencer = log.sequencer();
        log.put(1);
        CHECK(sequencer.lead());
        log.script("DELETE FROM ledger_tiles");
        auto const act = log.put(2);
        CHECK_FALSE(sequencer.lead());
        CHECK(acts::halted());
        CHECK_THROWS_AS(log.put(3), db::Failure);
        CHECK(log.checked(act).error().id == "ledger_stopped");
    }
    acts::resume();
    log.put(3);
}

TEST_ON_BOTH("a program that does not lead remembers and serves what the leader signs")
{
    auto log = Log(engine);
    auto first = log.sequencer();
    first.integrate();
    auto const folder = log.scratch.folder / "second";
    std::filesystem::create_directory(folder);
    auto second = ledger::Sequencer(*log.scratch.store, log.clock, log.key, 2, folder);
    auto const before = ledger::served();
    auto const act = log.put(1);
    CHECK(first.integrate() == 1);
    auto const after = ledger::served();
    ledger::serve(before); // as the other program still does
    CHECK(log.checked(act).error().id == "ledger_not_yet");
    CHECK(second.integrate() == 0);
    CHECK(ledger::served().note == after.note);
    CHECK(log.checked(act));
    auto text = std::ostringstream();
    text << std::ifstream(folder / "checkpoint.last").rdbuf();
    CHECK(text.str() == after.note);
}

TEST_CASE("the bytes of a leaf are those that were published from the beginning")
{
    auto const act = acts::Act{.id = 1,
                               .object_kind = "model",
                               .object = 42,
                               .version = 3,
                               .kind = "models.published",
                               .at = Instant{1'795'237'200'000},
                               .account = 99,
                               .area = 7,
                               .body = 8,
                               .digest = Bytes(32, 1)};
    CHECK(ledger::act_entry(act) ==
          "kheo act 1\ntime 2026-11-21T05:00:00.000Z\nkind models.published\n"
          "object model 42 3\nbody 8\ndigest AQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQE=\n");
}

TEST_CASE("an hour's leaf tells neither how many acts it holds nor which")
{
    auto const secret = Bytes(32, 5);
    auto const none = ledger::hour_entry(1, {}, secret);
    auto const some = ledger::hour_entry(1, std::vector{Bytes(32, 1), Bytes(32, 2)}, secret);
    CHECK(none.size() == some.size());
    CHECK(none != some);
    CHECK(none != ledger::hour_entry(2, {}, secret));
    CHECK(some == ledger::hour_entry(1, std::vector{Bytes(32, 1), Bytes(32, 2)}, secret));
}

} // namespace kheo
