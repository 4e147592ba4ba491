// SPDX-License-Identifier: AGPL-3.0-or-later
#include "capabilities/bodies/add.hpp"
#include "platform/testing/office.hpp"

#include <doctest/doctest.h>

using namespace kheo;
using namespace kheo::bodies;

namespace
{

auto const start = *date_of({2025, 7, 1});
auto const later = *date_of({2026, 1, 1});

Body body(std::int64_t id, std::string code, std::string name, Line line, std::int64_t superior = 0,
          bool contact = false)
{
    return {.id = {id + 100},
            .body = {id},
            .code = std::move(code),
            .name = std::move(name),
            .line = line,
            .area = {7},
            .superior = {superior},
            .contact = contact,
            .valid_from = start};
}

Directory four()
{
    return Directory({body(1, "T", "Tỉnh ủy", Line::dang), body(2, "X", "Đảng ủy xã", Line::dang, 1, true),
                      body(3, "XU", "Ủy ban nhân dân xã", Line::chinh_quyen),
                      body(4, "XB", "Ban Xây dựng Đảng", Line::dang, 2)});
}

areas::Atlas one_province()
{
    return areas::Atlas({{.id = {1},
                          .area = {7},
                          .code = "01",
                          .name = "A",
                          .full_name = "Tỉnh A",
                          .kind = areas::AreaKind::province,
                          .valid_from = start}},
                        {});
}

AddForm form()
{
    return {.code = "N",
            .name = "Hội Nông dân",
            .line = Line::mat_tran_doan_the,
            .area = {7},
            .superior = {1},
            .valid_from = later};
}

} // namespace

TEST_CASE("bodies of an area stand by line, then by name")
{
    auto const all = four();
    auto const list = all.of_area({7}, later);
    REQUIRE(list.size() == 4);
    CHECK(list[0]->name == "Ban Xây dựng Đảng");
    CHECK(list[1]->name == "Đảng ủy xã");
    CHECK(list[3]->name == "Ủy ban nhân dân xã");
    CHECK(four().of_area({7}, Date{start.day - 1}).empty());
}

TEST_CASE("a body is found by code, by name without marks, and as the area's contact")
{
    auto const all = four();
    CHECK(all.by_code("XU", later)->body == BodyId{3});
    CHECK(all.by_name("dang uy xa", later).at(0)->body == BodyId{2});
    CHECK(all.contact_of({7}, later)->body == BodyId{2});
    CHECK(all.contact_of({8}, later) == nullptr);
}

TEST_CASE("the line of superiors is walked upwards")
{
    auto const all = four();
    CHECK(all.below({4}, {1}, later));
    CHECK(all.below({4}, {4}, later));
    CHECK(!all.below({1}, {4}, later));
    CHECK(!all.below({3}, {1}, later));
}

TEST_CASE("a body is added only where area, superior, contact and code allow it")
{
    CHECK(added(form(), four(), one_province()));
    auto by_code = form();
    by_code.area = {};
    by_code.area_code = "01";
    CHECK(added(by_code, four(), one_province())->area == areas::AreaId{7});
    auto const refused = [](auto change) {
        auto one = form();
        change(one);
        return added(one, four(), one_province()).error().id;
    };
    CHECK(refused([](AddForm& f) { f.area = {9}; }) == "bodies.no_such_area");
    CHECK(refused([](AddForm& f) { f.area = {}; }) == "bodies.no_such_area");
    CHECK(refused([](AddForm& f) {
              f.area = {};
              f.area_code = "nowhere";
          }) == "bodies.no_such_area");
    CHECK(refused([](AddForm& f) { f.superior = {9}; }) == "bodies.no_such_superior");
    CHECK(refused([](AddForm& f) { f.contact = true; }) == "bodies.contact_taken");
    CHECK(refused([](AddForm& f) { f.code = "X"; }) == "bodies.code_taken");
    CHECK(refused([](AddForm& f) { f.valid_from = Date{start.day - 1}; }) == "bodies.no_such_area");
}

TEST_ON_BOTH("an added body is in the directory and among the open acts")
{
    auto office = testing::Office(engine);
    REQUIRE(!office.act(add, form()));
    CHECK(office.read([](acts::Reading& r) { return load_directory(r.db); })->periods().empty());
}
