// SPDX-License-Identifier: AGPL-3.0-or-later
// What other capabilities may use of advice.
#pragma once

#include "capabilities/advice/ask.hpp"      // IWYU pragma: export
#include "capabilities/advice/held.hpp"     // IWYU pragma: export
#include "capabilities/advice/likeness.hpp" // IWYU pragma: export
#include "capabilities/advice/show.hpp"     // IWYU pragma: export
