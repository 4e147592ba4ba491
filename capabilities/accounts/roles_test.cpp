// SPDX-License-Identifier: AGPL-3.0-or-later
// Who may do what where, as a table: role × permission × place.
#include "capabilities/accounts/roles.hpp"

#include <array>
#include <doctest/doctest.h>

using namespace kheo;
using namespace kheo::accounts;

namespace
{

auto const start = *date_of({2025, 7, 1});
auto const today = *date_of({2026, 11, 21});

areas::Area area(std::int64_t id, char const* code, areas::AreaKind kind, std::int64_t parent = 0)
{
    return {.id = {id + 1000},
            .area = {id},
            .code = code,
            .name = code,
            .full_name = code,
            .kind = kind,
            .parent = {parent},
            .valid_from = start};
}

bodies::Body body(std::int64_t id, std::int64_t area, std::int64_t superior = 0, bool contact = false)
{
    return {.id = {id + 2000},
            .body = {id},
            .code = "B" + std::to_string(id),
            .name = "Cơ quan " + std::to_string(id),
            .area = {area},
            .superior = {superior},
            .contact = contact,
            .valid_from = start};
}

// Two provinces; in the first, communes 10 (with a village) and 20; commune 15
// was merged into 10 on the first of January.
areas::Atlas atlas()
{
    using enum areas::AreaKind;
    auto gone = area(15, "00015", commune, 1);
    gone.valid_to = *date_of({2026, 1, 1});
    return areas::Atlas({area(1, "01", province), area(2, "02", province), area(10, "00010", commune, 1),
                         gone, area(11, "00011", village, 10), area(20, "00020", ward, 1),
                         area(30, "00030", commune, 2)},
                        {{.id = {1},
                          .kind = areas::ChangeKind::merge,
                          .day = *date_of({2026, 1, 1}),
                          .from_area = {15},
                          .to_area = {10}}});
}

// 100 the province's; 200 the contact body of commune 10 with 201 below it; 202
// another body there, 203 one of its village; 300 of commune 20, 301 its
// contact; 400 of the other province; 500 of the merged commune, gone with it.
bodies::Directory directory()
{
    auto gone = body(500, 15, 200);
    gone.valid_to = *date_of({2026, 1, 1});
    return bodies::Directory({body(100, 1), body(200, 10, 100, true), body(201, 10, 200), body(202, 10, 100),
                              body(203, 11, 202), body(300, 20, 100), body(301, 20, 100, true), body(400, 30),
                              gone});
}

acts::Actor holder(char const* role, std::int64_t body)
{
    return {.kind = acts::ActorKind::person, .account = 7, .name = "A", .posts = {{1, role, body}}};
}

bool may(acts::Actor const& actor, char const* permission, acts::Place place, Roles const& list = roles())
{
    static auto const held_atlas = atlas();
    static auto const held_directory = directory();
    return permits(list, held_atlas, held_directory, actor, {permission}, place, today);
}

constexpr acts::Place own{10, 200};
constexpr acts::Place below{10, 201};
constexpr acts::Place same_commune{10, 202};
constexpr acts::Place village{11, 203};
constexpr acts::Place foreign_commune{20, 300};
constexpr acts::Place foreign_province{30, 400};
constexpr acts::Place merged{15, 500};
constexpr acts::Place provincial{1, 100};
constexpr acts::Place nowhere{};

} // namespace

TEST_CASE("each role reaches as far as its table says, and no further")
{
    struct Row {
        char const* role;
        std::int64_t body;
        char const* permission;
        // own, below, same commune, village, foreign commune, foreign province, merged, province, nowhere
        std::array<bool, 9> reaches;
    };
    constexpr bool y = true;
    constexpr bool n = false;
    std::array<Row, 17> const table{{
        // The contact body of commune 10 acts for all bodies of its commune.
        {"can_bo_xa", 200, "models.register", {y, y, y, y, n, n, y, n, y}},
        {"can_bo_xa", 200, "models.edit", {y, y, y, y, n, n, y, n, y}},
        {"can_bo_xa", 200, "models.withdraw", {y, y, y, y, n, n, y, n, y}},
        {"can_bo_xa", 200, "models.see", {y, y, y, y, n, n, y, n, y}},
        {"can_bo_xa", 200, "models.import", {y, y, y, y, n, n, y, n, y}},
        {"can_bo_xa", 200, "models.receive", {n, n, n, n, n, n, n, n, n}},
        {"can_bo_xa", 200, "models.publish", {n, n, n, n, n, n, n, n, n}},
        {"can_bo_xa", 200, "accounts.manage", {n, n, n, n, n, n, n, n, n}},
        // Another body of the commune only for itself and what is below it.
        {"can_bo_xa", 202, "models.register", {n, n, y, y, n, n, n, n, y}},
        // The province receives and publishes what lies in it.
        {"can_bo_tinh", 100, "models.receive", {y, y, y, y, y, n, y, y, y}},
        {"can_bo_tinh", 100, "models.publish", {y, y, y, y, y, n, y, y, y}},
        {"can_bo_tinh", 100, "bodies.add", {y, y, y, y, y, n, y, y, y}},
        {"can_bo_tinh", 100, "areas.import", {n, n, n, n, n, n, n, n, n}},
        // A leader reads, and nothing else.
        {"lanh_dao", 100, "models.see", {y, y, y, y, y, n, y, y, y}},
        {"lanh_dao", 100, "models.publish", {n, n, n, n, n, n, n, n, n}},
        // The administrator of the installation manages people, not models.
        {"quan_tri", 0, "accounts.manage", {y, y, y, y, y, y, y, y, y}},
        {"quan_tri", 0, "models.publish", {n, n, n, n, n, n, n, n, n}},
    }};
    std::array const places{own,    below,      same_commune, village, foreign_commune, foreign_province,
                            merged, provincial, nowhere};
    for (auto const& row : table)
        for (std::size_t at = 0; at < places.size(); ++at) {
            CAPTURE(row.role);
            CAPTURE(row.body);
            CAPTURE(row.permission);
            CAPTURE(at);
            CHECK(may(holder(row.role, row.body), row.permission, places[at]) == row.reaches[at]);
        }
}

TEST_CASE("visitors may nothing, the system everything, a person without posts nothing")
{
    CHECK(!may({}, "models.see", own));
    CHECK(!may({}, "models.see", nowhere));
    CHECK(may({.kind = acts::ActorKind::system}, "models.publish", foreign_province));
    CHECK(!may({.kind = acts::ActorKind::person}, "models.see", nowhere));
}

TEST_CASE("an unknown role, a body that is not there and an unknown permission give nothing")
{
    CHECK(!may(holder("thu_ky", 200), "models.see", own));
    CHECK(!may(holder("can_bo_xa", 999), "models.see", own));
    CHECK(!may(holder("can_bo_xa", 500), "models.see", merged)); // gone with its commune
    CHECK(!may(holder("can_bo_tinh", 100), "models.dance", own));
}

TEST_CASE("the records of a body that ended are within the rights of who keeps its work")
{
    auto const ended = *date_of({2026, 6, 1});
    // 101 to 104 are offices of the first province under no other; 103 ended and named 102.
    auto periods = directory().periods();
    for (std::int64_t const id : {101, 102, 103, 104})
        periods.push_back(body(id, 1));
    periods.back().superior = {103}; // 104 was below it
    periods[periods.size() - 2].valid_to = ended;
    auto closing = body(103, 1, 102);
    closing.id = {2999};
    closing.valid_from = ended;
    closing.valid_to = ended;
    periods.push_back(closing);
    auto const held_atlas = atlas();
    auto const all = bodies::Directory(periods);
    struct Row {
        std::int64_t post;
        std::int64_t body;
        Date day;
        bool may;
    };
    auto const eve = Date{ended.day - 1};
    std::array<Row, 8> const table{{
        {102, 103, ended, true},  // its successor
        {101, 103, ended, false}, // another office
        {103, 103, ended, false}, // it is gone
        {102, 104, ended, true},  // who was below it is below its successor
        {102, 103, eve, false},
        {103, 103, eve, true},
        {103, 104, eve, true},
        {102, 104, eve, false},
    }};
    for (auto const& row : table) {
        CAPTURE(row.post);
        CAPTURE(row.body);
        CAPTURE(shown(row.day));
        for (auto const* const permission : {"models.edit", "heartbeats.confirm", "plans.answer"})
            CHECK(permits(roles(), held_atlas, all, holder("can_bo_tinh", row.post), {permission},
                          {1, row.body}, row.day) == row.may);
    }
}

TEST_CASE("a body that nobody ended may nothing once its area is gone")
{
    auto periods = directory().periods();
    for (auto& period : periods)
        if (period.body == bodies::BodyId{500})
            period.valid_to.reset();
    auto const all = bodies::Directory(periods);
    auto const may_on = [&](Date day) {
        return permits(roles(), atlas(), all, holder("can_bo_xa", 500), {"models.register"}, merged, day);
    };
    CHECK(may_on(*date_of({2025, 12, 31})));
    CHECK_FALSE(may_on(*date_of({2026, 1, 1})));
}

TEST_CASE("two posts add up, each with its own reach")
{
    auto actor = holder("can_bo_xa", 202);
    actor.posts.push_back({2, "can_bo_tinh", 100});
    CHECK(may(actor, "models.receive", foreign_commune));
    CHECK(may(actor, "models.register", same_commune));
    CHECK(!may(actor, "models.receive", foreign_province));
}

TEST_CASE("the five scopes, one by one")
{
    auto const list =
        Roles::parsed("role,label,permission,scope,second_factor\n"
                      "a,A,own,own,\na,,below,below,\na,,commune,commune,\na,,area,area,yes\na,,all,all,\n");
    struct Row {
        char const* permission;
        std::array<bool, 6> reaches; // own, below, same commune, foreign commune, foreign province, village
    };
    std::array<Row, 5> const table{{{"own", {true, false, false, false, false, false}},
                                    {"below", {true, true, false, false, false, false}},
                                    {"commune", {true, true, true, false, false, true}},
                                    {"area", {true, true, true, false, false, true}},
                                    {"all", {true, true, true, true, true, true}}}};
    std::array const places{own, below, same_commune, foreign_commune, foreign_province, village};
    for (auto const& row : table)
        for (std::size_t at = 0; at < places.size(); ++at) {
            CAPTURE(row.permission);
            CAPTURE(at);
            CHECK(may(holder("a", 200), row.permission, places[at], list) == row.reaches[at]);
        }
    CHECK(!may(holder("a", 202), "commune", same_commune, list)); // no contact body
    CHECK(!may(holder("a", 100), "commune", own, list));          // no commune
    CHECK(list.find("a")->second_factor);
    CHECK(list.find("a")->needs_body());
}

TEST_CASE("the carried roles are sound, and those that decide need the second step")
{
    CHECK(roles().find("can_bo_tinh")->second_factor);
    CHECK(roles().find("quan_tri")->second_factor);
    CHECK(!roles().find("can_bo_xa")->second_factor);
    CHECK(!roles().find("quan_tri")->needs_body());
    CHECK(roles().find("can_bo_xa")->needs_body());
    CHECK(roles().named("can bo cap XÃ") == roles().find("can_bo_xa"));
    CHECK(roles().named("CAN_BO_XA") == roles().find("can_bo_xa"));
    CHECK(roles().named("") == nullptr);
}

TEST_CASE("a table of roles that is not sound is a contradiction")
{
    std::array<std::string_view, 5> const bad{
        "role,label\n",
        "role,label,permission,scope,second_factor\na,A,x,everywhere,\n",
        "role,label,permission,scope,second_factor\na,,x,own,\n",
        "role,label,permission,scope,second_factor\na,A,,own,\n",
        "role,label,permission,scope,second_factor\n,A,x,own,\n",
    };
    for (auto const csv : bad) {
        CAPTURE(csv);
        CHECK_THROWS_AS(Roles::parsed(csv), Contradiction);
    }
}
