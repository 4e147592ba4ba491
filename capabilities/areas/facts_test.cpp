// SPDX-License-Identifier: AGPL-3.0-or-later
#include "capabilities/areas/facts.hpp"
#include "platform/testing/office.hpp"

#include <doctest/doctest.h>

using namespace kheo;
using namespace kheo::areas;

namespace
{

auto const last_of_63 = *date_of({2025, 6, 30});
auto const first_of_34 = *date_of({2025, 7, 1});
auto const today = *date_of({2026, 11, 21});

Atlas const& whole()
{
    static auto const made = Atlas(facts().periods, facts().changes);
    return made;
}

std::string name(std::string_view code, Date day)
{
    auto const* const area = whole().by_code(code, day);
    return area ? area->full_name : "";
}

constexpr std::string_view head = "code,name,full_name,kind,valid_from,valid_to,decision\n";
constexpr std::string_view changes_head = "day,kind,from_codes,to_code,decision\n";

} // namespace

TEST_CASE("there were 63 provinces until 30 June 2025 and are 34 from the next day on")
{
    CHECK(whole().provinces(last_of_63).size() == 63);
    CHECK(whole().provinces(first_of_34).size() == 34);
    CHECK(whole().provinces(today).size() == 34);
}

TEST_CASE("codes that changed their meaning are told apart by the day")
{
    struct Row {
        char const* code;
        char const* before;
        char const* after;
    };
    for (auto const& row : std::initializer_list<Row>{{"15", "Tỉnh Yên Bái", "Tỉnh Lào Cai"},
                                                      {"24", "Tỉnh Bắc Giang", "Tỉnh Bắc Ninh"},
                                                      {"44", "Tỉnh Quảng Bình", "Tỉnh Quảng Trị"},
                                                      {"52", "Tỉnh Bình Định", "Tỉnh Gia Lai"},
                                                      {"80", "Tỉnh Long An", "Tỉnh Tây Ninh"},
                                                      {"82", "Tỉnh Tiền Giang", "Tỉnh Đồng Tháp"},
                                                      {"91", "Tỉnh Kiên Giang", "Tỉnh An Giang"},
                                                      {"01", "Thành phố Hà Nội", "Thành phố Hà Nội"},
                                                      {"10", "Tỉnh Lào Cai", ""}}) {
        CAPTURE(row.code);
        CHECK(name(row.code, last_of_63) == row.before);
        CHECK(name(row.code, first_of_34) == row.after);
    }
}

TEST_CASE("an old name leads to the province of today")
{
    struct Row {
        char const* old;
        char const* now;
    };
    for (auto const& row : std::initializer_list<Row>{{"Ninh Thuận", "Tỉnh Khánh Hòa"},
                                                      {"Bình Thuận", "Tỉnh Lâm Đồng"},
                                                      {"Thái Bình", "Tỉnh Hưng Yên"},
                                                      {"Bình Định", "Tỉnh Gia Lai"},
                                                      {"Yên Bái", "Tỉnh Lào Cai"},
                                                      {"Lào Cai", "Tỉnh Lào Cai"},
                                                      {"Thừa Thiên Huế", "Thành phố Huế"},
                                                      {"Đồng Nai", "Thành phố Đồng Nai"},
                                                      {"Bình Phước", "Thành phố Đồng Nai"}}) {
        CAPTURE(row.old);
        auto const found = whole().by_any_name(row.old);
        REQUIRE(!found.empty());
        auto const* const now = whole().on(whole().area_today(found.front()->area, today), today);
        REQUIRE(now != nullptr);
        CHECK(now->full_name == row.now);
    }
}

TEST_CASE("the kind of a province changes by decision, on its day")
{
    CHECK(name("75", *date_of({2026, 4, 29})) == "Tỉnh Đồng Nai");
    CHECK(name("75", *date_of({2026, 4, 30})) == "Thành phố Đồng Nai");
    CHECK(name("46", *date_of({2024, 12, 31})) == "Tỉnh Thừa Thiên Huế");
    CHECK(name("46", *date_of({2025, 1, 1})) == "Thành phố Huế");
}

TEST_CASE("no two provinces share a code on one day")
{
    for (auto const& one : facts().periods)
        for (auto const& other : facts().periods)
            if (one.id != other.id && one.code == other.code) {
                CAPTURE(one.code);
                CHECK(!one.holds_on(other.valid_from));
            }
}

TEST_CASE("codes given up and taken over on one day do not mix")
{
    auto const made = parsed_facts(std::string(head) + "1,A,Tỉnh A,province,,2020-01-31,\n"
                                                       "2,B,Tỉnh B,province,,2020-01-31,\n"
                                                       "1,B,Tỉnh B,province,2020-02-01,,NQ\n",
                                   std::string(changes_head) + "2020-02-01,merge,1 2,1,NQ\n");
    REQUIRE(made.changes.size() == 1);
    CHECK(made.periods[2].area == made.periods[1].area);
    CHECK(made.changes[0].from_area == made.periods[0].area);
    CHECK(made.changes[0].to_area == made.periods[1].area);
    CHECK(made.changes[0].decision == "NQ");
}

TEST_CASE("tables that do not fit together stop the program")
{
    auto const a = std::string(head) + "1,A,Tỉnh A,province,,,\n";
    CHECK_THROWS_AS(parsed_facts(a, std::string(changes_head) + "2020-02-01,merge,1 2,1,NQ\n"),
                    Contradiction);
    CHECK_THROWS_AS(parsed_facts(a + "2,B,Tỉnh B,province,2020-02-01,,\n", changes_head), Contradiction);
    CHECK_THROWS_AS(parsed_facts("code\n1\n", changes_head), Contradiction);
    CHECK_THROWS_AS(parsed_facts(std::string(head) + "1,A,Tỉnh A,province,2020-02-30,,\n", changes_head),
                    Contradiction);
}

TEST_ON_BOTH("facts are stored once, however often they are loaded")
{
    auto office = testing::Office(engine);
    auto const first = office.act(load_facts, routes::Nothing());
    REQUIRE(first);
    CHECK(first->value().added == std::int64_t(facts().periods.size()));
    auto const again = office.act(load_facts, routes::Nothing());
    REQUIRE(again);
    CHECK(again->value().added == 0);
    CHECK(again->value().unchanged == std::int64_t(facts().periods.size()));
    auto const atlas = office.read([](acts::Reading& reading) { return load_atlas(reading.db); });
    CHECK(atlas->periods().size() == facts().periods.size());
    auto const ninh_thuan = atlas->by_name("Ninh Thuận", last_of_63);
    REQUIRE(ninh_thuan.size() == 1);
    CHECK(atlas->on(atlas->area_today(ninh_thuan[0]->area, today), today)->name == "Khánh Hòa");
}

TEST_ON_BOTH("facts are refused where provinces came from a file")
{
    auto office = testing::Office(engine);
    auto const form = ImportPrepared{.units = {{.line = 1,
                                                .code = "01",
                                                .name = "Hà Nội",
                                                .full_name = "Thành phố Hà Nội",
                                                .kind = AreaKind::city,
                                                .valid_from = first_of_34}}};
    REQUIRE(office.act(import_areas, form));
    CHECK(office.act(load_facts, routes::Nothing()).error().id == "areas.facts_first");
}
