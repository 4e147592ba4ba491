// SPDX-License-Identifier: AGPL-3.0-or-later
// What the demo's documents ask and its communes answer, by the same acts as real ones.
#pragma once

#include "platform/acts/work.hpp"

#include <cstdint>

namespace kheo::demo_tasks
{

struct Loaded {
    std::int64_t tasks = 0;
    std::int64_t plans = 0;
};

// After demo_library, in the same transaction.
Loaded load(acts::Work& work);

} // namespace kheo::demo_tasks
