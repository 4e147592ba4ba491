// SPDX-License-Identifier: AGPL-3.0-or-later
// What other capabilities may use of rounds.
#pragma once

#include "capabilities/rounds/load.hpp"
#include "capabilities/rounds/put_in.hpp"
#include "capabilities/rounds/round.hpp"
#include "platform/acts/projection.hpp"
#include "platform/routes/row.hpp"

#include <functional>
#include <span>
#include <string_view>
#include <vector>

namespace kheo::rounds
{

std::span<routes::Row const> rows();
// Calls `with` for the hash of each file that a record of ours owns, as hex.
void each_file(db::Connection& db, std::function<void(std::string_view)> const& with);
// Which rows `kheo check` compares with their acts.
std::vector<acts::Projection> projections();

} // namespace kheo::rounds
