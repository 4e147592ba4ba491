// SPDX-License-Identifier: AGPL-3.0-or-later
// `kheo import models FILE…`: registers as files, the same reading as on the
// pages; and the register out again.
#pragma once

#include "programs/command.hpp"

#include <CLI/CLI.hpp>
#include <functional>

namespace kheo
{

// A subcommand of `import`.
void add_models(CLI::App& import, Command& command);
// `kheo export models`: the register in the shape that import takes.
void add_export(CLI::App& app, std::function<int(config::Config const&)>& chosen);

} // namespace kheo
