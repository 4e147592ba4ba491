// SPDX-License-Identifier: AGPL-3.0-or-later
// The shell around every page: this installation's name, navigation, footer.
#pragma once

#include "platform/config/config.hpp"
#include "platform/routes/site.hpp"
#include "platform/routes/table.hpp"

#include <functional>
#include <optional>
#include <string>

namespace kheo
{

// Tells the capabilities what this installation is and who runs it. `table`
// outlives them.
void introduce(config::Config const& config, routes::Table const& table, Date today,
               std::function<std::string()> file_trouble);

// A whole HTML document. Navigation leads only where the table has a row, and
// an official only where they may go.
std::string shell(config::Config const& config, routes::Table const& table, routes::Page const& page,
                  routes::ShellContext const& context);
// The province as it is called on that day; the code itself until its areas are there.
std::string name_of_province(std::string const& code, Date day);
// Static files and the sign of life, answered before any row.
std::optional<http::Response> direct(http::Head const& head);
// The page that says a problem.
routes::Page problem_page(Problem const& problem, http::Head const& head);

} // namespace kheo
