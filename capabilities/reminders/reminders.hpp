// SPDX-License-Identifier: AGPL-3.0-or-later
// What other capabilities and the programs may use of reminders.
#pragma once

#include "capabilities/reminders/digest.hpp"
#include "capabilities/reminders/mine.hpp"
#include "capabilities/reminders/post.hpp"
#include "capabilities/reminders/status.hpp"
#include "platform/acts/erasures.hpp"
#include "platform/routes/row.hpp"

#include <span>
#include <vector>

namespace kheo::reminders
{

std::span<routes::Row const> rows();
// How a restored backup forgets again whose address was erased after it.
std::vector<acts::Erasable> erasables();

} // namespace kheo::reminders
