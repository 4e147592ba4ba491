// SPDX-License-Identifier: AGPL-3.0-or-later
// A ledger on a throw-away database, and a record of no capability to fill it.
#pragma once

#include "capabilities/ledger/ledger.hpp"
#include "capabilities/ledger/sequencer.hpp"
#include "platform/testing/office.hpp"

#include <doctest/doctest.h>

#include <string>
#include <string_view>

namespace kheo
{

// Open or internal.
struct Slip {
    Id<struct SlipTag> id;
    std::int64_t version = 1;
    std::string words = {};
    acts::Visibility seen = acts::Visibility::open;
};
BOOST_DESCRIBE_STRUCT(Slip, (), (id, version, words))

inline std::string_view object_kind(Slip const&)
{
    return "slip";
}
inline acts::Place place(Slip const&)
{
    return {7, 8};
}
inline acts::Visibility visibility(Slip const& slip)
{
    return slip.seen;
}
inline std::string topics(Slip const&)
{
    return "slips";
}

inline constexpr std::int64_t hour = 3'600'000;

inline Outcome<acts::Recorded<Slip>> write(acts::Work& work, Slip const& slip)
{
    return acts::append(work, "slips.written", slip);
}

struct Log : testing::Office {
    explicit Log(db::Engine engine) : Office(engine) {}
    ledger::LogKey key{"test.example/log", {1, 2, 3}};

    ledger::Sequencer sequencer() { return {*scratch.store, clock, key, 1, scratch.folder}; }
    std::int64_t put(Slip const& slip)
    {
        auto const done = act(write, slip);
        REQUIRE(done);
        return done->act();
    }
    std::int64_t put(std::int64_t id, acts::Visibility seen = acts::Visibility::open)
    {
        return put(Slip{.id = {id}, .seen = seen});
    }
    Outcome<merkle::OpenCheckpoint> checked(std::int64_t act)
    {
        auto const receipt = read([&](acts::Reading& r) { return ledger::receipt(r.db, act); });
        if (!receipt)
            return std::unexpected(receipt.error());
        return merkle::verified(*receipt, ledger::served().key);
    }
    // Behind the program's back.
    void script(std::string_view sql)
    {
        scratch.store->write_now([&](db::Connection& db) { db.script(sql); });
    }
};

} // namespace kheo
