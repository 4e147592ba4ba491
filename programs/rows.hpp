// SPDX-License-Identifier: AGPL-3.0-or-later
// Every way in, and every record that `kheo check` compares with its acts.
#pragma once

#include "platform/acts/projection.hpp"
#include "platform/routes/row.hpp"

#include <span>
#include <vector>

namespace kheo
{

std::vector<std::span<routes::Row const>> all_rows();
std::vector<acts::Projection> all_projections();

} // namespace kheo
