// SPDX-License-Identifier: AGPL-3.0-or-later
// Registers as JSON lines: one object a line, its names those of the fields.
#pragma once

#include "platform/problem/problem.hpp"
#include "platform/sheets/sheet.hpp"

#include <string_view>

namespace kheo::registers
{

// Whether the file's name says so: .jsonl, .ndjson.
bool is_lines(std::string_view file_name);

// As a sheet whose first row has the names, in their order; row n of the sheet
// is line n of the file, counted from 1. Refuses `registers.bad_line` with the line, and what is
// not UTF-8.
Outcome<sheets::Workbook> read_lines(std::string_view text, std::string_view name);

} // namespace kheo::registers
