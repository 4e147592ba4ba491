// SPDX-License-Identifier: AGPL-3.0-or-later
#include "platform/ids/ids.hpp"
#include "platform/ids/time_of.hpp"

#include <doctest/doctest.h>
#include <set>

using namespace kheo;

namespace
{
struct Still final : Clock {
    Instant now() override { return at; }
    Instant at{1'735'689'600'000 + 1000};
};
} // namespace

TEST_CASE("ids grow, also when the clock stands still or goes back")
{
    auto clock = Still();
    auto source = IdSource(clock, 3);
    auto last = std::int64_t(0);
    for (int at = 0; at < 10'000; ++at) {
        if (at == 5'000)
            clock.at.ms -= 900;
        auto const id = source.next();
        CHECK(id > last);
        last = id;
    }
}

TEST_CASE("an id holds milliseconds since 2025, the node and a counter")
{
    auto clock = Still();
    auto source = IdSource(clock, 1023);
    auto const id = source.next();
    CHECK((id >> 22) == 1000);
    CHECK(time_of(id) == clock.at);
    CHECK(((id >> 12) & 1023) == 1023);
    CHECK((id & 4095) == 0);
    CHECK_THROWS(IdSource(clock, 1024));
}

TEST_CASE("ids in addresses are plain decimals")
{
    CHECK(parse_id("42") == 42);
    for (auto const* const text : {"", "0", "042", "-1", "1 ", "1a", "9223372036854775808", "+1"})
        CHECK(!parse_id(text));
}

TEST_CASE("hexadecimal goes there and back")
{
    CHECK(hex(Bytes{0, 255, 16}) == "00ff10");
    CHECK(from_hex("00ff10") == Bytes{0, 255, 16});
    for (auto const* const text : {"0", "0g", "+1", "0x"})
        CHECK(!from_hex(text));
}

TEST_CASE("random codes are easy to read aloud and do not repeat")
{
    std::set<std::string> seen;
    for (int at = 0; at < 1'000; ++at) {
        auto const code = random_code(10);
        CHECK(code.find_first_of("o1li") == std::string::npos);
        CHECK(seen.insert(code).second);
    }
}
