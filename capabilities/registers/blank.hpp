// SPDX-License-Identifier: AGPL-3.0-or-later
// Blank registration forms, from the same fields that import reads: a sheet
// for a whole commune, and one page for one model.
#pragma once

#include "platform/acts/work.hpp"
#include "platform/http/response.hpp"
#include "platform/problem/problem.hpp"
#include "platform/routes/row.hpp"

#include <string>

namespace kheo::registers
{

std::string blank_sheet(int year);
std::string blank_letter(int year);

Outcome<http::Response> send_blank_sheet(acts::Reading& reading, routes::Nothing const&);
Outcome<http::Response> send_blank_letter(acts::Reading& reading, routes::Nothing const&);

} // namespace kheo::registers
