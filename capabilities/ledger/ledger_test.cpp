// SPDX-License-Identifier: AGPL-3.0-or-later
#include "capabilities/ledger/entry.hpp"
#include "capabilities/ledger/ledger.hpp"
#include "capabilities/ledger/sequencer.hpp"
#include "platform/testing/office.hpp"

#include <doctest/doctest.h>
#include <filesystem>

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
