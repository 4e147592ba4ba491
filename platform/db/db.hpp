// SPDX-License-Identifier: AGPL-3.0-or-later
// Storage on SQLite and PostgreSQL behind one small surface: named statements,
// typed rows, one road for writes. README.md says what portable SQL is.
#pragma once

#include "platform/db/connection.hpp" // IWYU pragma: export
#include "platform/db/errors.hpp"     // IWYU pragma: export
#include "platform/db/migration.hpp"  // IWYU pragma: export
#include "platform/db/statement.hpp"  // IWYU pragma: export
#include "platform/db/store.hpp"      // IWYU pragma: export
#include "platform/db/value.hpp"      // IWYU pragma: export
