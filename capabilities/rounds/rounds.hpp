// SPDX-License-Identifier: AGPL-3.0-or-later
// What other capabilities may use of rounds.
#pragma once

#include "capabilities/rounds/load.hpp"
#include "capabilities/rounds/put_in.hpp"
#include "capabilities/rounds/round.hpp"
#include "platform/acts/projection.hpp"
#include "platform/routes/row.hpp"

#include <span>
#include <vector>

namespace kheo::rounds
{

std::span<routes::Row const> rows();
// Which rows `kheo check` compares with their acts.
std::vector<acts::Projection> projections();

} // namespace kheo::rounds
