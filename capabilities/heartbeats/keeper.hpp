// SPDX-License-Identifier: AGPL-3.0-or-later
// Who answers for a model today (giữ mô hình): its own body while that stands,
// else the one in the principal successor that took its work. Worked out from
// directory and atlas; models keep the body of their day.
#pragma once

#include "capabilities/heartbeats/heartbeat.hpp"

#include <vector>

namespace kheo::heartbeats
{

// Whether the body and the area in which it lies stand on that day.
bool stands(bodies::Directory const& held, areas::Atlas const& atlas, BodyId body, Date today);
// Pure. None where nobody took it.
BodyId keeper_of(bodies::Directory const& held, areas::Atlas const& atlas, BodyId body, Date today);
// The body itself, and those that are gone and whose work it has.
std::vector<BodyId> kept_by(bodies::Directory const& held, areas::Atlas const& atlas, BodyId keeper,
                            Date today);

} // namespace kheo::heartbeats
