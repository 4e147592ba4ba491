// SPDX-License-Identifier: AGPL-3.0-or-later
// When an id was drawn, which is when its record was first entered.
#pragma once

#include "platform/ids/ids.hpp"

namespace kheo
{

inline constexpr std::int64_t ids_begin = 1'735'689'600'000; // 2025-01-01T00:00Z

inline Instant time_of(std::int64_t id)
{
    return {(id >> 22) + ids_begin};
}

} // namespace kheo
