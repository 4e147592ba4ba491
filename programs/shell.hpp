// SPDX-License-Identifier: AGPL-3.0-or-later
// The shell around every page: this installation's name, navigation, footer.
#pragma once

#include "platform/config/config.hpp"
#include "platform/routes/site.hpp"

#include <string>

namespace kheo
{

// A whole HTML document.
std::string shell(config::Config const& config, routes::Page const& page,
                  routes::ShellContext const& context);
// The page that says a problem.
routes::Page problem_page(Problem const& problem, http::Head const& head);

} // namespace kheo
