// SPDX-License-Identifier: AGPL-3.0-or-later
#include "capabilities/periods/periods.hpp"

#include "data/data.hpp"
#include "platform/problem/problem.hpp"
#include "platform/text/csv.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <fmt/format.h>
#include <utility>

namespace kheo::periods
{

namespace
{

constexpr int months_of_a_year = 12;

csv::Records const& rules()
{
    static auto const records = [] {
        auto read = csv::Records::parse(data::file("rules/heartbeats.csv"),
                                        {"code", "value", "valid_from", "valid_to", "status"});
        ensure(read.has_value(), "data/rules/heartbeats.csv is broken");
        return std::move(*read);
    }();
    return records;
}

std::int64_t number_of(std::string_view text)
{
    std::int64_t number = 0;
    auto const read = std::from_chars(text.data(), text.data() + text.size(), number);
    ensure(read.ec == std::errc() && number > 0, "data/rules/heartbeats.csv: no number");
    return number;
}

Date first_of_month(int year, int month)
{
    return *date_of({year + (month - 1) / months_of_a_year, (month - 1) % months_of_a_year + 1, 1});
}

} // namespace

Calendar::Calendar(std::vector<Length> lengths) : lengths_(std::move(lengths))
{
    for (auto const& length : lengths_)
        ensure(length.months > 0 && months_of_a_year % length.months == 0,
               "a period of so many months crosses the year");
}

Period Calendar::of(Date day) const
{
    auto const holds = [&](Length const& length) {
        return (!length.from || *length.from <= day) && (!length.to || day <= *length.to);
    };
    auto const length = std::ranges::find_if(lengths_, holds);
    ensure(length != lengths_.end(), "no length of periods holds on a day");
    auto const [year, month, ignored] = civil(day);
    auto const begins = (month - 1) / length->months * length->months + 1;
    auto period = Period{first_of_month(year, begins), first_of_month(year, begins + length->months)};
    if (length->from)
        period.first = std::max(period.first, *length->from);
    if (length->to)
        period.end = std::min(period.end, Date{length->to->day + 1});
    return period;
}

Calendar const& calendar()
{
    static auto const made = [] {
        std::vector<Length> lengths;
        for (std::size_t row = 0; row < rules().size(); ++row)
            if (rules().at(row, "code") == "period")
                lengths.push_back({int(number_of(rules().at(row, "value"))),
                                   parse_iso_date(rules().at(row, "valid_from")),
                                   parse_iso_date(rules().at(row, "valid_to"))});
        return Calendar(std::move(lengths));
    }();
    return made;
}

std::int64_t rule(std::string_view code)
{
    for (std::size_t row = 0; row < rules().size(); ++row)
        if (rules().at(row, "code") == code)
            return number_of(rules().at(row, "value"));
    throw Contradiction("no such rule in data/rules/heartbeats.csv: " + std::string(code));
}

std::string shown(Period period)
{
    static constexpr std::array<std::string_view, 4> quarters{"I", "II", "III", "IV"};
    auto const first = civil(period.first);
    auto const end = civil(period.end);
    auto const months = (end.year - first.year) * months_of_a_year + end.month - first.month;
    auto const whole = first.day == 1 && end.day == 1 && (first.month - 1) % std::max(months, 1) == 0;
    if (whole && months == months_of_a_year)
        return fmt::format("năm {}", first.year);
    if (whole && months == 6)
        return fmt::format("6 tháng {} năm {}", first.month == 1 ? "đầu" : "cuối", first.year);
    if (whole && months == 3)
        return fmt::format("quý {} năm {}", quarters.at(std::size_t(first.month / 3)), first.year);
    if (whole && months == 1)
        return fmt::format("tháng {}/{}", first.month, first.year);
    return fmt::format("từ {} đến {}", kheo::shown(period.first), kheo::shown(period.last()));
}

std::string_view label(Condition condition)
{
    static constexpr std::array<std::string_view, 4> labels{"Đang duy trì", "Chưa xác nhận", "Tạm dừng",
                                                            "Đã kết thúc"};
    return labels.at(std::size_t(condition));
}

Condition condition(Course course, Date last_sign, Date kept_since)
{
    switch (course) {
    case Course::ended:
        return Condition::ended;
    case Course::paused:
        return Condition::paused;
    case Course::goes_on:
        break;
    }
    return last_sign < kept_since ? Condition::unconfirmed : Condition::alive;
}

} // namespace kheo::periods
