// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "programs/command.hpp"

#include <CLI/CLI.hpp>

namespace kheo
{

// `kheo import bodies FILE`.
void add_bodies_import(CLI::App& import, Command& command);
// `kheo bodies frame --province CODE`.
void add_bodies(CLI::App& app, Command& command);

} // namespace kheo
