// SPDX-License-Identifier: AGPL-3.0-or-later
// What other capabilities may use of recognitions.
#pragma once

#include "capabilities/recognitions/demo.hpp"
#include "capabilities/recognitions/load.hpp"
#include "capabilities/recognitions/recognition.hpp"
#include "platform/acts/projection.hpp"
#include "platform/routes/row.hpp"

#include <span>
#include <vector>

namespace kheo::recognitions
{

std::span<routes::Row const> rows();
// Which rows `kheo check` compares with their acts.
std::vector<acts::Projection> projections();

} // namespace kheo::recognitions
