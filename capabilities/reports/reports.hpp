// SPDX-License-Identifier: AGPL-3.0-or-later
// What other capabilities may use of reports: the sums, and how a name stands
// below its superior's.
#pragma once

#include "capabilities/reports/ask.hpp"
#include "capabilities/reports/export.hpp"
#include "platform/routes/row.hpp"

#include <span>

namespace kheo::reports
{

std::span<routes::Row const> rows();

} // namespace kheo::reports
