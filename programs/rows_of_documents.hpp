// SPDX-License-Identifier: AGPL-3.0-or-later
// The rows of what is about documents, apart because there are many.
#pragma once

#include "platform/routes/row.hpp"

#include <span>
#include <vector>

namespace kheo
{

std::vector<std::span<routes::Row const>> rows_of_documents();

} // namespace kheo
