// SPDX-License-Identifier: AGPL-3.0-or-later
// `kheo import models FILE…` and `kheo import documents FILE…`: registers, papers
// and press texts as files, the same reading as on the pages.
#pragma once

#include "programs/command.hpp"

#include <CLI/CLI.hpp>

namespace kheo
{

// Subcommands of `import`.
void add_models(CLI::App& import, Command& command);
void add_documents(CLI::App& import, Command& command);

} // namespace kheo
