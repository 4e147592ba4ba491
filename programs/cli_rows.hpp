// SPDX-License-Identifier: AGPL-3.0-or-later
// kheo rows: every way in, for those who set up a proxy, roles or a program of
// their own.
#pragma once

#include <CLI/CLI.hpp>
#include <functional>

namespace kheo
{

// JSON in the order of the tables: method, page, api, kind, permission, fields
// with their limits. Needs neither configuration nor database.
void add_rows(CLI::App& app, std::function<int()>& chosen);

} // namespace kheo
