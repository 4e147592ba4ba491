// SPDX-License-Identifier: AGPL-3.0-or-later
#include "capabilities/demo/render.hpp"
#include "platform/text/text.hpp"

#include <doctest/doctest.h>

#include <set>

using namespace kheo;
using namespace kheo::demo;

namespace
{

Commune commune()
{
    return {.code = "MH900",
            .name = "Khe Thử",
            .full_name = "Xã Khe Thử",
            .kind = areas::AreaKind::commune,
            .terrain = "miền núi",
            .contact = "ban_xdd",
            .villages = {"thôn Một", "bản Hai", "ấp Ba", "tổ dân phố 4", "khu phố Năm"},
            .places = {"suối Thử", "đường Thử", "núi Thử", "chợ Thử"}};
}

} // namespace

TEST_CASE("a number range is read as people write it, and anything else is refused")
{
    struct Row {
        char const* text;
        std::int64_t low, high, step;
        int places;
        char const* unit;
    };
    for (auto const& row : std::initializer_list<Row>{
             {"4-18 km", 4, 18, 1, 0, "km"},
             {"40-160/10 hồ sơ", 40, 160, 10, 0, "hồ sơ"},
             {"0,6-3,2 km", 6, 32, 1, 1, "km"},
             {"1,5-6,0 tấn", 15, 60, 1, 1, "tấn"},
             {"1200-6000/100 trang", 1200, 6000, 100, 0, "trang"},
             {"5-5 %", 5, 5, 1, 0, "%"},
         }) {
        CAPTURE(row.text);
        auto const range = parsed_range(row.text);
        REQUIRE(range);
        CHECK(range->low == row.low);
        CHECK(range->high == row.high);
        CHECK(range->step == row.step);
        CHECK(range->places == row.places);
        CHECK(range->unit == row.unit);
    }
    for (auto const* const bad :
         {"", "5", "5-9", "9-5 hộ", "a-b hộ", "5-9/0 hộ", "5 - 9 hộ", "-9 hộ", "5-9/ hộ"}) {
        CAPTURE(bad);
        CHECK(!parsed_range(bad));
    }
}

TEST_CASE("a drawn number lies on a step of its range and both ends can come")
{
    auto const range = *parsed_range("20-35/5 hộ");
    auto dice = Dice("drawn");
    std::set<std::string> seen;
    for (int time = 0; time < 200; ++time)
        seen.insert(shown(drawn(range, dice)));
    CHECK(seen == std::set<std::string>{"20", "25", "30", "35"});
}

TEST_CASE("decimals are written with a comma and thousands with a point")
{
    auto dice = Dice("one");
    CHECK(shown(drawn(*parsed_range("1,5-1,5 tấn"), dice)) == "1,5");
    CHECK(shown(drawn(*parsed_range("6,0-6,0 tấn"), dice)) == "6");
    CHECK(shown(drawn(*parsed_range("1234-1234 trang"), dice)) == "1.234");
}

TEST_CASE("the same key throws the same dice on every machine")
{
    auto dice = Dice("demo");
    CHECK(dice.next() == 10099401434796485606ULL);
    CHECK(Dice("demo").next() != Dice("demo ").next());
    auto again = Dice("demo");
    again.next();
    CHECK(again.next() == dice.next());
}

TEST_CASE("one of the alternatives is chosen, and each can be")
{
    std::set<std::string> seen;
    auto dice = Dice("alternatives");
    for (int time = 0; time < 50; ++time)
        seen.insert(chosen("một || hai || ba", dice));
    CHECK(seen == std::set<std::string>{"một", "hai", "ba"});
    CHECK(chosen("chỉ một", dice) == "chỉ một");
    CHECK(chosen("", dice).empty());
}

TEST_CASE("a choice in brackets becomes one of its words, or a number of its range")
{
    std::set<std::string> seen;
    auto dice = Dice("choices");
    for (int time = 0; time < 100; ++time)
        seen.insert(varied("Họp [tối|sáng] ở [#5-6] nhà.", dice));
    CHECK(seen == std::set<std::string>{"Họp tối ở 5 nhà.", "Họp tối ở 6 nhà.", "Họp sáng ở 5 nhà.",
                                        "Họp sáng ở 6 nhà."});
    CHECK(varied("không có gì", dice) == "không có gì");
    for (auto const* const broken : {"[một", "[một]", "[#9-5]"}) {
        CAPTURE(broken);
        CHECK_THROWS_AS(varied(broken, dice), Contradiction);
    }
}

TEST_CASE("placeholders are filled, and one that nobody knows stops the program")
{
    auto const words = demo::Words{{"village", "bản Mây"}, {"n1", "1.234"}};
    CHECK(filled("{n1} hộ ở {village}", words) == "1.234 hộ ở bản Mây");
    CHECK(filled("không có gì", words) == "không có gì");
    CHECK_THROWS_AS(filled("{who}", words), Contradiction);
    CHECK_THROWS_AS(filled("{n1", words), Contradiction);
}

TEST_CASE("a sentence begins with a capital, whatever was filled in at its start")
{
    struct Row {
        char const* text;
        char const* shown;
    };
    auto const words = demo::Words{{"hamlet_head", "trưởng thôn"}, {"v", "ấp Cầu"}, {"d", "đường Làng"}};
    for (auto const& row : std::initializer_list<Row>{
             {"{hamlet_head} báo trước. {v} họp", "Trưởng thôn báo trước. Ấp Cầu họp"},
             {"{d} hẹp? {d} ngập! {d}", "Đường Làng hẹp? Đường Làng ngập! Đường Làng"},
             {"tháng 3; {v} xong", "Tháng 3; ấp Cầu xong"},
             {"1.234 hộ. 5 nhà", "1.234 hộ. 5 nhà"},
             {"", ""},
         }) {
        CAPTURE(row.text);
        CHECK(rendered(row.text, words) == row.shown);
    }
}

TEST_CASE("a village's head is called after the kind of village")
{
    struct Row {
        std::size_t village;
        char const* hamlet;
        char const* head;
    };
    for (auto const& row : std::initializer_list<Row>{{0, "thôn", "trưởng thôn"},
                                                      {1, "bản", "trưởng bản"},
                                                      {2, "ấp", "trưởng ấp"},
                                                      {3, "tổ dân phố", "tổ trưởng dân phố"},
                                                      {4, "khu phố", "trưởng khu phố"}}) {
        auto const words = place_words(commune(), row.village, 0);
        CHECK(words.at("hamlet") == row.hamlet);
        CHECK(words.at("hamlet_head") == row.head);
    }
    auto odd = commune();
    odd.villages = {"xóm Lẻ"};
    CHECK_THROWS_AS(place_words(odd, 0, 0), Contradiction);
}

TEST_CASE("a place gives its names as they stand inside a sentence")
{
    auto words = place_words(commune(), 0, 1);
    add_year(words, 2026);
    CHECK(filled("{commune}, {name}, {commune_kind}, {river}, {road}, {hill}, {market}", words) ==
          "xã Khe Thử, Khe Thử, xã, suối Thử, đường Thử, núi Thử, chợ Thử");
    CHECK(filled("{village} {village2} {last_year} {year} {next_year}", words) ==
          "thôn Một bản Hai 2025 2026 2027");
}

TEST_CASE("capitals and form D keep the words")
{
    CHECK(in_capitals("đường lên đỉnh Đèo") == "ĐƯỜNG LÊN ĐỈNH ĐÈO");
    CHECK(inside_sentence("Đặc khu Hòn Mây") == "đặc khu Hòn Mây");
    CHECK(decomposed("Đình") != "Đình");
    CHECK(nfc(decomposed("ấp Vườn Mận")) == "ấp Vườn Mận");
}
