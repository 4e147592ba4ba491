// SPDX-License-Identifier: AGPL-3.0-or-later
// What other capabilities and the programs may use of accounts.
#pragma once

#include "capabilities/accounts/account.hpp"
#include "capabilities/accounts/deactivate.hpp"
#include "capabilities/accounts/fields.hpp"
#include "capabilities/accounts/hand_over.hpp"
#include "capabilities/accounts/links.hpp"
#include "capabilities/accounts/problems.hpp"
#include "capabilities/accounts/roles.hpp"
#include "platform/acts/projection.hpp"
#include "platform/routes/row.hpp"

#include <span>
#include <vector>

namespace kheo::accounts
{

std::span<routes::Row const> rows();

// Which rows `kheo check` compares with their acts.
std::vector<acts::Projection> projections();

} // namespace kheo::accounts
