// SPDX-License-Identifier: AGPL-3.0-or-later
// The doors to a draft's row: seen and written by those who may write for its body.
#pragma once

#include "capabilities/drafts/draft.hpp"

#include <vector>

namespace kheo::drafts
{

inline constexpr std::int64_t most_of_body = 500;

// not_found for those who may not write for its body.
Outcome<Draft> load(acts::Reading const& reading, DraftId id);
// The same with the version that the form showed; else changed_meanwhile.
Outcome<Draft> load_for_change(acts::Work const& work, DraftId id, std::int64_t version);
void store(acts::Work& work, Draft draft);
void store_new(acts::Work& work, Draft const& draft);
void erase(acts::Work& work, Draft const& draft);
std::int64_t count_of(db::Connection& db, Draft const& draft);

// Newest first, those before `before`.
std::vector<Draft> drafts_seen(acts::Reading const& reading, DraftId before, std::size_t most);

// The bodies that the actor may write for, their own first.
std::vector<bodies::Body> writing_for(acts::Reading const& reading);

// The layout of its body's line on its day, or today.
Outcome<Layout const*> layout_for(Draft const& draft, Date today);

} // namespace kheo::drafts
