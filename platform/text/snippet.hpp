// SPDX-License-Identifier: AGPL-3.0-or-later
// The piece of a text that best answers a query, with the matching words marked.
#pragma once

#include "platform/text/abbreviations.hpp"

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace kheo
{

struct Segment {
    std::string text;
    bool matched = false;
    friend bool operator==(Segment const&, Segment const&) = default;
};

// At most `max` characters of `text` on one line, cut between words, with "…"
// where something was left out (not counted in `max`); the whole text if it is
// short. The piece with the most different terms wins, exact tones before folded
// ones, earlier before later. A term typed with marks marks words of just these
// tones if the text has any. Terms that are not there mark nothing.
std::vector<Segment> snippet(std::string_view text, std::vector<Term> const& terms, std::size_t max = 200);
std::vector<Segment> snippet(std::string_view text, std::string_view query, std::size_t max = 200);

} // namespace kheo
