// SPDX-License-Identifier: AGPL-3.0-or-later
// The names of acts as people say them.
#pragma once

#include <string_view>

namespace kheo::ledger
{

// "models.received" as people say it: "Tiếp nhận" (data/registers/acts.csv); the
// name itself where the register does not have it.
std::string_view said(std::string_view act);

} // namespace kheo::ledger
