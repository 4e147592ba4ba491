// SPDX-License-Identifier: AGPL-3.0-or-later
// SQLite's result codes and messages as our errors. Inside this folder only.
#pragma once

#include "platform/db/errors.hpp"

#include <string_view>

namespace kheo::db
{

// `message` as SQLite words it: "UNIQUE constraint failed: t.a, t.b", "… : index 'x'",
// "NOT NULL constraint failed: t.a", "CHECK constraint failed: name".
Violation sqlite_violation(int code, std::string_view message, std::string const& what);
Failure::Kind sqlite_failure_kind(int code);

} // namespace kheo::db
