// SPDX-License-Identifier: AGPL-3.0-or-later
// `kheo extract FILE…`: what is found in documents and pages, nothing stored.
#pragma once

#include <CLI/CLI.hpp>
#include <functional>

namespace kheo
{

void add_extract(CLI::App& app, std::function<int()>& beginning);

} // namespace kheo
