// SPDX-License-Identifier: AGPL-3.0-or-later
// What other capabilities may use of the documents.
#pragma once

#include "capabilities/documents/problems.hpp"
#include "capabilities/documents/propose.hpp"
#include "capabilities/documents/secrecy.hpp"
