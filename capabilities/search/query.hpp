// SPDX-License-Identifier: AGPL-3.0-or-later
// What somebody asks for, from the words typed to the question each engine is
// asked. Nothing typed reaches an engine but letters and digits in quotes.
#pragma once

#include "platform/text/abbreviations.hpp"

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace kheo::search
{

inline constexpr std::size_t most_characters = 200;
inline constexpr std::size_t most_words = 12;

// The terms of a query, all of which a record must have, in any order. Words
// in quotes stay one phrase; abbreviations mean their full form too and the
// other way round; pieces of one number (35-CT/TU) stay together.
struct Sought {
    std::vector<Term> terms;
    bool cut = false; // there were more than most_words
};
Sought sought(std::string_view query, Abbreviations const& abbreviations);

// Groups of tags: one of each group must be there.
using Tags = std::vector<std::vector<std::string>>;

// From the narrowest to the widest; what a narrower one finds comes first.
enum class Reach {
    title, // the words as they were typed, next to each other, in a title or name
    exact, // all words, those typed with marks only as they are
    any,   // all words, whatever their marks
};
// Those that these terms tell apart, in order.
std::vector<Reach> reaches(std::vector<Term> const& terms);

// The question in the engine's own syntax: FTS5's MATCH, tsquery's text; without
// what `but_not` finds. "" without terms.
std::string for_fts5(std::vector<Term> const& terms, Reach reach, std::optional<Reach> but_not,
                     Tags const& tags);
std::string for_tsquery(std::vector<Term> const& terms, Reach reach, std::optional<Reach> but_not,
                        Tags const& tags);

} // namespace kheo::search
