// SPDX-License-Identifier: AGPL-3.0-or-later
// What programs may use of the library.
#pragma once

#include "platform/routes/row.hpp"

#include <span>

namespace kheo::library
{

std::span<routes::Row const> rows();

} // namespace kheo::library
