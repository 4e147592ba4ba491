// SPDX-License-Identifier: AGPL-3.0-or-later
#include "capabilities/reports/summary_test.hpp"

#include <doctest/doctest.h>

using namespace kheo;
using namespace kheo::reports;
using models::Stage;
using periods::Condition;
using periods::Course;

namespace
{

Summary of(std::vector<Entered> const& entries, Scope const& scope)
{
    return summary(entries, sample::directory(), sample::atlas(), scope);
}

struct Case {
    char const* why;
    int year;
    models::Stage stage;
    bool published;
    std::optional<Date> registered_on;
    std::optional<Date> confirmed;
    Course course;
    std::optional<Condition> expected;
};
auto const may = sample::day(2026, 5, 2);
auto const last_year = sample::day(2025, 8, 1);
auto const period = sample::day(2026, 7, 1);
Case const cases[] = {
    {"registered in the last period",
     2026,
     Stage::received,
     true,
     may,
     {},
     Course::goes_on,
     Condition::alive},
    {"no day on its paper: its year's beginning",
     2026,
     Stage::received,
     true,
     {},
     {},
     Course::goes_on,
     Condition::alive},
    {"registered long ago, silent",
     2025,
     Stage::received,
     true,
     last_year,
     {},
     Course::goes_on,
     Condition::unconfirmed},
    {"silent though recognised",
     2025,
     Stage::recognised,
     true,
     last_year,
     {},
     Course::goes_on,
     Condition::unconfirmed},
    {"confirmed this period", 2025, Stage::not_yet, true, last_year, period, Course::goes_on,
     Condition::alive},
    {"confirmed a year ago", 2025, Stage::appraising, true, last_year, last_year, Course::goes_on,
     Condition::unconfirmed},
    {"paused", 2025, Stage::received, true, last_year, period, Course::paused, Condition::paused},
    {"ended", 2025, Stage::received, true, last_year, period, Course::ended, Condition::ended},
    {"public, the next entry waits",
     2026,
     Stage::registered,
     true,
     may,
     {},
     Course::goes_on,
     Condition::alive},
    {"never received", 2026, Stage::registered, false, may, {}, Course::goes_on, {}},
};

} // namespace

TEST_CASE("of the cumulative those are kept whose body spoke, or registered, in this period or the last")
{
    for (auto const& one : cases) {
        CAPTURE(one.why);
        auto entry = sample::entered(1, one.year, sample::an_binh);
        entry.stage = one.stage;
        entry.published = one.published;
        entry.registered_on = one.registered_on;
        entry.confirmed = one.confirmed;
        entry.course = one.course;
        auto const sums = of({entry}, sample::scope());
        CHECK(sums.sum("cumulative") == 1);
        CHECK(sums.sum("alive") == (one.expected == Condition::alive ? 1 : 0));
        CHECK(sums.sum("unconfirmed") == (one.expected == Condition::unconfirmed ? 1 : 0));
    }
}

TEST_CASE("a model is kept or silent as of the day, once however often it was registered")
{
    auto const twice =
        std::vector{sample::entered(1, 2025, sample::an_binh), sample::entered(1, 2026, sample::an_binh)};
    auto received = twice;
    for (auto& entry : received) {
        entry.stage = Stage::received;
        entry.published = true;
    }
    auto scope = sample::scope();
    CHECK(of(received, scope).sum("alive") == 1);
    scope.as_of = sample::day(2026, 2, 1); // this year's paper is of March, last year's of March too
    CHECK(of(received, scope).sum("alive") == 0);
    CHECK(of(received, scope).sum("unconfirmed") == 1);
    // Outside a waiting entry is not shown, yet it is its body's sign of life.
    received[1].stage = Stage::registered;
    scope = sample::scope();
    scope.only_public = true;
    CHECK(of(received, scope).sum("total") == 0);
    CHECK(of(received, scope).sum("alive") == 1);
}
