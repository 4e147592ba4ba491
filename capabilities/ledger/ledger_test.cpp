// SPDX-License-Identifier: AGPL-3.0-or-later
#include "capabilities/ledger/check.hpp"
#include "capabilities/ledger/entry.hpp"
#include "capabilities/ledger/ledger.hpp"
#include "capabilities/ledger/restore.hpp"
#include "capabilities/ledger/sequencer.hpp"
#include "platform/testing/office.hpp"

#include <atomic>
#include <doctest/doctest.h>
#include <filesystem>
#include <latch>
#include <thread>

namespace kheo
{

// A record of no capability, open or internal.
struct Slip {
    Id<struct SlipTag> id;
    std::int64_t version = 1;
    acts::Visibility seen = acts::Visibility::open;
};
BOOST_DESCRIBE_STRUCT(Slip, (), (id, version))

std::string_view object_kind(Slip const&)
{
    return "slip";
}
acts::Place place(Slip const&)
{
    return {7, 8};
}
acts::Visibility visibility(Slip const& slip)
{
    return slip.seen;
}
std::string topics(Slip const&)
{
    return "slips";
}

namespace
{

constexpr std::int64_t hour = 3'600'000;

Outcome<acts::Recorded<Slip>> write(acts::Work& work, Slip const& slip)
{
    return acts::append(work, "slips.written", slip);
}

struct Log : testing::Office {
    explicit Log(db::Engine engine) : Office(engine) {}
    ledger::LogKey key{"test.example/log", {1, 2, 3}};

    ledger::Sequencer sequencer() { return {*scratch.store, clock, key, 1, scratch.folder}; }
    std::int64_t put(std::int64_t id, acts::Visibility seen = acts::Visibility::open)
    {
        auto const done = act(write, Slip{{id}, 1, seen});
        REQUIRE(done);
        return done->act();
    }
    Outcome<merkle::OpenCheckpoint> checked(std::int64_t act)
    {
        auto const receipt = read([&](acts::Reading& r) { return ledger::receipt(r.db, act); });
        if (!receipt)
            return std::unexpected(receipt.error());
        return merkle::verified(*receipt, ledger::served().key);
    }
};

} // namespace

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
    auto second = ledger::Sequencer(*log.scratch.store, log.clock, log.key, 2, log.scratch.folder);
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
    auto const report = log.read([](acts::Reading& r) { return ledger::check(r.db, {}); });
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

TEST_ON_BOTH("a backup older than the published log opens a new one whose first leaf states the break")
{
    auto log = Log(engine);
    auto sequencer = log.sequencer();
    log.put(1);
    sequencer.integrate();
    auto const early = ledger::served().note;
    CHECK(ledger::continue_log(*log.scratch.store, log.clock, log.key, early, {}) ==
          ledger::Continuation::same_log);
    auto ahead = Log(engine);
    auto other = ahead.sequencer();
    ahead.put(7);
    ahead.put(8);
    other.integrate();
    auto const later = ledger::served().note;
    CHECK(ledger::continue_log(*log.scratch.store, log.clock, log.key, later, {}) ==
          ledger::Continuation::new_log);
    std::filesystem::remove(log.scratch.folder / "checkpoint.last");
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
}

TEST_ON_BOTH("what a damaged database still knows of the old log is kept with it")
{
    auto log = Log(engine);
    auto sequencer = log.sequencer();
    log.put(1);
    sequencer.integrate();
    auto whole = Log(engine); // the same acts in a database that went on
    auto other = whole.sequencer();
    whole.put(1);
    whole.put(2);
    other.integrate();
    auto const seen = ledger::leaves_from(*whole.scratch.store, 1);
    REQUIRE(seen.size() == 1);
    CHECK(ledger::leaves_from(*whole.scratch.store, 2).empty());
}

TEST_ON_BOTH("check finds an act or a leaf that was changed behind the program's back")
{
    auto log = Log(engine);
    auto sequencer = log.sequencer();
    log.put(1);
    log.put(2);
    sequencer.integrate();
    auto const found = [&] { return log.read([](acts::Reading& r) { return ledger::check(r.db, {}); }); };
    auto const clean = found();
    CHECK(clean.good);
    CHECK(clean.acts == 2);
    CHECK(clean.leaves == 2);
    auto const spoil = [&](std::string_view sql) {
        log.scratch.store->write_now([&](db::Connection& db) { db.script(sql); });
    };
    spoil("UPDATE acts SET content = replace(content, '\"1\"', '\"9\"') WHERE object = 1");
    CHECK(found().findings.at(0) == "slip 1: nội dung của phiên bản 1 đã bị sửa");
    spoil("UPDATE acts SET kind = 'slips.burnt' WHERE object = 2");
    CHECK(found().findings.at(1) ==
          "Sổ, dòng 1: không còn khớp với việc " + std::to_string(log.read([](acts::Reading& r) {
              return acts::history(r.db, "slip", 2).at(0).id;
          })));
    spoil("DELETE FROM ledger_leaves WHERE leaf = 1");
    CHECK(found().findings.back() == "Sổ: các dòng không còn khớp với điểm chốt đã ký");
}

TEST_ON_BOTH("check looks at one moment, however the log grows meanwhile")
{
    auto log = Log(engine);
    auto sequencer = log.sequencer();
    log.put(1);
    sequencer.integrate();
    log.put(2);
    auto const report = log.read([&](acts::Reading& r) {
        REQUIRE(acts::history(r.db, "slip", 1).size() == 1); // from here on this snapshot is read
        sequencer.integrate();
        return ledger::check(r.db, {});
    });
    CHECK(report.good);
    CHECK(report.leaves == 1);
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
