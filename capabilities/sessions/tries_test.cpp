// SPDX-License-Identifier: AGPL-3.0-or-later
#include "capabilities/sessions/tries.hpp"

#include <doctest/doctest.h>
#include <string>

using namespace kheo;
using namespace kheo::sessions;

namespace
{

http::Head from(std::string const& address, std::int64_t second = 0)
{
    auto head = http::Head();
    head.address = address;
    head.received = {1'795'237'200'000 + second * 1'000};
    head.headers.add("User-Agent", "Firefox");
    return head;
}

// How many of so many tries are let through.
template <class Try>
int let_through(int of, Try again)
{
    int count = 0;
    for (int at = 0; at < of; ++at)
        count += again(at) ? 0 : 1;
    return count;
}

} // namespace

TEST_CASE("one login from one address: five at once, then one a minute")
{
    auto tries = Tries();
    CHECK(let_through(9, [&](int) { return tries.of_sign_in(from("192.0.2.1"), "a"); }) == 5);
    auto const wait = tries.of_sign_in(from("192.0.2.1"), "a");
    REQUIRE(wait);
    CHECK(*wait == 60);
    CHECK(!tries.of_sign_in(from("192.0.2.1", 60), "a"));
}

TEST_CASE("a stranger elsewhere cannot lock somebody out at home")
{
    auto tries = Tries();
    auto const stranger = let_through(9, [&](int) { return tries.of_sign_in(from("203.0.113.1"), "a"); });
    CHECK(stranger == 5);
    CHECK(!tries.of_sign_in(from("192.0.2.1"), "a"));
}

TEST_CASE("a login tried from everywhere is slowed for everyone")
{
    auto tries = Tries();
    auto const through = let_through(
        100, [&](int at) { return tries.of_sign_in(from("198.51.100." + std::to_string(at)), "a"); });
    CHECK(through == 30);
}

TEST_CASE("forty officers of one office sign in at once, behind one address and on machines set up alike")
{
    auto tries = Tries();
    auto const through = let_through(
        40, [&](int at) { return tries.of_sign_in(from("192.0.2.1"), "can.bo" + std::to_string(at)); });
    CHECK(through == 40);
}

TEST_CASE("codes are few in one sign-in and not many more in all of them")
{
    auto tries = Tries();
    auto const now = Instant{1'795'237'200'000};
    CHECK(let_through(9, [&](int) { return tries.of_code(1, 7, now); }) == 5);
    CHECK(let_through(90, [&](int at) { return tries.of_code(100 + at, 8, now); }) == 20);
}

TEST_CASE("a wait is said as people say it")
{
    CHECK(waiting(40) == "40 giây");
    CHECK(waiting(90) == "90 giây");
    CHECK(waiting(91) == "2 phút");
    CHECK(waiting(600) == "10 phút");
}
