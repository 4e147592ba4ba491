// SPDX-License-Identifier: AGPL-3.0-or-later
// People at the command line: `kheo user …`, and `kheo init`, which begins an
// installation with its first administrator.
#pragma once

#include "platform/config/config.hpp"

#include <CLI/CLI.hpp>
#include <functional>
#include <string>

namespace kheo
{

// `user add`, `user link`, `user list`; `chosen` gets what to run.
void add_users(CLI::App& app, std::function<int(config::Config const&)>& chosen);

// `init`: writes the configuration file where there is none, then as above.
// `file` is where --config says, filled in when the command line was read;
// `beginning` gets what to run before the configuration is loaded.
void add_init(CLI::App& app, std::string const& file, std::function<int()>& beginning);

} // namespace kheo
