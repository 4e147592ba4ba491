// SPDX-License-Identifier: AGPL-3.0-or-later
#include "capabilities/workdays/workdays.hpp"

#include "data/data.hpp"
#include "platform/problem/problem.hpp"
#include "platform/text/csv.hpp"

#include <algorithm>

namespace kheo::workdays
{

namespace
{

// 1970-01-01 was a Thursday; 0 is Monday.
int weekday(Date day)
{
    return int(((day.day + 3) % 7 + 7) % 7);
}

} // namespace

Calendar::Calendar(std::map<Date, Exception> exceptions) : exceptions_(std::move(exceptions)) {}

Calendar Calendar::parsed(std::string_view csv)
{
    auto const records = csv::Records::parse(csv, {"day", "name", "kind", "status"});
    ensure(records.has_value(), "holidays.csv is no table");
    std::map<Date, Exception> exceptions;
    for (std::size_t row = 0; row < records->size(); ++row) {
        auto const day = parse_iso_date(records->at(row, "day"));
        auto const kind = records->at(row, "kind");
        ensure(day.has_value(), "holidays.csv: no day");
        ensure(kind == "holiday" || kind == "compensation" || kind == "working_day",
               "holidays.csv: unknown kind");
        auto const fresh =
            exceptions
                .emplace(*day, Exception{std::string(records->at(row, "name")), kind == "working_day",
                                         records->at(row, "status") == "verified"})
                .second;
        ensure(fresh, "holidays.csv: a day stands twice");
    }
    return Calendar(std::move(exceptions));
}

bool Calendar::is_working(Date day) const
{
    auto const found = exceptions_.find(day);
    return found == exceptions_.end() ? weekday(day) < 5 : found->second.worked;
}

Date Calendar::next_working(Date day) const
{
    while (!is_working(day))
        ++day.day;
    return day;
}

Date Calendar::after(Date day, int working_days) const
{
    for (; working_days > 0; --working_days)
        day = next_working({day.day + 1});
    return next_working(day);
}

int Calendar::between(Date from, Date to) const
{
    int count = 0;
    for (++from.day; from <= to; ++from.day)
        count += is_working(from) ? 1 : 0;
    return count;
}

std::vector<std::string> Calendar::unconfirmed(Date from, Date to) const
{
    std::vector<std::string> names;
    for (auto at = exceptions_.lower_bound(from); at != exceptions_.end() && at->first <= to; ++at)
        if (!at->second.confirmed)
            names.push_back(at->second.name + " " + shown(at->first));
    return names;
}

bool Calendar::knows(int year) const
{
    auto const at = exceptions_.lower_bound(*date_of({year, 1, 1}));
    return at != exceptions_.end() && civil(at->first).year == year;
}

Calendar const& calendar()
{
    static auto const held = Calendar::parsed(data::file("rules/holidays.csv"));
    return held;
}

} // namespace kheo::workdays
