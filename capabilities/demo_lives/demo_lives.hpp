// SPDX-License-Identifier: AGPL-3.0-or-later
// What became of the demo's models: confirmed or silent, paused or ended with a
// lesson, replicated with changes, asked about, given to. The same for the same models.
#pragma once

#include "capabilities/models/models.hpp"

namespace kheo::demo_lives
{

struct Loaded {
    std::int64_t confirmed = 0;
    std::int64_t ended = 0;
    std::int64_t paused = 0;
    std::int64_t replicated = 0;
    std::int64_t questions = 0;
    std::int64_t contributions = 0;
};

// After the demo itself, in the same transaction.
Loaded load(acts::Work& work);

} // namespace kheo::demo_lives
