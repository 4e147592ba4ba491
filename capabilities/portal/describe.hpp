// SPDX-License-Identifier: AGPL-3.0-or-later
// Describe: the API in OpenAPI 3.1, made from the rows themselves, so that
// it cannot say what the program does not do.
#pragma once

#include "platform/routes/table.hpp"

#include <boost/json.hpp>
#include <string>

namespace kheo::portal
{

boost::json::object openapi(routes::Table const& table, std::string const& origin);

} // namespace kheo::portal
