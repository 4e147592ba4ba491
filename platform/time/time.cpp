// SPDX-License-Identifier: AGPL-3.0-or-later
#include "platform/time/time.hpp"

#include <array>
#include <chrono>
#include <fmt/format.h>

namespace kheo
{

namespace
{

constexpr std::int64_t day_ms = 86'400'000;
constexpr std::int64_t viet_nam_offset_ms = 7 * 3'600'000;

std::int64_t floor_day(std::int64_t ms)
{
    return ms >= 0 ? ms / day_ms : -((-ms + day_ms - 1) / day_ms);
}

// Digits up to the next separator; nothing where there is none or too many.
std::optional<int> number(std::string_view& text, std::size_t most)
{
    std::size_t used = 0;
    int value = 0;
    while (used < text.size() && used < most && text[used] >= '0' && text[used] <= '9')
        value = value * 10 + (text[used++] - '0');
    if (used == 0)
        return std::nullopt;
    text.remove_prefix(used);
    return value;
}

bool skip(std::string_view& text, std::string_view any_of)
{
    if (text.empty() || any_of.find(text.front()) == std::string_view::npos)
        return false;
    text.remove_prefix(1);
    return true;
}

} // namespace

Civil civil(Date date)
{
    auto const ymd = std::chrono::year_month_day(std::chrono::sys_days(std::chrono::days(date.day)));
    return {int(ymd.year()), int(unsigned(ymd.month())), int(unsigned(ymd.day()))};
}

std::optional<Date> date_of(Civil civil)
{
    auto const ymd = std::chrono::year(civil.year) / civil.month / civil.day;
    if (!ymd.ok() || civil.year < 1800 || civil.year > 2999)
        return std::nullopt;
    return Date{int(std::chrono::sys_days(ymd).time_since_epoch().count())};
}

Date local_date(Instant instant)
{
    return {std::int32_t(floor_day(instant.ms + viet_nam_offset_ms))};
}

std::optional<Date> parse_iso_date(std::string_view text)
{
    if (text.size() != 10)
        return std::nullopt;
    auto const year = number(text, 4);
    if (!year || !skip(text, "-"))
        return std::nullopt;
    auto const month = number(text, 2);
    if (!month || !skip(text, "-"))
        return std::nullopt;
    auto const day = number(text, 2);
    if (!day || !text.empty())
        return std::nullopt;
    return date_of({*year, *month, *day});
}

std::optional<Date> parse_date(std::string_view text)
{
    auto const day = number(text, 2);
    if (!day || !skip(text, "/-."))
        return std::nullopt;
    auto const month = number(text, 2);
    if (!month || !skip(text, "/-.") || text.size() != 4)
        return std::nullopt;
    auto const year = number(text, 4);
    if (!year || !text.empty())
        return std::nullopt;
    return date_of({*year, *month, *day});
}

std::string iso(Date date)
{
    auto const c = civil(date);
    return fmt::format("{:04}-{:02}-{:02}", c.year, c.month, c.day);
}

std::string iso(Instant instant)
{
    auto const day = floor_day(instant.ms);
    auto const rest = instant.ms - day * day_ms;
    return fmt::format("{}T{:02}:{:02}:{:02}.{:03}Z", iso(Date{std::int32_t(day)}), rest / 3'600'000,
                       rest / 60'000 % 60, rest / 1000 % 60, rest % 1000);
}

std::string shown(Date date)
{
    auto const c = civil(date);
    return fmt::format("{:02}/{:02}/{:04}", c.day, c.month, c.year);
}

std::string shown(Instant instant)
{
    auto const local = instant.ms + viet_nam_offset_ms;
    auto const rest = local - floor_day(local) * day_ms;
    return fmt::format("{:02}:{:02} ngày {}", rest / 3'600'000, rest / 60'000 % 60,
                       shown(local_date(instant)));
}

Instant SystemClock::now()
{
    auto const since = std::chrono::system_clock::now().time_since_epoch();
    return {std::chrono::duration_cast<std::chrono::milliseconds>(since).count()};
}

} // namespace kheo
