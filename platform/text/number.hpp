// SPDX-License-Identifier: AGPL-3.0-or-later
// Numbers as Vietnamese offices write them: 1.234.567,8. Exact decimals, never
// floating point, so that the same figure always has the same bytes.
#pragma once

#include "platform/problem/problem.hpp"

#include <cstdint>
#include <string>
#include <string_view>

namespace kheo
{

// units × 10^-places, always in lowest terms: 1,50 is {15, 1}, 200 is {200, 0}.
struct Decimal {
    std::int64_t units = 0;
    int places = 0; // 0–9
    double value() const;
    friend bool operator==(Decimal, Decimal) = default;
};

enum class Words { refused, understood };

// Reads 1234; 1.234; 1 234 567; 1.234,5; −3,25; 05. A point groups thousands and
// must do so rightly: 1.5 is refused, for it may mean either. With
// Words::understood also 1,2 triệu, 3 tỷ, 15 nghìn (ngàn). At most 9 decimals.
// Refuses number_unclear, number_in_words, number_too_large.
Outcome<Decimal> parse_number(std::string_view text, Words words = Words::refused);
// The same for counts: whole and not negative.
Outcome<std::int64_t> parse_count(std::string_view text);

std::string shown(std::int64_t number); // 1.234.567
std::string shown(Decimal number);      // 1.234,5
// A share in percent, rounded half away from zero to `places`: shown_percent(1, 3, 1)
// is "33,3%"; "–" where the whole is 0. Never "100%" unless all, nor "0%" unless none.
std::string shown_percent(std::int64_t part, std::int64_t whole, int places = 0);

} // namespace kheo
