// SPDX-License-Identifier: AGPL-3.0-or-later
#include "capabilities/voices/voices.hpp"

#include <doctest/doctest.h>

using namespace kheo;

TEST_CASE("a title of a voice is its first words, also where it was erased")
{
    CHECK(voices::short_of("Đường còn thiếu đèn") == "Đường còn thiếu đèn");
    CHECK(voices::short_of("") == "(đã xóa nội dung)");
    CHECK(voices::short_of(std::string(200, 'a')).size() < 70);
}

TEST_CASE("the page of what waits counts all of it, and says where there is none")
{
    auto const empty = voices::show({.title = "Ý kiến chờ trả lời", .none = "Không có ý kiến nào."});
    CHECK(empty.title == "Ý kiến chờ trả lời");
    CHECK(empty.body.view().contains("Không có ý kiến nào."));
    CHECK_FALSE(empty.body.view().contains("kheo-count"));
    auto const some = voices::show({.title = "Ý kiến",
                                    .crumbs = {{"Việc của tôi", "/can-bo"}},
                                    .none = "Không có ý kiến nào.",
                                    .total = 150,
                                    .items = {{.title = "<b>", .address = "/can-bo/y-kien/1"}}});
    CHECK(some.crumbs.size() == 2);
    CHECK(some.body.view().contains(">150<"));
    CHECK(some.body.view().contains("&lt;b&gt;"));
    CHECK_FALSE(some.body.view().contains("Không có ý kiến nào."));
}

namespace
{

// A visitor's request from an address, by a browser that calls itself so.
struct Sender {
    explicit Sender(std::string address, std::string browser = "Firefox")
    {
        head.address = std::move(address);
        head.headers.add("User-Agent", std::move(browser));
    }
    int turn(std::int64_t place, std::int64_t waiting, std::int64_t minute = 0)
    {
        head.received = {minute * 60'000};
        return voices::turn(head, actor, place, waiting, 50);
    }

    http::Head head;
    acts::Actor actor;
};

} // namespace

TEST_CASE("in a crowd each device adds one an hour, an address twenty; elsewhere nobody waits")
{
    constexpr std::int64_t place = 1, other = 2;
    auto flood = Sender("192.0.2.1");
    for (int sent = 0; sent < 100; ++sent)
        CHECK(flood.turn(place, 49) == 0); // no crowd yet
    CHECK(flood.turn(place, 50) == 0);
    CHECK(flood.turn(place, 51) == 3'600);
    auto const wait = flood.turn(place, 51, 59);
    CHECK(wait >= 60);
    CHECK(wait <= 61);
    CHECK(flood.turn(other, 50, 59) == 0);
    CHECK(Sender("192.0.2.7").turn(place, 51) == 0);
    CHECK(flood.turn(place, 51, 61) == 0); // its hour is over
    auto taken = 0;
    for (int sent = 0; sent < 10'000; ++sent) {
        flood.head.headers = {};
        flood.head.headers.add("User-Agent", "Firefox " + std::to_string(sent));
        taken += flood.turn(3, 5'000) == 0 ? 1 : 0;
    }
    CHECK(taken == 20);
    auto signed_in = Sender("192.0.2.1");
    signed_in.actor = {.kind = acts::ActorKind::person, .account = 7};
    CHECK(signed_in.turn(3, 5'000) == 0); // by their account, not by the address
    CHECK(signed_in.turn(3, 5'000) > 0);
    CHECK(voices::not_yet(3'541).error().sentence.contains("60 phút"));
    CHECK(voices::not_yet(3'541).error().status == 429);
}

TEST_CASE("an office reads the oldest about each thing first, so that a flood about one hides no other")
{
    std::vector<voices::Spot> spots;
    for (std::int64_t at = 1; at <= 10'000; ++at)
        spots.push_back({.id = at, .about = 1});
    spots.push_back({.id = 10'001, .about = 2});
    spots.push_back({.id = 10'002, .about = 3});
    spots.push_back({.id = 10'003, .about = 2});
    using Ids = std::vector<std::int64_t>;
    CHECK(voices::first_of_each(spots, 6) == Ids{1, 10'001, 10'002, 2, 10'003, 3});
    CHECK(voices::first_of_each({spots[0], spots[1]}, 6) == Ids{1, 2});
    CHECK(voices::first_of_each({}, 6).empty());
}
