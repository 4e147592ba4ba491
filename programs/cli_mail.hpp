// SPDX-License-Identifier: AGPL-3.0-or-later
// `kheo mail`: one letter by hand, and whether letters go out.
#pragma once

#include "platform/config/config.hpp"

#include <CLI/CLI.hpp>
#include <functional>

namespace kheo
{

void add_mail(CLI::App& app, std::function<int(config::Config const&)>& chosen);

} // namespace kheo
