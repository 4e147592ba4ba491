// SPDX-License-Identifier: AGPL-3.0-or-later
// Capitals, as the headings of documents want them.
#pragma once

#include <string>
#include <string_view>

namespace kheo
{

std::string upper(std::string_view text);

} // namespace kheo
