// SPDX-License-Identifier: AGPL-3.0-or-later
// The rows of the capabilities around documents and what they ask.
#pragma once

#include "platform/acts/projection.hpp"
#include "platform/routes/row.hpp"

#include <span>
#include <vector>

namespace kheo
{

std::vector<std::span<routes::Row const>> rows_of_documents();
std::vector<acts::Projection> projections_of_documents();
acts::Comparison comparison_of_documents();

} // namespace kheo
