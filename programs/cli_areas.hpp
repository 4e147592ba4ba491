// SPDX-License-Identifier: AGPL-3.0-or-later
// `kheo areas merge|split|rename|abolish`.
#pragma once

#include "programs/command.hpp"

#include <CLI/CLI.hpp>

namespace kheo
{

void add_areas(CLI::App& app, Command& command);

} // namespace kheo
