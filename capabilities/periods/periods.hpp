// SPDX-License-Identifier: AGPL-3.0-or-later
// Periods (kỳ xác nhận) in which bodies say that their models still work, and
// what a model's condition (tình trạng) is on a day. Pure; silence is computed
// from dates, nobody writes it down.
#pragma once

#include "platform/time/time.hpp"

#include <boost/describe.hpp>

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace kheo::periods
{

// `end` is the first day that no longer belongs to it.
struct Period {
    Date first;
    Date end;
    friend bool operator==(Period, Period) = default;

    Date last() const { return {end.day - 1}; }
};

// How many months a period has, from a day on.
struct Length {
    int months = 6; // divides twelve: periods never cross a year
    std::optional<Date> from;
    std::optional<Date> to; // the last day
};

class Calendar
{
  public:
    explicit Calendar(std::vector<Length> lengths);

    // The period in which the day lies. Where another length begins within it,
    // it ends on the eve.
    Period of(Date day) const;
    Period before(Period period) const { return of(Date{period.first.day - 1}); }
    // From this day on a sign of life counts: the first of the last period. Who
    // spoke in the last period has all of this one to speak again.
    Date kept_since(Date today) const { return before(of(today)).first; }

  private:
    std::vector<Length> lengths_;
};

// By data/rules/heartbeats.csv.
Calendar const& calendar();
// A number of that file by its code.
std::int64_t rule(std::string_view code);

// "6 tháng cuối năm 2026", "quý III năm 2026", "năm 2026".
std::string shown(Period period);

// Whether a model is still worked on, as its body says. `unconfirmed` is never
// said by anybody: it is what silence means.
enum class Condition { alive, unconfirmed, paused, ended };
BOOST_DESCRIBE_ENUM(Condition, alive, unconfirmed, paused, ended)
std::string_view label(Condition condition); // Đang duy trì

// What a body said, if anything.
enum class Course { goes_on, paused, ended };
BOOST_DESCRIBE_ENUM(Course, goes_on, paused, ended)

Condition condition(Course course, Date last_sign, Date kept_since);

} // namespace kheo::periods
