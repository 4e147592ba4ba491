// SPDX-License-Identifier: AGPL-3.0-or-later
#include "capabilities/periods/periods.hpp"
#include "platform/problem/problem.hpp"

#include <doctest/doctest.h>

using namespace kheo;
using namespace kheo::periods;

namespace
{

Date on(std::string_view iso)
{
    return parse_iso_date(iso).value();
}

} // namespace

TEST_CASE("a day lies in the period that its length of the day gives")
{
    struct Case {
        int months;
        char const* day;
        char const* first;
        char const* last;
        char const* words;
    };
    Case const cases[] = {
        {6, "2026-01-01", "2026-01-01", "2026-06-30", "6 tháng đầu năm 2026"},
        {6, "2026-06-30", "2026-01-01", "2026-06-30", "6 tháng đầu năm 2026"},
        {6, "2026-07-01", "2026-07-01", "2026-12-31", "6 tháng cuối năm 2026"},
        {12, "2028-02-29", "2028-01-01", "2028-12-31", "năm 2028"},
        {3, "2026-09-30", "2026-07-01", "2026-09-30", "quý III năm 2026"},
        {3, "2026-12-31", "2026-10-01", "2026-12-31", "quý IV năm 2026"},
        {1, "2026-02-28", "2026-02-01", "2026-02-28", "tháng 2/2026"},
        {4, "2026-05-05", "2026-05-01", "2026-08-31", "từ 01/05/2026 đến 31/08/2026"},
    };
    for (auto const& [months, day, first, last, words] : cases) {
        CAPTURE(words);
        auto const period = Calendar({{.months = months}}).of(on(day));
        CHECK(iso(period.first) == first);
        CHECK(iso(period.last()) == last);
        CHECK(shown(period) == words);
    }
}

TEST_CASE("who spoke in the last period has all of this one to speak again")
{
    auto const half_years = Calendar({{.months = 6}});
    struct Case {
        char const* last_sign;
        char const* today;
        Condition condition;
    };
    Case const cases[] = {
        {"2026-03-10", "2026-03-10", Condition::alive},
        {"2026-01-01", "2026-12-31", Condition::alive},
        {"2026-06-30", "2027-01-01", Condition::unconfirmed},
        {"2026-07-01", "2027-01-01", Condition::alive},
        {"2025-12-31", "2026-06-30", Condition::alive},
        {"2025-12-31", "2026-07-01", Condition::unconfirmed},
        {"2027-02-01", "2026-07-01", Condition::alive}, // a paper of a later day
    };
    for (auto const& [sign, today, expected] : cases) {
        CAPTURE(sign);
        CAPTURE(today);
        CHECK(condition(Course::goes_on, on(sign), half_years.kept_since(on(today))) == expected);
    }
}

TEST_CASE("what a body said of a pause or an end stands, however long it is silent")
{
    for (auto const sign : {"2020-01-01", "2026-07-01"}) {
        CHECK(condition(Course::paused, on(sign), on("2026-01-01")) == Condition::paused);
        CHECK(condition(Course::ended, on(sign), on("2026-01-01")) == Condition::ended);
    }
}

TEST_CASE("another length of periods begins on its day, and the running period ends on the eve")
{
    auto const changed = Calendar(
        {{.months = 6, .to = date_of({2026, 9, 30})}, {.months = 3, .from = date_of({2026, 10, 1})}});
    CHECK(changed.of(on("2026-09-30")) == Period{on("2026-07-01"), on("2026-10-01")});
    CHECK(changed.of(on("2026-10-01")) == Period{on("2026-10-01"), on("2027-01-01")});
    CHECK(changed.before(changed.of(on("2026-11-21"))).first == on("2026-07-01"));
    CHECK(changed.kept_since(on("2027-01-01")) == on("2026-10-01"));
}

TEST_CASE("the rules that the program carries are whole")
{
    CHECK(calendar().of(on("2026-11-21")).first == on("2026-07-01"));
    CHECK(rule("absurd_factor") == 10);
    CHECK_THROWS_AS(rule("no such"), Contradiction);
}
