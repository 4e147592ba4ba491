// SPDX-License-Identifier: AGPL-3.0-or-later
// What other capabilities may use of contributions.
#pragma once

#include "capabilities/contributions/contribution.hpp"
#include "capabilities/contributions/record.hpp"
#include "capabilities/contributions/sums.hpp"
#include "platform/acts/projection.hpp"
#include "platform/routes/row.hpp"

#include <span>
#include <vector>

namespace kheo::contributions
{

std::span<routes::Row const> rows();
std::vector<acts::Projection> projections();

// What the page of a model says of what went into it.
models::Told tell(acts::Reading& reading, Model const& model, models::Audience side);

} // namespace kheo::contributions
