// SPDX-License-Identifier: AGPL-3.0-or-later
#include "capabilities/heartbeats/heartbeat.hpp"

#include <fmt/format.h>

namespace kheo::heartbeats
{

namespace
{

std::optional<double> number_of(std::string_view text)
{
    if (text.empty())
        return std::nullopt;
    auto const number = parse_number(text);
    return number ? std::optional(number->value()) : std::nullopt;
}

} // namespace

std::string absurd(std::string_view result, Measured const& measured, std::int64_t factor)
{
    auto const now = number_of(result);
    if (!now)
        return {};
    auto const target = number_of(measured.target);
    auto const last = number_of(measured.last);
    auto const many = double(factor);
    if (*now < 0)
        return "là số âm";
    if (*now == 0 && target.value_or(0) > 0)
        return fmt::format("bằng 0 mà mô hình vẫn còn làm (cần đạt {})", measured.target);
    if (target && *target > 0 && *now > *target * many)
        return fmt::format("gấp hơn {} lần mức cần đạt ({})", factor, measured.target);
    if (last && *last > 0 && *now > *last * many)
        return fmt::format("gấp hơn {} lần lần báo trước ({})", factor, measured.last);
    if (last && *last > 0 && *now * many < *last)
        return fmt::format("chưa bằng một phần {} lần báo trước ({})", factor, measured.last);
    return {};
}

} // namespace kheo::heartbeats
