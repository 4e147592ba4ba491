// SPDX-License-Identifier: AGPL-3.0-or-later
#include "platform/text/number.hpp"

#include <doctest/doctest.h>
#include <limits>

using namespace kheo;

TEST_CASE("numbers are read as Vietnamese offices write them")
{
    struct {
        std::string_view text;
        Decimal number;
    } const cases[] = {
        {"1234", {1234, 0}},
        {"1.234", {1234, 0}},
        {"1.234.567", {1234567, 0}},
        {"1 234 567", {1234567, 0}},
        {"1.234,5", {12345, 1}},
        {"1234,5", {12345, 1}},
        {"0,05", {5, 2}},
        {"3,50", {35, 1}},
        {"2,0", {2, 0}},
        {"-3,25", {-325, 2}},
        {"−3", {-3, 0}},
        {"05", {5, 0}},
        {"  12 ", {12, 0}},
        {"1\u00A0234", {1234, 0}},
        {"0", {0, 0}},
        {"-0", {0, 0}},
        {"0,000000001", {1, 9}},
        {"999999999999999999", {999999999999999999, 0}},
        {"000000000000000000000007", {7, 0}},
    };
    for (auto const& [text, number] : cases) {
        CAPTURE(text);
        auto const read = parse_number(text);
        REQUIRE(read.has_value());
        CHECK(read.value() == number);
    }
}

TEST_CASE("what may be read in two ways is refused")
{
    struct {
        std::string_view text;
        std::string_view id;
    } const cases[] = {
        {"1.5", "number_unclear"},
        {"1.23", "number_unclear"},
        {"1.2345", "number_unclear"},
        {"0.123", "number_unclear"},
        {"1,234,567", "number_unclear"},
        {"1.234 567", "number_unclear"},
        {"1..234", "number_unclear"},
        {".5", "number_unclear"},
        {",5", "number_unclear"},
        {"5,", "number_unclear"},
        {"", "number_unclear"},
        {"  ", "number_unclear"},
        {"-", "number_unclear"},
        {"--5", "number_unclear"},
        {"12 hộ", "number_unclear"},
        {"khoảng 12", "number_unclear"},
        {"1e5", "number_unclear"},
        {"0x10", "number_unclear"},
        {"12%", "number_unclear"},
        {"１２", "number_unclear"},
        {"1,0000000001", "number_unclear"},
        {"1,2 triệu", "number_in_words"},
        {"3 tỷ", "number_in_words"},
        {"15 ngàn", "number_in_words"},
        {"1000000000000000000", "number_too_large"},
    };
    for (auto const& [text, id] : cases) {
        CAPTURE(text);
        auto const read = parse_number(text);
        REQUIRE_FALSE(read.has_value());
        CHECK(read.error().id == id);
    }
}

TEST_CASE("a refusal shows what was typed, shortened where it is long")
{
    CHECK(parse_number("1.5").error().sentence.find("“1.5”") != std::string::npos);
    CHECK(parse_number(std::string(100'000, '1')).error().sentence.size() < 300);
}

TEST_CASE("scale words are understood when asked for")
{
    struct {
        std::string_view text;
        Decimal number;
    } const cases[] = {
        {"1,2 triệu", {1'200'000, 0}},
        {"3 tỷ", {3'000'000'000, 0}},
        {"3 tỉ", {3'000'000'000, 0}},
        {"15 nghìn", {15'000, 0}},
        {"15 ngàn", {15'000, 0}},
        {"1.250 triệu", {1'250'000'000, 0}},
        {"0,0005 nghìn", {5, 1}},
        {"1,2 TRIE\u0323\u0302U", {1'200'000, 0}},
        {"7", {7, 0}},
    };
    for (auto const& [text, number] : cases) {
        CAPTURE(text);
        CHECK(parse_number(text, Words::understood).value() == number);
    }
    CHECK(parse_number("triệu", Words::understood).error().id == "number_unclear");
    CHECK(parse_number("999999999999 tỷ", Words::understood).error().id == "number_too_large");
}

TEST_CASE("a count is whole and not negative")
{
    CHECK(parse_count("2.226").value() == 2226);
    CHECK(parse_count("05").value() == 5);
    CHECK(parse_count("2,0").value() == 2);
    CHECK(parse_count("2,5").error().id == "number_unclear");
    CHECK(parse_count("-1").error().id == "number_unclear");
}

TEST_CASE("numbers are shown with points and a comma")
{
    CHECK(shown(std::int64_t{0}) == "0");
    CHECK(shown(std::int64_t{999}) == "999");
    CHECK(shown(std::int64_t{1000}) == "1.000");
    CHECK(shown(std::int64_t{1234567}) == "1.234.567");
    CHECK(shown(std::int64_t{-123}) == "-123");
    CHECK(shown(std::int64_t{-1234}) == "-1.234");
    CHECK(shown(std::numeric_limits<std::int64_t>::min()) == "-9.223.372.036.854.775.808");
    CHECK(shown(Decimal{12345, 1}) == "1.234,5");
    CHECK(shown(Decimal{-5, 2}) == "-0,05");
    CHECK(shown(Decimal{1234567, 3}) == "1.234,567");
    CHECK(shown(Decimal{7, 0}) == "7");
    CHECK(Decimal{12345, 1}.value() == doctest::Approx(1234.5));
}

TEST_CASE("what is shown is read back as the same number")
{
    for (auto const number : {Decimal{1, 9}, Decimal{-123456789, 4}, Decimal{99999999, 0}, Decimal{10001, 2}})
        CHECK(parse_number(shown(number)).value() == number);
}

TEST_CASE("a percentage never hides a rest nor makes one up")
{
    struct {
        std::int64_t part, whole;
        int places;
        std::string_view shown;
    } const cases[] = {
        {1, 3, 1, "33,3%"},        {1, 2, 0, "50%"},       {1, 8, 0, "13%"},   {0, 5, 0, "0%"},
        {5, 5, 1, "100,0%"},       {1999, 2000, 0, "99%"}, {1, 2000, 0, "1%"}, {1999, 2000, 1, "99,9%"},
        {9999, 10000, 1, "99,9%"}, {12, 10, 0, "120%"},    {3, 0, 0, "–"},     {1, 40, 1, "2,5%"},
    };
    for (auto const& [part, whole, places, expected] : cases)
        CHECK(shown_percent(part, whole, places) == expected);
}
