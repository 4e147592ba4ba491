// SPDX-License-Identifier: AGPL-3.0-or-later
// The part of rows.hpp that is about models: from advice on a draft to what
// became of a model after its registration.
#pragma once

#include "platform/acts/erasures.hpp"
#include "platform/acts/projection.hpp"
#include "platform/routes/row.hpp"

#include <span>
#include <vector>

namespace kheo
{

std::vector<std::span<routes::Row const>> rows_of_models();
std::vector<acts::Projection> projections_of_models();
std::vector<acts::Erasable> erasables_of_models();

} // namespace kheo
