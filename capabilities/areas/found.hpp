// SPDX-License-Identifier: AGPL-3.0-or-later
// How an area is found: by its name, its code, and every name it or what
// became part of it ever had, with the sentence that says why.
#pragma once

#include "capabilities/areas/atlas.hpp"
#include "capabilities/search/search.hpp"

#include <vector>

namespace kheo::areas
{

// Pure. An area that is gone is not visible: its names lead to those that
// follow it ("Ninh Thuận" to Khánh Hòa).
search::Entry search_entry(Atlas const& atlas, AreaId area, Date today);

// Puts these areas' entries as the transaction's own rows now tell.
void put_found(acts::Work& work, std::vector<AreaId> const& areas);

// All areas, for making the index anew. `clock` outlives it.
search::Source search_source(Clock& clock);

} // namespace kheo::areas
