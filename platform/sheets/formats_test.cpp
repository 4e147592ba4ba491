// SPDX-License-Identifier: AGPL-3.0-or-later
#include "platform/sheets/formats.hpp"

#include <doctest/doctest.h>

using namespace kheo::sheets;

TEST_CASE("numbers are written plainly")
{
    std::pair<double, char const*> const rows[] = {{0, "0"},
                                                   {-0.0, "0"},
                                                   {1, "1"},
                                                   {-2.5, "-2.5"},
                                                   {1e14, "100000000000000"},
                                                   {1e21, "1000000000000000000000"},
                                                   {1e-5, "0.00001"},
                                                   {0.1 + 0.2, "0.3"},
                                                   {1e-30, "0"}};
    for (auto const& [value, text] : rows)
        CHECK(plain(value) == text);
}

TEST_CASE("a cell is shown as people in Viet Nam read it")
{
    CHECK(shown({"1250000.5", Kind::number}) == "1250000,5");
    CHECK(shown({"87.5%", Kind::number}) == "87,5%");
    CHECK(shown({"2026-11-21", Kind::date}) == "21/11/2026");
    CHECK(shown({"2026-11-21T14:30:00", Kind::date}) == "21/11/2026 14:30");
    CHECK(shown({"14:30:00", Kind::date}) == "14:30:00");
    CHECK(shown({"TRUE", Kind::boolean}) == "Đúng");
    CHECK(shown({"1.5", Kind::text}) == "1.5");
    CHECK(shown({}).empty());
}

TEST_CASE("text is kept without what could hide or break it")
{
    CHECK(clean("a\tb\nc") == "a\tb\nc");
    CHECK(clean(std::string("a\0b", 3)) == "ab");
    CHECK(clean("a\x1b[31mb") == "a[31mb");
    CHECK(clean("so\xe2\x80\xae"
                "dnuoc") == "sodnuoc");
    CHECK(clean("a\r\nb") == "a\nb");
    CHECK(clean("\xc3\x90\xe1\xba\xa3ng") == "Đảng"); // U+00D0
    CHECK(clean(std::string(200'000, 'x')).size() == 32'767);
}

TEST_CASE("which formats mean a day")
{
    for (auto const* code : {"d/m/yyyy", "dd\\-mm\\-yyyy", "[$-F800]dddd\\,\\ mmmm\\ dd\\,\\ yyyy", "hh:mm",
                             "[h]:mm:ss", "mm:ss.0", "YYYY"}) {
        CAPTURE(code);
        CHECK(format_of_code(code).meaning == Meaning::date);
    }
    for (auto const* code : {"General", "0.00", "#,##0;[Red]-#,##0", "@", "\"ngày\" 0", "_-* #,##0\\ \"đ\"_-",
                             "0.00E+00", "", ";;;", "[Blue]0", "\"", "\\", "[", "0"}) {
        CAPTURE(code);
        CHECK(format_of_code(code).meaning == Meaning::number);
    }
    CHECK(format_of_code("00000").digits == 5);
    CHECK(format_of_code("0.0%").meaning == Meaning::percent);
}
