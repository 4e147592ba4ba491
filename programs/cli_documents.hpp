// SPDX-License-Identifier: AGPL-3.0-or-later
// `kheo import documents FILE…`: papers and press texts into the library.
#pragma once

#include "programs/command.hpp"

#include <CLI/CLI.hpp>

namespace kheo
{

// A subcommand of `import`.
void add_documents(CLI::App& import, Command& command);

} // namespace kheo
