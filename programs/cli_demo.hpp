// SPDX-License-Identifier: AGPL-3.0-or-later
// The demo's commands: load it into an empty installation, write its register
// files, and open its links when it is served.
#pragma once

#include "platform/config/config.hpp"

#include <CLI/CLI.hpp>
#include <functional>

namespace kheo
{

class Installation;

// `kheo demo`; puts what is to be run into `chosen`.
void add_demo(CLI::App& app, std::function<int(config::Config const&)>& chosen);

// In a demo, prints a fresh one-time link for each role; elsewhere nothing.
void print_demo_links(Installation& installation);

} // namespace kheo
