// SPDX-License-Identifier: AGPL-3.0-or-later
#include "capabilities/areas/atlas.hpp"
#include "capabilities/areas/browse.hpp"

#include <doctest/doctest.h>

using namespace kheo;
using namespace kheo::areas;

namespace
{

Date day(int year, int month, int number)
{
    return *date_of({year, month, number});
}

Area area(std::int64_t id, std::string code, std::string name, AreaKind kind, std::int64_t parent, Date from,
          std::optional<Date> to = {})
{
    static std::int64_t periods = 1000;
    return {.id = {++periods},
            .area = {id},
            .code = std::move(code),
            .name = name,
            .full_name = std::string(kind == AreaKind::commune ? "Xã " : "Tỉnh ") + name,
            .kind = kind,
            .parent = {parent},
            .valid_from = from,
            .valid_to = to};
}

auto const old = day(1992, 1, 1);
auto const merged = day(2025, 7, 1);

// Two provinces become one; code 58 is free, 15 passes from one to another.
Atlas two_merged()
{
    return Atlas(
        {
            area(1, "56", "Khánh Hòa", AreaKind::province, 0, old),
            area(2, "58", "Ninh Thuận", AreaKind::province, 0, old, merged),
            area(3, "15", "Yên Bái", AreaKind::province, 0, old, merged),
            area(4, "10", "Lào Cai", AreaKind::province, 0, old, merged),
            area(4, "15", "Lào Cai", AreaKind::province, 0, merged),
            area(5, "00123", "Vĩnh Hải", AreaKind::commune, 2, old, merged),
            area(6, "00124", "Vĩnh Hải", AreaKind::commune, 1, merged),
        },
        {
            {.id = {1},
             .kind = ChangeKind::merge,
             .day = merged,
             .from_area = {2},
             .to_area = {1},
             .decision = "202/2025/QH15"},
            {.id = {2}, .kind = ChangeKind::merge, .day = merged, .from_area = {3}, .to_area = {4}},
            {.id = {3},
             .kind = ChangeKind::split,
             .day = merged,
             .from_area = {5},
             .to_area = {1},
             .principal = false},
            {.id = {4}, .kind = ChangeKind::split, .day = merged, .from_area = {5}, .to_area = {6}},
        });
}

auto const today = day(2026, 11, 21);
auto const before = day(2020, 1, 1);

} // namespace

TEST_CASE("a reused code means the area that had it on that day")
{
    auto const all = two_merged();
    CHECK(all.by_code("15", before)->name == "Yên Bái");
    CHECK(all.by_code("15", today)->name == "Lào Cai");
    CHECK(all.by_code("10", today) == nullptr);
    CHECK(all.by_code("99", today) == nullptr);
}

TEST_CASE("an old area leads to its principal successor")
{
    auto const all = two_merged();
    CHECK(all.area_today({2}, today) == AreaId{1});
    CHECK(all.area_today({5}, today) == AreaId{6});
    CHECK(all.area_today({1}, today) == AreaId{1});
    CHECK(all.area_today({2}, before) == AreaId{2});
    CHECK(all.area_today({777}, today) == AreaId{777});
}

TEST_CASE("names are found without marks, kind or case, on the day they held")
{
    auto const all = two_merged();
    CHECK(all.by_name("ninh thuan", before).size() == 1);
    CHECK(all.by_name("NINH THUẬN", today).empty());
    CHECK(all.by_any_name("Tỉnh Ninh Thuận").size() == 1);
    CHECK(all.by_name("xa vinh hai", today).at(0)->area == AreaId{6});
    CHECK(all.by_name("Vĩnh Hải", today, {2}).empty());
    CHECK(all.by_name("Vĩnh Hải", today, {1}).size() == 1);
}

TEST_CASE("parents are walked as of the day")
{
    auto const all = two_merged();
    CHECK(all.within({5}, {2}, before));
    CHECK(!all.within({5}, {1}, before));
    CHECK(all.within({6}, {1}, today));
    CHECK(all.within({1}, {1}, today));
    CHECK(all.province_of({6}, today)->name == "Khánh Hòa");
    CHECK(all.province_of({6}, before) == nullptr);
    CHECK(all.full_name({5}, before) == "Xã Vĩnh Hải, Tỉnh Ninh Thuận");
}

TEST_CASE("children stand in name order")
{
    auto const all = two_merged();
    auto const provinces = all.provinces(before);
    REQUIRE(provinces.size() == 4);
    CHECK(provinces[0]->name == "Khánh Hòa");
    CHECK(provinces[1]->name == "Lào Cai");
    CHECK(provinces[3]->name == "Yên Bái");
    CHECK(all.provinces(today).size() == 2);
}

TEST_CASE("the page of an old area says what became of it, by which paper")
{
    auto const view = area_view(two_merged(), {2}, today);
    REQUIRE(view);
    CHECK(view->name == "Tỉnh Ninh Thuận");
    CHECK(view->valid_to == date_of({2025, 7, 1}));
    CHECK(view->today.name == "Tỉnh Khánh Hòa");
    REQUIRE(view->changes.size() == 1);
    CHECK(view->changes[0].sentence == "Nay thuộc Tỉnh Khánh Hòa, theo 202/2025/QH15");
    CHECK(view->children.size() == 1);
    auto const heir = area_view(two_merged(), {1}, today);
    CHECK(heir->today.id == heir->id);
    CHECK(heir->changes.at(0).sentence == "Tiếp nhận Tỉnh Ninh Thuận, theo 202/2025/QH15");
    CHECK(!area_view(two_merged(), {777}, today));
}
