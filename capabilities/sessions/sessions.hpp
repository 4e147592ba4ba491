// SPDX-License-Identifier: AGPL-3.0-or-later
// What the programs may use of sessions.
#pragma once

#include "capabilities/sessions/desk.hpp"
#include "capabilities/sessions/sign_in.hpp"
#include "platform/routes/row.hpp"

#include <span>

namespace kheo::sessions
{

std::span<routes::Row const> rows();

} // namespace kheo::sessions
