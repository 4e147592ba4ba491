// SPDX-License-Identifier: AGPL-3.0-or-later
// What programs and other capabilities may use of imports.
#pragma once

#include "capabilities/imports/batch.hpp"
#include "platform/acts/projection.hpp"
#include "platform/jobs/jobs.hpp"
#include "platform/routes/row.hpp"

#include <functional>
#include <map>
#include <span>
#include <string>
#include <string_view>

namespace kheo::imports
{

std::span<routes::Row const> rows();
// Calls `with` for the hash of each file that a record of ours owns, as hex.
void each_file(db::Connection& db, std::function<void(std::string_view)> const& with);
// Which rows `kheo check` compares with their acts.
std::vector<acts::Projection> projections();
// What the runner does for us; `allowed` says what the maker of an import may
// be told. Store and clock outlive it.
std::map<std::string, jobs::Runner::Handler> handlers(db::Store& store, Clock& clock, acts::Allowed allowed);

} // namespace kheo::imports
