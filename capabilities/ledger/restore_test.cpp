// SPDX-License-Identifier: AGPL-3.0-or-later
#include "capabilities/ledger/check.hpp"
#include "capabilities/ledger/ledger_test.hpp"
#include "capabilities/ledger/restore.hpp"

#include <filesystem>

namespace kheo
{

namespace
{

// A database as a backup brings it back: the acts given, sequenced, and no
// checkpoint.last beside it.
struct Restored : Log {
    Restored(db::Engine engine, std::vector<std::int64_t> const& slips) : Log(engine)
    {
        auto writing = sequencer();
        for (auto const slip : slips)
            put(slip);
        writing.integrate();
        note = ledger::served().note;
        std::filesystem::remove(scratch.folder / "checkpoint.last");
    }

    ledger::Continuation go_on(ledger::Known const& known)
    {
        return ledger::continue_log(*scratch.store, clock, key, known);
    }
    std::vector<std::string> findings()
    {
        return read([&](acts::Reading& r) { return ledger::check(r.db, key.seed, {}).findings; });
    }

    std::string note; // the last it signed
};

using Findings = std::vector<std::string>;

} // namespace

TEST_ON_BOTH("a backup older than the published log opens a new one whose first leaf states the break")
{
    auto log = Restored(engine, {1});
    CHECK_FALSE(log.go_on({.notes = {log.note}}).new_log);
    auto const world = Restored(engine, {7, 8});
    auto const broken = log.go_on({.notes = {world.note, log.note}});
    CHECK(broken.new_log);
    CHECK(broken.origin == "test.example/log/2");
    auto again = log.sequencer();
    auto const act = log.put(2);
    CHECK(again.integrate() == 1);
    CHECK(ledger::served().checkpoint.origin == "test.example/log/2");
    CHECK(ledger::served().checkpoint.size == 2);
    CHECK(log.checked(act));
    auto const old = log.read([](acts::Reading& r) { return ledger::log_of(r.db, 1); });
    REQUIRE(old);
    CHECK(old->checkpoint.origin == "test.example/log");
    CHECK(log.read([](acts::Reading& r) { return ledger::log_of(r.db, 9); }).error().id == "not_found");
    CHECK(log.findings() == Findings{});
}

TEST_ON_BOTH("a backup from before a break, restored a second time, forks neither log")
{
    auto const world = Restored(engine, {7, 8});
    auto first = Restored(engine, {1});
    auto const second_log = first.go_on({.notes = {world.note}});
    CHECK(second_log.origin == "test.example/log/2");
    // The second log is still smaller than the backup's: its number counts, not its size.
    auto again = Restored(engine, {1, 2, 3});
    auto const third_log = again.go_on({.notes = {second_log.note, again.note}});
    CHECK(third_log.new_log);
    CHECK(third_log.origin == "test.example/log/3");
    CHECK_NOTHROW(again.sequencer());
    CHECK(again.findings() == Findings{});
    // And a database in which the third one stands goes on with it.
    CHECK_FALSE(again.go_on({.notes = {third_log.note, second_log.note}}).new_log);
}

TEST_ON_BOTH("where the newest checkpoint is not known a new log is opened, also without any note")
{
    auto log = Restored(engine, {1});
    auto const next = log.go_on({.newest = ledger::Newest::unknown});
    CHECK(next.new_log);
    CHECK(next.origin == "test.example/log/2");
    auto empty = Log(engine);
    CHECK(ledger::continue_log(*empty.scratch.store, empty.clock, empty.key,
                               {.newest = ledger::Newest::unknown})
              .new_log);
    auto other = Log(engine);
    CHECK_FALSE(ledger::continue_log(*other.scratch.store, other.clock, other.key, {}).new_log);
}

TEST_ON_BOTH("a number that a damaged database has seen is not given again")
{
    auto log = Restored(engine, {1});
    auto const next =
        log.go_on({.newest = ledger::Newest::unknown, .seen = {{.log = 4, .checkpoint = "", .leaves = {}}}});
    CHECK(next.origin == "test.example/log/5");
}

TEST_ON_BOTH("what a damaged database still knows of every old log is kept, as far as it was signed")
{
    // The database that went on: broken once, then grown.
    auto const world = Restored(engine, {7, 8});
    auto damaged = Restored(engine, {1, 2});
    auto const second_log = damaged.go_on({.notes = {world.note}});
    auto writing = damaged.sequencer();
    damaged.put(3);
    writing.integrate();
    auto const last = ledger::served().note;
    // A backup of its first days.
    auto log = Restored(engine, {1});
    log.script(
        "DELETE FROM ledger_leaves; DELETE FROM ledger_tiles; DELETE FROM ledger_head; DELETE FROM acts");
    auto const seen = ledger::logs_beyond(*damaged.scratch.store, *log.scratch.store);
    REQUIRE(seen.size() == 2);
    CHECK(seen[0].leaves.size() == 2);
    CHECK(seen[1].leaves.size() == 2);
    auto const third_log = log.go_on({.notes = {last}, .seen = seen});
    CHECK(third_log.origin == "test.example/log/3");
    CHECK_NOTHROW(log.sequencer());
    CHECK(log.findings() == Findings{});
    auto const first = log.read([](acts::Reading& r) { return ledger::log_of(r.db, 1); });
    REQUIRE(first);
    CHECK(first->note == damaged.note);
    auto const second = log.read([](acts::Reading& r) { return ledger::log_of(r.db, 2); });
    REQUIRE(second);
    CHECK(second->note == last);
    // One leaf that was not signed so, and nothing of that log is kept.
    auto other = Log(engine);
    auto forged = seen;
    forged[0].leaves[1].entry[0] ^= 1;
    ledger::continue_log(*other.scratch.store, other.clock, other.key, {.notes = {last}, .seen = forged});
    CHECK_FALSE(other.read([](acts::Reading& r) { return ledger::log_of(r.db, 1); }));
    CHECK(other.read([](acts::Reading& r) { return ledger::log_of(r.db, 2); }));
}

TEST_ON_BOTH("a checkpoint of another installation is known as foreign")
{
    auto log = Restored(engine, {1});
    auto const key = SigningKey(log.key.seed);
    auto const note = [&](std::string const& origin) {
        return merkle::signed_checkpoint({origin, 0, merkle::empty_root(), {}}, key);
    };
    auto const ours = [&](std::string const& text) { return is_ours(*log.scratch.store, log.key, text); };
    CHECK(ours(log.note));
    CHECK(ours(note("test.example/log/2")));
    for (auto const* const origin : {"other.example/log", "test.example/log/1", "test.example/log/x",
                                     "test.example/logs", "test.example/log/02"})
        CHECK_FALSE(ours(note(origin)));
    CHECK_FALSE(ours("no note"));
}

} // namespace kheo
