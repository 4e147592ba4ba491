// SPDX-License-Identifier: AGPL-3.0-or-later
// Which documents a page of the list holds: filters, words in the index, words
// in texts that are in no index.
#pragma once

#include "capabilities/library/list.hpp"

namespace kheo::library
{

// What one page or file may hold, and how many records are looked at for it:
// behind them the next one goes on.
struct Measure {
    std::size_t items = 0;
    std::size_t looked_at = 0;
    bool passages = true;
};
inline constexpr Measure of_a_page{30, 2'000};
inline constexpr Measure of_a_file{5'000, 20'000, false};

// Those behind `query.after`; by rank where words are sought, else newest first.
DocumentList walked(acts::Reading& reading, ListQuery const& query, Scope scope, Measure measure);

} // namespace kheo::library
