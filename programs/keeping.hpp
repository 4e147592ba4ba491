// SPDX-License-Identifier: AGPL-3.0-or-later
// What an operator does to keep an installation: back up and migrate;
// restoring.hpp is the way back.
#pragma once

#include "platform/config/config.hpp"
#include "platform/time/time.hpp"

#include <CLI/CLI.hpp>
#include <functional>
#include <string>

namespace kheo
{

// "20261121-190000": the moment in Viet Nam, as names of files bear it.
std::string day_stamp(Instant now);

// Copies database, key, checkpoint and files to FOLDER/kheo-YYYYMMDD-HHMMSS
// while the server goes on. Exit status.
int backup(config::Config const& config, std::string const& folder);

// Brings the schema to this program's newest migration. Exit status.
int migrate(config::Config const& config);

// Both, `restore` and `mail` as commands; `chosen` gets what to run.
void add_keeping(CLI::App& app, std::function<int(config::Config const&)>& chosen);

} // namespace kheo
