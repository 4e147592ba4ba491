// SPDX-License-Identifier: AGPL-3.0-or-later
// Every way in, every record that `kheo check` compares with its acts, and how
// a restored backup forgets what was erased after it.
#pragma once

#include "platform/acts/erasures.hpp"
#include "platform/acts/projection.hpp"
#include "platform/routes/row.hpp"

#include <span>
#include <vector>

namespace kheo
{

std::vector<std::span<routes::Row const>> all_rows();
std::vector<acts::Projection> all_projections();
std::vector<acts::Erasable> all_erasables();

} // namespace kheo
