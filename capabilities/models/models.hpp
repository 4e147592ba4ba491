// SPDX-License-Identifier: AGPL-3.0-or-later
// What other capabilities may use of models.
#pragma once

#include "capabilities/models/fields.hpp"
#include "capabilities/models/load.hpp"
#include "capabilities/models/model.hpp"
#include "capabilities/models/register.hpp"
#include "platform/routes/row.hpp"

#include <span>

namespace kheo::models
{

std::span<routes::Row const> rows();

} // namespace kheo::models
