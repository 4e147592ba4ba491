// SPDX-License-Identifier: AGPL-3.0-or-later
// What other capabilities may use of citations.
#pragma once

#include "capabilities/citations/citation.hpp"
#include "capabilities/citations/kept.hpp"
#include "capabilities/citations/node.hpp"
#include "capabilities/citations/picture.hpp"
