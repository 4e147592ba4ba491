// SPDX-License-Identifier: AGPL-3.0-or-later
#include "capabilities/tasks/whom.hpp"

#include <doctest/doctest.h>

using namespace kheo;
using namespace kheo::tasks;
using bodies::Line;

namespace
{

Date on(int year, int month, int day)
{
    return *date_of({year, month, day});
}

auto const began = on(2025, 7, 1);
auto const assigned = on(2026, 1, 10);
auto const today = on(2026, 11, 21);

areas::Area area(std::int64_t id, std::string name, areas::AreaKind kind, std::int64_t parent,
                 Date from = began, std::optional<Date> to = {})
{
    return {.id = {id},
            .area = {id},
            .code = std::to_string(id),
            .name = name,
            .full_name = name,
            .kind = kind,
            .parent = {parent},
            .valid_from = from,
            .valid_to = to};
}

bodies::Body body(std::int64_t id, std::int64_t at, Line line, std::int64_t superior = 0,
                  bool contact = false, Date from = began, std::optional<Date> to = {})
{
    return {.id = {id},
            .body = {id},
            .code = std::to_string(id),
            .name = "Đơn vị " + std::to_string(id),
            .line = line,
            .area = {at},
            .superior = {superior},
            .contact = contact,
            .valid_from = from,
            .valid_to = to};
}

// Province 1: Party 100, its department 101 (who assigns), government 102.
// Communes 2 … 6: Party 20 … 60 with a department 21 … that is the đầu mối,
// government 22 …. On 1/4/2026 commune 3 went into 2; on 1/6/2026 4 and 5 became
// the new 7; commune 8 is newly made on 1/9/2026.
struct Land {
    static constexpr auto commune = areas::AreaKind::commune;
    Date const first = on(2026, 4, 1);
    Date const second = on(2026, 6, 1);
    areas::Atlas atlas{{area(1, "Tỉnh", areas::AreaKind::province, 0), area(2, "A", commune, 1),
                        area(3, "B", commune, 1, began, first), area(4, "C", commune, 1, began, second),
                        area(5, "D", commune, 1, began, second), area(6, "E", commune, 1),
                        area(7, "F", commune, 1, second), area(8, "G", commune, 1, on(2026, 9, 1))},
                       {{.id = {1}, .day = first, .from_area = {3}, .to_area = {2}},
                        {.id = {2}, .day = second, .from_area = {4}, .to_area = {7}},
                        {.id = {3}, .day = second, .from_area = {5}, .to_area = {7}}}};
    bodies::Directory held{made()};

    std::vector<bodies::Body> made() const
    {
        std::vector<bodies::Body> all{body(100, 1, Line::dang), body(101, 1, Line::dang, 100),
                                      body(102, 1, Line::chinh_quyen), body(103, 1, Line::dang, 100)};
        for (auto const& [at, from, to] : {std::tuple(2, began, std::optional<Date>()),
                                           {3, began, first},
                                           {4, began, second},
                                           {5, began, second},
                                           {6, began, {}},
                                           {7, second, {}},
                                           {8, on(2026, 9, 1), {}}}) {
            all.push_back(body(at * 10, at, Line::dang, 0, false, from, to));
            all.push_back(body(at * 10 + 1, at, Line::dang, at * 10, true, from, to));
            all.push_back(body(at * 10 + 2, at, Line::chinh_quyen, 0, false, from, to));
        }
        return all;
    }

    Circle circle(std::vector<Whom> const& whom, std::optional<Date> due = {}, Date day = today,
                  std::int64_t assigner = 101, std::int64_t where = 1)
    {
        return Resolver(held, atlas, day).circle(whom, Part::lead, {assigner}, {where}, assigned, due);
    }
};

// "20 60 70<40,50": who owes it, and whose part they took.
std::string shown_of(Circle const& circle)
{
    std::string text;
    for (auto const& one : circle.meant) {
        text += (text.empty() ? "" : " ") + std::to_string(one.body.value);
        for (std::size_t at = 0; at < one.took_over.size(); ++at)
            text += (at == 0 ? "<" : ",") + std::to_string(one.took_over[at].value);
    }
    return text;
}

Whom to(Group group)
{
    return {Part::lead, group, {}};
}
Whom to(std::int64_t body)
{
    return {Part::lead, std::nullopt, {body}};
}

} // namespace

TEST_CASE("all communes means those that stand on the day one looks")
{
    auto land = Land();
    CHECK(shown_of(land.circle({to(Group::communes_dang)}, {}, assigned)) == "20 30 40 50 60");
    // 3 went into 2, 4 and 5 became 7, 8 is new: it owes what is due after it began.
    CHECK(shown_of(land.circle({to(Group::communes_dang)}, on(2026, 12, 31))) == "20<30 60 70<40,50 80");
    CHECK(shown_of(land.circle({to(Group::communes_dang)}, on(2026, 8, 31))) == "20<30 60 70<40,50");
    CHECK(shown_of(land.circle({to(Group::communes_dang)})) == "20<30 60 70<40,50 80");
}

TEST_CASE("who is gone drops out, and it is kept why and who has its part")
{
    auto land = Land();
    auto const gone = land.circle({to(Group::communes_contact)}).gone;
    REQUIRE(gone.size() == 3);
    CHECK(gone[0].body == BodyId{31});
    CHECK(gone[0].heir == BodyId{21});
    CHECK(gone[0].since == land.first);
    CHECK(gone[1].heir == BodyId{71});
    CHECK(gone[2].heir == BodyId{71});
}

TEST_CASE("who went on the very day of the task is followed too, who went before is not")
{
    auto land = Land();
    auto const whom = std::vector{to(Group::communes_dang)};
    auto const of = [&](Date day) {
        return shown_of(Resolver(land.held, land.atlas, today)
                            .circle(whom, Part::lead, {101}, {1}, day, on(2026, 12, 31)));
    };
    CHECK(of(land.first) == "20<30 60 70<40,50 80");
    CHECK(of(Date{land.first.day + 1}) == "20 60 70<40,50 80");
}

TEST_CASE("a group is a line at a level, never who assigns nor who stands above")
{
    struct Case {
        Group group;
        char const* who;
    };
    auto land = Land();
    for (auto const& [group, who] :
         {Case{Group::communes_dang, "20 30 40 50 60"}, Case{Group::communes_chinh_quyen, "22 32 42 52 62"},
          Case{Group::communes_contact, "21 31 41 51 61"}, Case{Group::communes_mat_tran, ""},
          Case{Group::own_level_dang, "103"}, Case{Group::own_level_chinh_quyen, "102"}}) {
        CAPTURE(label(group));
        CHECK(shown_of(land.circle({to(group)}, {}, assigned)) == who);
    }
    // A commune's Party committee asks those of its own commune.
    CHECK(shown_of(land.circle({to(Group::communes_chinh_quyen)}, {}, assigned, 20, 2)) == "22");
    CHECK(shown_of(land.circle({to(Group::communes_dang)}, {}, assigned, 20, 2)).empty());
}

TEST_CASE("a body named twice owes once; one that is gone is followed by who took its work")
{
    auto land = Land();
    CHECK(shown_of(land.circle({to(Group::communes_dang), to(20), to(20)}, {}, assigned)) ==
          "20 30 40 50 60");
    CHECK(shown_of(land.circle({to(60), to(102)})) == "60 102");
    auto const merged = land.circle({to(30)});
    CHECK(shown_of(merged) == "21<30"); // the đầu mối of its line in the successor
    REQUIRE(merged.gone.size() == 1);
    CHECK(merged.gone[0].since == land.first);
    CHECK(merged.find({21}) != nullptr);
    CHECK(merged.find({30}) == nullptr);
}

TEST_CASE("whom a task is for is kept as words and read again")
{
    std::vector<Whom> const all{{Part::lead, Group::communes_dang, {}},
                                {Part::support, Group::own_level_chinh_quyen, {}},
                                {Part::watch, std::nullopt, {123}}};
    CHECK(text_of(all) == "lead:communes_dang support:own_level_chinh_quyen watch:123");
    CHECK(whom_of(text_of(all)) == all);
    CHECK(whom_of("").empty());
    CHECK_THROWS_AS(whom_of("lead:nobody"), Contradiction);
    CHECK_THROWS_AS(whom_of("chief:123"), Contradiction);
    bodies::put_directory(std::make_shared<bodies::Directory const>(std::vector{body(123, 1, Line::dang)}));
    CHECK(lines_of(all, today) == std::vector<std::string>{"Chủ trì: Đảng ủy các xã, phường, đặc khu",
                                                           "Phối hợp: Các cơ quan chính quyền cùng cấp",
                                                           "Theo dõi: Đơn vị 123"});
}

TEST_CASE("who owes a task itself is told from who has only the part of others")
{
    auto land = Land();
    auto const circle = land.circle({to(Group::communes_dang)}, on(2026, 12, 31));
    CHECK(circle.find({20})->owes_itself); // and took over 30
    CHECK_FALSE(circle.find({70})->owes_itself);
    CHECK(circle.find({80})->owes_itself);
    CHECK_FALSE(land.circle({to(30)}).find({21})->owes_itself);
    CHECK(land.circle({to(30), to(21)}).find({21})->owes_itself);
    CHECK(land.circle({to(21), to(30)}).find({21})->owes_itself);
}

TEST_CASE(
    "a department that is dissolved leaves its part to its superior, not to the first of its level by name")
{
    struct Case {
        char const* what;
        std::int64_t superior;
        std::int64_t heir;
    };
    auto land = Land();
    for (auto const& [what, superior, heir] :
         {Case{"its superior is asked too", 102, 102}, Case{"its superior is of another line", 100, 0}}) {
        CAPTURE(what);
        auto all = land.made();
        for (auto const id : {104, 105})
            all.push_back(body(id, 1, Line::chinh_quyen, 102));
        all.push_back(body(106, 1, Line::chinh_quyen, superior, false, began, land.first));
        auto const held = bodies::Directory(all);
        auto const circle =
            Resolver(held, land.atlas, today)
                .circle({to(Group::own_level_chinh_quyen)}, Part::lead, {101}, {1}, assigned, {});
        REQUIRE(circle.gone.size() == 1);
        CHECK(circle.gone[0].heir.value == heir);
        CHECK(shown_of(circle) == (heir == 0 ? "102 104 105" : "102<106 104 105"));
    }
}

TEST_CASE(
    "whom a body may make answer for a task: who stands below, and whom its line leads; never who is above")
{
    struct Case {
        std::int64_t asking, asked;
        bool may;
    };
    auto land = Land();
    auto all = land.made();
    all.push_back(body(107, 1, Line::mat_tran_doan_the));
    all.push_back(body(24, 2, Line::mat_tran_doan_the));
    all.push_back(body(25, 2, Line::luc_luong_vu_trang));
    all.push_back(body(26, 2, Line::khac));
    all.push_back(body(27, 2, Line::khac, 24));
    auto const held = bodies::Directory(all);
    for (auto const& [asking, asked, may] :
         {Case{101, 20, true}, Case{101, 22, true}, Case{101, 24, true}, Case{101, 100, false},
          Case{20, 22, true}, Case{20, 24, true}, Case{102, 22, true}, Case{102, 25, true},
          Case{102, 20, false}, Case{102, 24, false}, Case{24, 20, false}, Case{24, 22, false},
          Case{24, 27, true}, Case{24, 26, false}, Case{107, 24, true}, Case{107, 20, false},
          Case{25, 22, false}, Case{26, 27, false}, Case{24, 24, true}}) {
        CAPTURE(asking);
        CAPTURE(asked);
        CHECK(may_lead(held, *held.on({asking}, today), *held.on({asked}, today), today) == may);
    }
    CHECK(may_lead(Line::dang, Group::communes_chinh_quyen));
    CHECK(may_lead(Line::mat_tran_doan_the, Group::communes_mat_tran));
    CHECK_FALSE(may_lead(Line::mat_tran_doan_the, Group::communes_dang));
    CHECK_FALSE(may_lead(Line::chinh_quyen, Group::communes_contact));
    CHECK(may_lead(Line::chinh_quyen, Group::communes_luc_luong));
}
