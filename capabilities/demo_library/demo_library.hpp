// SPDX-License-Identifier: AGPL-3.0-or-later
// Invented documents of the demo's province, by the same acts as real ones.
#pragma once

#include "platform/acts/work.hpp"

#include <cstdint>

namespace kheo::demo_library
{

// After the demo itself, in the same transaction; how many were recorded.
std::int64_t load(acts::Work& work);

} // namespace kheo::demo_library
