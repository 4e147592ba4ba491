// SPDX-License-Identifier: AGPL-3.0-or-later
// Plans that say what another body's plan says (kế hoạch giống nhau), so that
// whoever asked sees both side by side. Places and names do not count.
#pragma once

#include "capabilities/plans/load.hpp"

namespace kheo::plans
{

struct Alike {
    BodyId body;
    std::string text;
    int percent = 0; // of the shorter text's words
};

// What a plan says to this actor: the body's words, and those of its document where
// the actor sees that; cut after so many.
std::string words_of(acts::Reading const& reading, Plan const& plan);
// The share of the shorter text that stands in the other too, 0…100; 0 where one
// is too short to say anything.
int share_of(std::string const& one, std::string const& other);
// From this share on two plans are shown side by side.
inline constexpr int is_alike = 60;

// Those of the same task, the most alike first; at most `most`. By the words that this
// actor may read, of either side; what a text comes down to is kept for the next who asks.
std::vector<Alike> alike_of(acts::Reading const& reading, Plan const& plan,
                            std::vector<Plan const*> const& others, std::size_t most);

} // namespace kheo::plans
