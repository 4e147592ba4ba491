// SPDX-License-Identifier: AGPL-3.0-or-later
#include "platform/routes/limits.hpp"

#include <array>
#include <doctest/doctest.h>

using namespace kheo;
using namespace kheo::routes;

namespace
{

std::array const rows{
    Row{Kind::read, http::Method::get, "/a", "/api/a", anyone, {}, {}},
    Row{Kind::read, http::Method::get, "/tim", "/api/tim", anyone, {.per_minute = 4}, {}},
    Row{Kind::act, http::Method::post, "/a", "/api/a", anyone, {}, {}},
    Row{Kind::read, http::Method::get, "/tile/{tile*}", {}, anyone, {.per_minute = -1}, {}},
    Row{Kind::act, http::Method::post, "/gop-y", "/api/gop-y", anyone, {.per_minute = 6}, {}},
};

http::Head from(char const* address, std::int64_t second = 0)
{
    auto head = http::Head();
    head.address = address;
    head.received = {second * 1'000};
    return head;
}

acts::Actor person(std::int64_t account)
{
    return {.kind = acts::ActorKind::person, .account = account};
}

// How many of a hundred tries are let through.
int let_through(Limits& limits, http::Head const& head, Row const& row, acts::Actor const& actor,
                bool api = false)
{
    auto count = 0;
    for (int at = 0; at < 100; ++at)
        count += limits.take(head, Match{&row, api, {}}, actor) ? 0 : 1;
    return count;
}

Limits few()
{
    return Limits({.reads = budget_of(60), .writes = budget_of(20)});
}

} // namespace

TEST_CASE("reads and writes are counted apart, each for its account")
{
    auto limits = few();
    CHECK(let_through(limits, from("192.0.2.1"), rows[0], person(1)) == 30);
    CHECK(let_through(limits, from("192.0.2.1"), rows[2], person(1)) == 10);
    CHECK(let_through(limits, from("192.0.2.1"), rows[0], person(2)) == 30);
    CHECK(let_through(limits, from("192.0.2.7"), rows[0], person(1)) == 0);
}

TEST_CASE("a row with a limit of its own has it for its page and its API path together")
{
    auto limits = few();
    CHECK(let_through(limits, from("192.0.2.1"), rows[1], {}) == 2);
    CHECK(let_through(limits, from("192.0.2.1"), rows[1], {}, true) == 0);
    CHECK(let_through(limits, from("192.0.2.1", 3600), rows[1], {}) == 2);
}

TEST_CASE("who waits as long as was said is let through")
{
    auto limits = few();
    auto const match = Match{&rows[2], false, {}};
    CHECK(let_through(limits, from("192.0.2.1"), rows[2], person(1)) == 10);
    auto const wait = limits.take(from("192.0.2.1"), match, person(1));
    REQUIRE(wait);
    CHECK(*wait == 3);
    CHECK(!limits.take(from("192.0.2.1", *wait), match, person(1)));
}

TEST_CASE("one device behind an address leaves its neighbours theirs")
{
    auto limits = few();
    auto one = from("192.0.2.1");
    one.headers.add("User-Agent", "Firefox");
    auto other = from("192.0.2.1");
    other.headers.add("User-Agent", "Chrome");
    CHECK(let_through(limits, one, rows[0], {}) == 30);
    CHECK(let_through(limits, other, rows[0], {}) == 30);
}

TEST_CASE("phones that look alike behind one address do not silence each other; the address has its limit")
{
    auto limits = Limits({.reads = budget_of(60), .writes = budget_of(10'000)});
    auto phone = [](std::string_view agent) {
        auto head = from("192.0.2.1");
        head.headers.add("User-Agent", agent);
        return head;
    };
    CHECK(let_through(limits, phone("Android"), rows[4], {}) == 15);
    CHECK(let_through(limits, phone("Android"), rows[4], person(1)) == 3); // who is signed in, by account
    CHECK(let_through(limits, phone("iPhone"), rows[4], {}) == 15);
    auto all = 30;
    for (auto const* const other : {"A", "B", "C", "D", "E"})
        all += let_through(limits, phone(other), rows[4], {});
    CHECK(all == 60); // as for twenty who look different
}

TEST_CASE("a row without a limit is answered when all else is used up")
{
    auto limits = few();
    CHECK(let_through(limits, from("192.0.2.1"), rows[0], {}) == 30);
    CHECK(let_through(limits, from("192.0.2.1"), rows[3], {}) == 100);
    CHECK(let_through(limits, from("192.0.2.1"), rows[0], {}) == 0);
}

TEST_CASE("the operator's socket is not limited")
{
    auto limits = few();
    auto head = from("");
    head.over_unix_socket = true;
    CHECK(let_through(limits, head, rows[2], {.kind = acts::ActorKind::system}) == 100);
}
