// SPDX-License-Identifier: AGPL-3.0-or-later
// `kheo export`: the register in the shape that import takes, and everything
// an installation knows, in open formats.
#pragma once

#include "platform/config/config.hpp"

#include <CLI/CLI.hpp>
#include <functional>

namespace kheo
{

void add_export(CLI::App& app, std::function<int(config::Config const&)>& chosen);

} // namespace kheo
