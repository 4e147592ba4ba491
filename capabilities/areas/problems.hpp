// SPDX-License-Identifier: AGPL-3.0-or-later
// What this capability refuses. The ids never change.
#pragma once

#include "platform/problem/problem.hpp"

namespace kheo::areas::problems
{

inline constexpr Refusal bad_file{"areas.bad_file", 422, "Tệp địa bàn có dòng sai. Chưa nạp dòng nào."};
inline constexpr Refusal nothing_here{"areas.not_found", 404, "Không có địa bàn này."};

} // namespace kheo::areas::problems
