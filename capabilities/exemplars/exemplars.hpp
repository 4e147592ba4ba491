// SPDX-License-Identifier: AGPL-3.0-or-later
// What other capabilities may use of exemplars.
#pragma once

#include "capabilities/exemplars/exemplar.hpp"
#include "capabilities/exemplars/load.hpp"
#include "platform/acts/erasures.hpp"
#include "platform/acts/projection.hpp"
#include "platform/routes/row.hpp"

#include <span>
#include <vector>

namespace kheo::exemplars
{

std::span<routes::Row const> rows();
// Which rows `kheo check` compares with their acts.
std::vector<acts::Projection> projections();
// How a restored backup forgets again who was erased after it.
std::vector<acts::Erasable> erasables();

} // namespace kheo::exemplars
