// SPDX-License-Identifier: AGPL-3.0-or-later
// Sizes and indexes as the C2SP specifications write them.
#pragma once

#include <charconv>
#include <cstdint>
#include <optional>
#include <string_view>
#include <system_error>

namespace kheo::merkle
{

// ASCII decimal without sign or leading zero (except "0" itself) within 64 bits.
inline std::optional<std::uint64_t> parse_decimal(std::string_view text)
{
    std::uint64_t value = 0;
    auto const [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (error != std::errc() || end != text.data() + text.size() || (text.front() == '0' && text.size() > 1))
        return std::nullopt;
    return value;
}

} // namespace kheo::merkle
