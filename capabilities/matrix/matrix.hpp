// SPDX-License-Identifier: AGPL-3.0-or-later
// What other capabilities may use of the matrix.
#pragma once

#include "capabilities/matrix/work.hpp"
#include "platform/routes/row.hpp"

#include <span>

namespace kheo::matrix
{

std::span<routes::Row const> rows();

} // namespace kheo::matrix
