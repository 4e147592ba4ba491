// SPDX-License-Identifier: AGPL-3.0-or-later
// Notes on cells of an .xlsx: a comments part and, because Excel draws them from
// it, a VML part (ECMA-376 part 1, 18.7; part 4, 19).
#pragma once

#include "platform/sheets/package.hpp"
#include "platform/sheets/xml.hpp"

#include <map>
#include <string>
#include <utility>

namespace kheo::sheets::xlsx
{

using Notes = std::map<std::pair<int, int>, std::string>; // by row and column

// Writes the notes of one sheet into `parts` (comments, VML, relations) and
// links them from `sheet`, the sheet's root; `types` is the root of
// [Content_Types].xml. Our notes of an earlier marking go, the officer's own
// stay, and a cell that has one keeps it alone. `serial` counts sheets from 1
// and keeps shape numbers apart.
Outcome<Parts> with_notes(Package const& package, std::string const& part, pugi::xml_node sheet,
                          pugi::xml_node types, Notes const& notes, int serial);

} // namespace kheo::sheets::xlsx
