// SPDX-License-Identifier: AGPL-3.0-or-later
#include "capabilities/bodies/bodies.hpp"

#include <doctest/doctest.h>

using namespace kheo;
using namespace kheo::bodies;

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

TEST_CASE("who takes the work of one that ends is never one of several by its name alone")
{
    // 30 and 31 are heads of one line in an area of their own; 32 is another line.
    auto const of = [](bool named_contact) {
        return bodies::Directory({body(30, 3, Line::chinh_quyen), body(31, 3, Line::chinh_quyen),
                                  body(32, 3, Line::dang, 0, named_contact), body(33, 3, Line::chinh_quyen)});
    };
    auto const atlas = areas::Atlas({area(3)}, {});
    auto const gone = body(33, 3, Line::chinh_quyen);
    CHECK(heir_of(of(true), atlas, gone, today) == BodyId{32});  // the area's đầu mối
    CHECK(heir_of(of(false), atlas, gone, today) == BodyId{30}); // there is nobody else
    CHECK(heir_of(of(false), atlas, body(32, 3, Line::dang), today) == BodyId());
}

TEST_CASE("a successor that was named goes before the rule, and leads on where it ended too")
{
    auto closing = [](std::int64_t id, std::int64_t successor, Date day) {
        auto last = body(id, 2, Line::dang, successor, false, day);
        last.id = {id + 100};
        last.valid_from = day;
        return last;
    };
    auto const ended = on(2026, 5, 1);
    auto periods = Land().held.periods();
    periods.push_back(closing(24, 22, ended)); // named, though 20 was its superior
    auto const land = Land();
    CHECK(keeper_of(bodies::Directory(periods), land.atlas, {24}, today) == BodyId{22});
    CHECK(keeper_of(bodies::Directory(periods), land.atlas, {24}, Date{ended.day - 1}) == BodyId{24});
    for (auto& period : periods)
        if (period.body == BodyId{22})
            period.valid_to = on(2026, 8, 1);
    periods.push_back(closing(22, 20, on(2026, 8, 1)));
    CHECK(keeper_of(bodies::Directory(periods), land.atlas, {24}, today) == BodyId{20});
    CHECK(kept_by(bodies::Directory(periods), land.atlas, {20}, today) ==
          std::vector<BodyId>{{20}, {22}, {24}});
}

TEST_CASE("a body stands no longer than its area")
{
    auto const land = Land();
    CHECK(stands(land.held, land.atlas, {20}, today));
    CHECK(stands(land.held, land.atlas, {10}, on(2025, 12, 31)));
    CHECK_FALSE(stands(land.held, land.atlas, {10}, today));
    CHECK_FALSE(stands(land.held, land.atlas, {24}, today));
    CHECK_FALSE(stands(land.held, land.atlas, {99}, today));
}
