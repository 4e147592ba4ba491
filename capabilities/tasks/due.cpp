// SPDX-License-Identifier: AGPL-3.0-or-later
#include "capabilities/tasks/due.hpp"

#include "data/data.hpp"
#include "platform/problem/problem.hpp"
#include "platform/text/csv.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <fmt/format.h>

namespace kheo::tasks
{

namespace
{

constexpr int months_of_a_year = 12;
constexpr std::size_t most_periods = 60;
constexpr int most_days_of_a_month = 31;

int months_of(DueKind kind)
{
    switch (kind) {
    case DueKind::each_month:
        return 1;
    case DueKind::each_quarter:
        return 3;
    case DueKind::each_half_year:
        return 6;
    default:
        return months_of_a_year;
    }
}

// The first day of the period in which the day lies, and of the next.
Date first_of(Date day, int months)
{
    auto const [year, month, _] = civil(day);
    return *date_of({year, (month - 1) / months * months + 1, 1});
}

Date next_of(Date first, int months)
{
    auto const [year, month, _] = civil(first);
    auto const next = month - 1 + months;
    return *date_of({year + next / months_of_a_year, next % months_of_a_year + 1, 1});
}

std::string name_of(Date first, int months)
{
    auto const [year, month, _] = civil(first);
    switch (months) {
    case 1:
        return fmt::format("{}-{:02}", year, month);
    case 3:
        return fmt::format("{}-Q{}", year, (month + 2) / 3);
    case 6:
        return fmt::format("{}-H{}", year, (month + 5) / 6);
    default:
        return std::to_string(year);
    }
}

std::string unit_of(DueKind kind)
{
    static constexpr std::array<std::string_view, 4> names{"tháng", "quý", "6 tháng", "năm"};
    return std::string(names.at(std::size_t(kind) - std::size_t(DueKind::each_month)));
}

std::vector<Occurrence> periods_of(DueRule const& rule, Date today, workdays::Calendar const& calendar)
{
    std::vector<Occurrence> all;
    auto const months = months_of(rule.kind);
    auto const until = rule.on ? std::min(today, *rule.on) : today;
    // Not from a day of another century: only the newest are kept.
    auto const newest = Date{until.day - int(most_periods) * months * most_days_of_a_month};
    for (auto first = first_of(std::max(rule.from, newest), months); first <= until;) {
        auto const next = next_of(first, months);
        auto const last = Date{next.day - 1};
        all.push_back({name_of(first, months), calendar.next_working({last.day + rule.days}), last});
        first = next;
    }
    if (all.size() > most_periods)
        all.erase(all.begin(), all.end() - most_periods);
    return all;
}

} // namespace

std::string_view label(DueKind kind)
{
    static constexpr std::array<std::string_view, 8> labels{"Văn bản không ghi hạn",
                                                            "Đến hết một ngày",
                                                            "Trong số ngày",
                                                            "Trong số ngày làm việc",
                                                            "Mỗi tháng",
                                                            "Mỗi quý",
                                                            "Mỗi 6 tháng",
                                                            "Mỗi năm"};
    return labels.at(std::size_t(kind));
}

std::vector<Occurrence> occurrences(DueRule const& rule, Date today, workdays::Calendar const& calendar)
{
    switch (rule.kind) {
    case DueKind::none:
        return {{"", std::nullopt, std::nullopt}};
    case DueKind::on_day:
        return {{"", rule.on, std::nullopt}};
    case DueKind::days_after:
        return {{"", calendar.next_working({rule.from.day + rule.days}), std::nullopt}};
    case DueKind::working_days_after:
        return {{"", calendar.after(rule.from, rule.days), std::nullopt}};
    default:
        return periods_of(rule, today, calendar);
    }
}

std::optional<Occurrence> occurrence(DueRule const& rule, std::string_view period, Date today,
                                     workdays::Calendar const& calendar)
{
    for (auto& one : occurrences(rule, today, calendar))
        if (one.period == period)
            return one;
    return std::nullopt;
}

std::string words_of(DueRule const& rule)
{
    switch (rule.kind) {
    case DueKind::none:
        return "Không ghi hạn";
    case DueKind::on_day:
        return rule.on ? "Hết ngày " + shown(*rule.on) : "Không ghi hạn";
    case DueKind::days_after:
        return fmt::format("Trong {} ngày từ ngày {}", rule.days, shown(rule.from));
    case DueKind::working_days_after:
        return fmt::format("Trong {} ngày làm việc từ ngày {}", rule.days, shown(rule.from));
    default:
        break;
    }
    auto const unit = unit_of(rule.kind);
    auto words = rule.days > 0
                     ? fmt::format("Mỗi {}, chậm nhất {} ngày sau khi hết {}", unit, rule.days,
                                   rule.kind == DueKind::each_half_year ? "6 tháng ấy" : unit)
                     : fmt::format("Mỗi {}, chậm nhất ngày cuối kỳ (ngày nghỉ thì ngày làm việc sau)", unit);
    if (rule.on)
        words += ", đến hết ngày " + shown(*rule.on);
    return words;
}

std::string period_words(std::string_view period)
{
    static constexpr std::array<std::string_view, 4> quarters{"I", "II", "III", "IV"};
    if (period.size() < 6)
        return period.empty() ? "" : "năm " + std::string(period);
    auto const year = period.substr(0, 4);
    auto const number = std::size_t(period.back() - '1');
    if (period[5] == 'Q' && number < quarters.size())
        return fmt::format("quý {}/{}", quarters.at(number), year);
    if (period[5] == 'H')
        return fmt::format("6 tháng {} năm {}", number == 0 ? "đầu" : "cuối", year);
    return fmt::format("tháng {}/{}", period.substr(5), year);
}

std::string warning_of(DueRule const& rule, Occurrence const& occurrence, workdays::Calendar const& calendar)
{
    if (rule.kind == DueKind::none || rule.kind == DueKind::on_day || !occurrence.due)
        return {};
    auto const until = *occurrence.due;
    // Of what is not counted in working days only the last day may be a day off.
    auto const from = rule.kind == DueKind::working_days_after
                          ? rule.from
                          : Date{occurrence.ends.value_or(rule.from).day + rule.days};
    std::string words;
    auto const names = calendar.unconfirmed(from, until);
    for (auto const& name : names)
        words += (words.empty() ? "Hạn tính theo ngày nghỉ chưa được xác nhận: " : ", ") + name;
    words += words.empty() ? "" : ".";
    std::string years;
    for (auto year = civil(from).year; year <= civil(until).year; ++year)
        if (!calendar.knows(year))
            years += (years.empty() ? "" : ", ") + std::to_string(year);
    if (!years.empty())
        words += (words.empty() ? "" : " ") +
                 ("Chưa có lịch nghỉ năm " + years + ": hạn mới trừ thứ Bảy, Chủ nhật, chưa trừ ngày lễ.");
    return words;
}

int threshold(std::string_view key)
{
    static auto const records = [] {
        auto read =
            csv::Records::parse(data::file("rules/deadlines-thresholds.csv"), {"key", "value", "status"});
        ensure(read.has_value(), "data/rules/deadlines-thresholds.csv is broken");
        return std::move(*read);
    }();
    for (std::size_t row = 0; row < records.size(); ++row)
        if (records.at(row, "key") == key) {
            auto const text = records.at(row, "value");
            int number = 0;
            auto const read = std::from_chars(text.data(), text.data() + text.size(), number);
            ensure(read.ec == std::errc(), "data/rules/deadlines-thresholds.csv: no number");
            return number;
        }
    throw Contradiction("data/rules/deadlines-thresholds.csv: no such key");
}

} // namespace kheo::tasks
