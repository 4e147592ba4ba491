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
    std::int64_t memberships = 0;
    std::int64_t persons = 0;
};

// Movements, and which of these models belong to them; how many memberships.
std::int64_t load_movements(acts::Work& work, std::vector<models::Model> const& all);

// The round that stands open proposes its first models: their list runs, with
// what people said of it.
void load_consultation(acts::Work& work);

// Persons who are exemplars, with consent and without; how many.
std::int64_t load_persons(acts::Work& work);

// After the demo itself, in the same transaction.
Loaded load(acts::Work& work);

} // namespace kheo::demo_lives
