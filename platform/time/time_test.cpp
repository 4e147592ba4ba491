// SPDX-License-Identifier: AGPL-3.0-or-later
#include "platform/time/time.hpp"

#include <doctest/doctest.h>

using namespace kheo;

TEST_CASE("dates of people are read in the ways people write them")
{
    struct Row {
        char const* text;
        char const* day; // ISO; "" where there is none
    };
    static constexpr Row rows[] = {
        {"21/11/2026", "2026-11-21"},
        {"1/2/2026", "2026-02-01"},
        {"01-02-2026", "2026-02-01"},
        {"1.2.2026", "2026-02-01"},
        {"29/2/2024", "2024-02-29"},
        {"29/2/2026", ""},
        {"31/4/2026", ""},
        {"0/1/2026", ""},
        {"1/13/2026", ""},
        {"1/2/26", ""},
        {"2026-02-01", ""},
        {"1/2/2026 ", ""},
        {"", ""},
        {"1/2", ""},
        {"1/2/1700", ""},
    };
    for (auto const& row : rows) {
        CAPTURE(row.text);
        auto const day = parse_date(row.text);
        CHECK((day ? iso(*day) : "") == row.day);
    }
}

TEST_CASE("ISO dates are read strictly")
{
    CHECK(parse_iso_date("2026-11-21") == date_of({2026, 11, 21}));
    for (auto const* const text : {"2026-1-21", "2026-11-21T", "21/11/2026", "2026-02-30", "", "2026/11/21"})
        CHECK(!parse_iso_date(text));
}

TEST_CASE("an instant falls on the day that Viet Nam has then")
{
    CHECK(iso(local_date(Instant{1'795'280'399'999})) == "2026-11-21");
    CHECK(iso(local_date(Instant{1'795'280'400'000})) == "2026-11-22");
    CHECK(iso(local_date(Instant{-1})) == "1970-01-01");
}

TEST_CASE("days and instants are shown as people and programs read them")
{
    auto const at = Instant{1'795'237'204'005};
    CHECK(iso(at) == "2026-11-21T05:00:04.005Z");
    CHECK(shown(at) == "12:00 ngày 21/11/2026");
    CHECK(shown(*date_of({2026, 3, 2})) == "02/03/2026");
    auto const day = civil(*date_of({2024, 2, 29}));
    CHECK(day.year == 2024);
    CHECK(day.month == 2);
    CHECK(day.day == 29);
}
