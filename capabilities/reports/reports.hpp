// SPDX-License-Identifier: AGPL-3.0-or-later
// What the program may use of reports.
#pragma once

#include "platform/routes/row.hpp"

#include <span>

namespace kheo::reports
{

std::span<routes::Row const> rows();

} // namespace kheo::reports
