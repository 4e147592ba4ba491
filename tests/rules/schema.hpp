// SPDX-License-Identifier: AGPL-3.0-or-later
// The schema as an engine has it after all migrations: one text to read it in.
#pragma once

#include "platform/db/db.hpp"

#include <filesystem>
#include <string>
#include <vector>

namespace kheo::rules
{

std::string schema_of(db::Store& store);
std::vector<std::string> tables_of(db::Store& store);

// migrations/schema.sqlite.sql, migrations/schema.postgres.sql.
std::filesystem::path schema_file(std::filesystem::path const& source, db::Engine engine);

} // namespace kheo::rules
