// SPDX-License-Identifier: AGPL-3.0-or-later
#include "capabilities/heartbeats/keeper.hpp"
#include "capabilities/heartbeats/map.hpp"
#include "platform/text/text.hpp"

#include <algorithm>

#include <doctest/doctest.h>

using namespace kheo;
using namespace kheo::heartbeats;

namespace
{

Date on(int year, int month, int day)
{
    return *date_of({year, month, day});
}

auto const today = on(2026, 11, 21);
auto const began = on(2025, 7, 1);

areas::Area area(std::int64_t id, std::optional<Date> to = {})
{
    return {.id = {id}, .area = {id}, .full_name = "Xã", .valid_from = began, .valid_to = to};
}

bodies::Body body(std::int64_t id, std::int64_t at, bodies::Line line, std::int64_t superior = 0,
                  bool contact = false, std::optional<Date> to = {})
{
    return {.id = {id},
            .body = {id},
            .code = std::to_string(id),
            .name = "Đơn vị " + std::to_string(id),
            .line = line,
            .area = {at},
            .superior = {superior},
            .contact = contact,
            .valid_from = began,
            .valid_to = to};
}

using bodies::Line;

// Commune 1 was merged into 2 on 1/1/2026. Party 10, front 11, village cell 12 in 1;
// party 20 (đầu mối 21), front 22 in 2; club 23 in 2 was abolished, village cell 24 too.
struct Land {
    areas::Atlas atlas{{area(1, on(2026, 1, 1)), area(2)},
                       {{.id = {1}, .day = on(2026, 1, 1), .from_area = {1}, .to_area = {2}}}};
    bodies::Directory held{{body(10, 1, Line::dang), body(11, 1, Line::mat_tran_doan_the),
                            body(12, 1, Line::dang, 10), body(20, 2, Line::dang),
                            body(21, 2, Line::dang, 20, true), body(22, 2, Line::mat_tran_doan_the),
                            body(23, 2, Line::khac, 0, false, on(2026, 5, 1)),
                            body(24, 2, Line::dang, 20, false, on(2026, 5, 1))}};
};

} // namespace

TEST_CASE("what a body that is gone left is answered for by one body of its successor")
{
    auto const land = Land();
    struct Case {
        std::int64_t body;
        std::int64_t keeper;
    };
    Case const cases[] = {
        {20, 20},           // stands
        {10, 21},           // merged: the đầu mối of the same line
        {12, 21}, {11, 22}, // the head of the same line, which has no đầu mối
        {23, 21},           // abolished, nobody of its line: the area's đầu mối
        {24, 20},           // abolished: its superior
        {99, 99},           // never heard of
    };
    for (auto const& [id, keeper] : cases) {
        CAPTURE(id);
        CHECK(keeper_of(land.held, land.atlas, {id}, today).value == keeper);
    }
    CHECK(keeper_of(land.held, land.atlas, {10}, on(2025, 12, 31)).value == 10); // on the eve
}

TEST_CASE("a body keeps its own models, and those of the bodies whose work it has")
{
    auto const land = Land();
    auto const kept = kept_by(land.held, land.atlas, {21}, today);
    CHECK(kept == std::vector<BodyId>{{21}, {10}, {12}, {23}});
    CHECK(kept_by(land.held, land.atlas, {22}, today) == std::vector<BodyId>{{22}, {11}});
    CHECK(kept_by(land.held, land.atlas, {21}, on(2025, 12, 31)) == std::vector<BodyId>{{21}});
}

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
