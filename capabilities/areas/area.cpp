// SPDX-License-Identifier: AGPL-3.0-or-later
#include "capabilities/areas/area.hpp"

#include "platform/text/text.hpp"

#include <array>
#include <utility>

namespace kheo::areas
{

namespace
{
// In the order in which a text is tried: "Thành phố" before "Thôn".
constexpr std::array<std::pair<AreaKind, std::string_view>, 7> labels{{
    {AreaKind::province, "tỉnh"},
    {AreaKind::city, "thành phố"},
    {AreaKind::commune, "xã"},
    {AreaKind::ward, "phường"},
    {AreaKind::special_zone, "đặc khu"},
    {AreaKind::village, "thôn"},
    {AreaKind::industrial_zone, "khu công nghiệp"},
}};
} // namespace

std::string_view label(AreaKind kind)
{
    return labels.at(std::size_t(kind)).second;
}

std::optional<AreaKind> kind_of(std::string_view text)
{
    auto const key = exact_key(tidied(text));
    for (auto const& [kind, word] : labels)
        if (key.starts_with(exact_key(word)))
            return kind;
    return std::nullopt;
}

bool is_provincial(AreaKind kind)
{
    return kind == AreaKind::province || kind == AreaKind::city;
}

bool is_communal(AreaKind kind)
{
    return kind == AreaKind::commune || kind == AreaKind::ward || kind == AreaKind::special_zone;
}

} // namespace kheo::areas
