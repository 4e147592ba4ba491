// SPDX-License-Identifier: AGPL-3.0-or-later
// What other capabilities may use of registers: reading them as they come, and
// writing them in the same shape.
#pragma once

#include "capabilities/registers/earlier.hpp" // IWYU pragma: export
#include "capabilities/registers/lines.hpp"   // IWYU pragma: export
#include "capabilities/registers/problems.hpp"
#include "capabilities/registers/read.hpp" // IWYU pragma: export

#include "platform/routes/row.hpp"

#include <span>

namespace kheo::registers
{

std::span<routes::Row const> rows();

} // namespace kheo::registers
