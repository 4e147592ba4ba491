// SPDX-License-Identifier: AGPL-3.0-or-later
// What other capabilities may use of movements.
#pragma once

#include "capabilities/movements/browse.hpp"
#include "capabilities/movements/join.hpp"
#include "capabilities/movements/lead.hpp"
#include "capabilities/movements/movement.hpp"
#include "platform/acts/projection.hpp"
#include "platform/routes/row.hpp"

#include <map>
#include <span>
#include <vector>

namespace kheo::movements
{

std::span<routes::Row const> rows();
std::vector<acts::Projection> projections();

// The models that count in its summary, each with the year from which it does.
std::map<ModelId, int> members_of(db::Connection& db, MovementId movement);

// What the model belongs to becomes public with it.
void open_memberships(acts::Work& work, Model const& model);

// What the page of a model says of the movements it belongs to.
models::Told tell(acts::Reading& reading, Model const& model, models::Audience side);

} // namespace kheo::movements
