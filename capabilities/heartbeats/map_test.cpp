// SPDX-License-Identifier: AGPL-3.0-or-later
#include "capabilities/heartbeats/map.hpp"
#include "platform/text/text.hpp"

#include <algorithm>

#include <doctest/doctest.h>

using namespace kheo;
using namespace kheo::heartbeats;

TEST_CASE("a tile's colour follows the rate, never the number")
{
    CHECK(step_of(0, 0) == 0);
    CHECK(step_of(0, 10) == 1);
    CHECK(step_of(1, 2) == step_of(1'000, 2'000));
    CHECK(step_of(2, 10) == 2);
    CHECK(step_of(10, 10) == 5);
    CHECK(step_of(9, 10) == 5);
    CHECK(step_of(7, 10) == 4);
}

TEST_CASE("leaders are told of many silent models, not of a few, nor of a small share")
{
    CHECK_FALSE(many_silent({.alive = 1, .unconfirmed = 2}));
    CHECK(many_silent({.alive = 1, .unconfirmed = 3}));
    CHECK(many_silent({.alive = 12, .unconfirmed = 3}));
    CHECK_FALSE(many_silent({.alive = 13, .unconfirmed = 3}));
    CHECK_FALSE(many_silent({.alive = 0, .unconfirmed = 0, .ended = 40}));
}

TEST_CASE("a reminder names as many places as five hundred characters hold")
{
    auto view = KeptView{.period = "6 tháng cuối năm 2026"};
    CHECK(reminder(view, "31/12/2026", "https://dvk.vn").empty());
    view.places = {{.name = "Xã Suối Mây", .due = 3}, {.name = "Xã Đồi Cọ"}};
    auto const few = reminder(view, "31/12/2026", "https://dvk.vn");
    CHECK(few.find("còn 1 nơi chưa xong: Xã Suối Mây (3).") != std::string::npos);
    CHECK(few.find("Đồi Cọ") == std::string::npos);
    for (int at = 0; at < 200; ++at)
        view.places.push_back({.name = "Xã Bình Tường Khê Thượng", .due = 12});
    auto const many = reminder(view, "31/12/2026", "https://dvk.vn");
    CHECK(first_characters(many, 500) == many);
    CHECK(many.find("nơi khác.") != std::string::npos);
    CHECK(many.find("https://dvk.vn/can-bo/duy-tri") != std::string::npos);
}

TEST_CASE("the map shows every province once, Hoàng Sa and Trường Sa, and what has no square below")
{
    auto const map =
        map_of({{.id = "5", .code = "01", .name = "Thành phố Hà Nội", .alive = 3, .unconfirmed = 1},
                {.id = "6", .code = "90", .name = "Tỉnh Minh Họa", .alive = 1}});
    auto const named = [&](std::string_view name) { return std::ranges::find(map.tiles, name, &Tile::name); };
    CHECK(map.tiles.size() == 34 + 2 + 1);
    for (auto const* const island : {"Hoàng Sa", "Trường Sa"}) {
        REQUIRE(named(island) != map.tiles.end());
        CHECK(named(island)->address.empty());
    }
    CHECK(named("Hà Nội")->rate == "75,0 %");
    CHECK(named("Minh Họa")->y > named("Cà Mau")->y);
    for (auto const& tile : map.tiles) {
        CHECK(tile.x < map.width);
        CHECK(tile.y < map.height);
        for (auto const& other : map.tiles)
            CHECK((&tile == &other || tile.x != other.x || tile.y != other.y));
    }
}
