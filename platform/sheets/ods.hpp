// SPDX-License-Identifier: AGPL-3.0-or-later
// .ods (OpenDocument 1.2 part 1, spreadsheets).
#pragma once

#include "platform/sheets/sheet.hpp"
#include "platform/sheets/xml.hpp"

#include <string_view>
#include <vector>

namespace kheo::sheets::ods
{

// The rows of a table in order, those inside groups and headers too.
std::vector<pugi::xml_node> rows_of(pugi::xml_node table);
// How often a row, column or cell stands there: 1 or more.
int repeated(pugi::xml_node node, std::string_view attribute_name);

Outcome<Workbook> read(std::string_view bytes);

} // namespace kheo::sheets::ods
