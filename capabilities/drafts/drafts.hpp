// SPDX-License-Identifier: AGPL-3.0-or-later
// What the program may use of drafts.
#pragma once

#include "platform/routes/row.hpp"

#include <span>

namespace kheo::drafts
{

std::span<routes::Row const> rows();

} // namespace kheo::drafts
