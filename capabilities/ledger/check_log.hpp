// SPDX-License-Identifier: AGPL-3.0-or-later
// The half of `check` that looks at the ledger: every log of this installation
// against its signed checkpoint, every leaf against what stands behind it, and
// no act outside.
#pragma once

#include "capabilities/ledger/check.hpp"

namespace kheo::ledger
{

void check_logs(db::Connection& db, Seed const& seed, CheckReport& report);

} // namespace kheo::ledger
