// SPDX-License-Identifier: AGPL-3.0-or-later
// Reform (sắp xếp): areas merge, split, are renamed or abolished, and the bodies of
// those that are no more end with them, on the same day.
#pragma once

#include "capabilities/bodies/bodies.hpp"

#include <set>
#include <string>
#include <vector>

namespace kheo::bodies
{

// Pure. Periods as they are after these areas ended on the day: one that holds gets
// its last day, one that was to begin later never holds.
std::vector<Body> ended_with(std::set<AreaId> const& gone, Date day, Directory const& directory);

Outcome<acts::Recorded<areas::AreaReform>> reform(acts::Work& work, areas::ChangeForm const& form);

// What a reform would do: how many areas end and begin, how many bodies end, said
// in sentences; nothing is stored.
struct ReformForeseen {
    std::size_t ended = 0;
    std::size_t begun = 0;
    std::size_t bodies = 0;
    std::vector<std::string> sentences;
};
BOOST_DESCRIBE_STRUCT(ReformForeseen, (), (ended, begun, bodies, sentences))
Outcome<routes::Kept> preview_reform(acts::Work& work, areas::ChangeForm const& form);

} // namespace kheo::bodies
