// SPDX-License-Identifier: AGPL-3.0-or-later
// What each commune writes into its register of this year: models kept from
// last year, as it wrote them then, and new ones; a few rows are wrong.
#pragma once

#include "capabilities/demo/story.hpp"

#include <string>
#include <vector>

namespace kheo::demo
{

struct RegisterRow {
    Unit const* unit = nullptr;
    std::string kind; // mo_hinh, dien_hinh_tap_the, dien_hinh_ca_nhan
    Registration said;
};

// One list for each commune of the first province, in order.
std::vector<std::vector<RegisterRow>> register_rows(Content const& content, Land const& land,
                                                    Story const& story);
// What a commune sent a year ago.
std::vector<RegisterRow> rows_of_last_year(Land const& land, Story const& story, Commune const& commune);

} // namespace kheo::demo
