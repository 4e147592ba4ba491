// SPDX-License-Identifier: AGPL-3.0-or-later
// Instants are UTC milliseconds; people see Viet Nam's time (+07:00, no summer
// time). Dates are civil days without a zone.
#pragma once

#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace kheo
{

// Milliseconds since 1970-01-01T00:00:00Z.
struct Instant {
    std::int64_t ms = 0;
    friend auto operator<=>(Instant, Instant) = default;
};

// A civil day, counted from 1970-01-01 = 0.
struct Date {
    std::int32_t day = 0;
    friend auto operator<=>(Date, Date) = default;
};

struct Civil {
    int year;
    int month; // 1–12
    int day;   // 1–31
};

Civil civil(Date date);
// Nothing where there is no such day (30 February).
std::optional<Date> date_of(Civil civil);
// The day on which the instant falls in Viet Nam.
Date local_date(Instant instant);

// "2026-11-21"; nothing for any other shape or no such day.
std::optional<Date> parse_iso_date(std::string_view text);
// "21/11/2026", also with one-digit day or month and "-" or "." between;
// nothing for any other shape or no such day.
std::optional<Date> parse_date(std::string_view text);

std::string iso(Date date);         // 2026-11-21
std::string iso(Instant instant);   // 2026-11-21T03:04:05.678Z
std::string shown(Date date);       // 21/11/2026
std::string shown(Instant instant); // 10:04 ngày 21/11/2026, in Viet Nam

// The time as the server sees it; tests give one that stands still.
class Clock
{
  public:
    virtual ~Clock() = default;
    virtual Instant now() = 0;
};

class SystemClock final : public Clock
{
  public:
    Instant now() override;
};

} // namespace kheo
