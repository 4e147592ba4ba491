// SPDX-License-Identifier: AGPL-3.0-or-later
// One commune's register laid out in one of the fourteen ways of
// data/demo/messy-headings.csv.
#pragma once

#include "capabilities/demo/book.hpp"
#include "capabilities/demo/rows.hpp"

namespace kheo::demo
{

inline constexpr int styles = 14;

// `words` fill the title lines; `at`, the commune's position, decides which
// column is missing and the like.
Grid register_sheet(int style, std::vector<RegisterRow> const& rows, Commune const& commune,
                    Words const& words, std::size_t at);

} // namespace kheo::demo
