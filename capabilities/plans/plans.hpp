// SPDX-License-Identifier: AGPL-3.0-or-later
// What other capabilities may use of plans.
#pragma once

#include "capabilities/plans/load.hpp"
#include "capabilities/plans/plan.hpp"
#include "platform/acts/projection.hpp"
#include "platform/routes/row.hpp"

#include <span>
#include <vector>

namespace kheo::plans
{

std::span<routes::Row const> rows();
std::vector<acts::Projection> projections();

} // namespace kheo::plans
