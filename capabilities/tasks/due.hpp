// SPDX-License-Identifier: AGPL-3.0-or-later
// By when (hạn): a day that the paper names, so many days after another, or each
// period. Pure; what is counted in days ends on a day on which offices work.
#pragma once

#include "capabilities/workdays/workdays.hpp"
#include "platform/json/json.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace kheo::tasks
{

enum class DueKind {
    none,
    on_day,
    days_after,
    working_days_after,
    each_month,
    each_quarter,
    each_half_year,
    each_year
};
BOOST_DESCRIBE_ENUM(DueKind, none, on_day, days_after, working_days_after, each_month, each_quarter,
                    each_half_year, each_year)
std::string_view label(DueKind kind);
inline bool is_periodic(DueKind kind)
{
    return kind >= DueKind::each_month;
}

// `on`: the last day that is still in time; of what is asked each period, the day
// with which asking ends. `days`: after `from`, or after the period's last day.
struct DueRule {
    DueKind kind = DueKind::none;
    std::optional<Date> on;
    int days = 0;
    Date from;
};

// What is owed once. `period` is "" where the task is asked once, else its name:
// "2026-05", "2026-Q2", "2026-H1", "2026".
struct Occurrence {
    std::string period;
    std::optional<Date> due;
    std::optional<Date> ends; // the period's last day
    // Who began after this day was not there to do it, and does not owe it.
    std::optional<Date> until() const { return ends ? ends : due; }
    friend bool operator==(Occurrence const&, Occurrence const&) = default;
};

// All that is owed from the rule's day until today, oldest first; of a period
// that goes on already today, too.
std::vector<Occurrence> occurrences(DueRule const& rule, Date today, workdays::Calendar const& calendar);
// The one of this name; nothing where it is not among them.
std::optional<Occurrence> occurrence(DueRule const& rule, std::string_view period, Date today,
                                     workdays::Calendar const& calendar);

// "Hết ngày 31/01/2025", "Trong 10 ngày làm việc từ ngày 06/01/2025", "Mỗi quý,
// chậm nhất 5 ngày sau khi hết quý", "Không ghi hạn".
std::string words_of(DueRule const& rule);
std::string period_words(std::string_view period); // "quý II/2026"; "" of ""
// What a day due rests on that nobody verified: holidays to be confirmed, years
// whose holidays are not known; "" where it rests on nothing of the kind.
std::string warning_of(DueRule const& rule, Occurrence const& occurrence, workdays::Calendar const& calendar);

// A number of data/rules/deadlines-thresholds.csv by its key.
int threshold(std::string_view key);

} // namespace kheo::tasks
