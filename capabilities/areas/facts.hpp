// SPDX-License-Identifier: AGPL-3.0-or-later
// Facts the program carries: the provinces with their codes and periods, and
// what each of the 34 was formed from (data/registers).
#pragma once

#include "capabilities/areas/atlas.hpp"
#include "capabilities/areas/import.hpp"

#include <string_view>
#include <vector>

namespace kheo::areas
{

// The 63 provinces of this day are the oldest that the facts know: Hà Tây had
// just become part of Hà Nội (Resolution 15/2008/QH12).
inline constexpr std::string_view facts_begin = "2008-08-01";

// Areas have ids from 1, not yet those of an installation.
struct Facts {
    std::vector<Area> periods; // ids of periods from 1 as well
    std::vector<AreaChange> changes;
};
// A province that keeps its name goes on, also under another code; all changes
// of one day act together, since a code may be given up and taken over on it.
// Tables that are not sound are a Contradiction: they are part of the program.
Facts parsed_facts(std::string_view provinces_csv, std::string_view changes_csv);
// Those of data/registers.
Facts const& facts();

// Stores them, each with its act. Safe to repeat; refuses facts_first where
// provinces came from a file before.
Outcome<acts::Recorded<AreaImport>> load_facts(acts::Work& work, routes::Nothing const&);

} // namespace kheo::areas
