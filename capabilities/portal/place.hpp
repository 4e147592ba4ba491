// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "capabilities/portal/portal.hpp"

#include <string_view>

namespace kheo::portal
{

Place const& place();
// Whether a page is there for everybody.
bool is_open(std::string_view path);

} // namespace kheo::portal
