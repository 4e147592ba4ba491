// SPDX-License-Identifier: AGPL-3.0-or-later
// What somebody asks for, from the words typed to the question each engine is
// asked. Nothing typed reaches an engine but letters and digits in quotes.
#pragma once

#include "platform/text/abbreviations.hpp"

#include <cstddef>
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

enum class Tones {
    exact, // words typed with marks only as they are
    any,   // by folded words
};

// Whether the two tones ask for different things.
bool means_tones(std::vector<Term> const& terms);

// The question in the engine's own syntax: FTS5's MATCH, tsquery's text. With
// `without_exact` what Tones::exact finds is left out. "" without terms.
enum class Exact { included, left_out };
std::string for_fts5(std::vector<Term> const& terms, Tones tones, Exact exact, Tags const& tags);
std::string for_tsquery(std::vector<Term> const& terms, Tones tones, Exact exact, Tags const& tags);

} // namespace kheo::search
