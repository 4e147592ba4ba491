// SPDX-License-Identifier: AGPL-3.0-or-later
// What an operator does to keep an installation: back up, restore, migrate.
#pragma once

#include "platform/config/config.hpp"

#include <CLI/CLI.hpp>
#include <functional>
#include <string>

namespace kheo
{

// Copies database, key, checkpoint and files to FOLDER/kheo-YYYYMMDD-HHMMSS
// while the server goes on. Exit status.
int backup(config::Config const& config, std::string const& folder);

// Puts a backup in the place of what is there; the old database is kept aside.
// Where the world has seen more of the ledger than the backup holds, opens a
// new log and says so. Refuses while a server runs. Exit status.
int restore(config::Config const& config, std::string const& folder);

// Brings the schema to this program's newest migration. Exit status.
int migrate(config::Config const& config);

// The three as commands; `chosen` gets what to run.
void add_keeping(CLI::App& app, std::function<int(config::Config const&)>& chosen);

} // namespace kheo
