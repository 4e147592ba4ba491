// SPDX-License-Identifier: AGPL-3.0-or-later
// `kheo import models FILE…`: registers as files, the same reading as on the
// pages.
#pragma once

#include "programs/command.hpp"

#include <CLI/CLI.hpp>

namespace kheo
{

// A subcommand of `import`.
void add_models(CLI::App& import, Command& command);

} // namespace kheo
