// SPDX-License-Identifier: AGPL-3.0-or-later
// Every way in, every record that `kheo check` compares with its acts, and how
// a restored backup forgets what was erased after it.
#pragma once

#include "capabilities/models/models.hpp"
#include "platform/acts/erasures.hpp"
#include "platform/acts/projection.hpp"
#include "platform/routes/row.hpp"

#include <span>
#include <string_view>
#include <vector>

namespace kheo
{

std::vector<std::span<routes::Row const>> all_rows();
std::vector<acts::Projection> all_projections();
std::vector<acts::Comparison> all_comparisons();
// What other capabilities say on the page of a model, open with it, and offer
// where it is registered.
void put_neighbours_of_models();
std::vector<acts::Erasable> all_erasables();
// What housekeeping may write: it is of no act, and no record of ours.
std::span<std::string_view const> unrecorded_tables();

} // namespace kheo
