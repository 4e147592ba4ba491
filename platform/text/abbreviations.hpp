// SPDX-License-Identifier: AGPL-3.0-or-later
// Abbreviations of offices and of the work, as data: a search for UBND finds
// Ủy ban nhân dân and the other way round.
#pragma once

#include "platform/problem/problem.hpp"

#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace kheo
{

// One thing a query asks for. A text fits if it has one of the alternatives; each
// is one word or a phrase of adjacent words, in exact_key form, the typed one first.
struct Term {
    std::vector<std::string> alternatives;
    friend bool operator==(Term const&, Term const&) = default;
};

class Abbreviations
{
  public:
    Abbreviations() = default;
    // From a CSV with the columns short and full; the same short form may have
    // several full ones. Refuses what csv::Records::parse refuses.
    static Outcome<Abbreviations> parse(std::string_view csv);

    // The terms of a query, at most 32, in order and without doubles. Document
    // numbers stay one phrase: 35-CT/TU is "35 ct tu". Matching ignores case and marks.
    std::vector<Term> expand(std::string_view query) const;
    // The full forms of one short form as written in the table; empty if unknown.
    std::vector<std::string> full(std::string_view short_form) const;
    std::size_t size() const { return count_; }

  private:
    std::map<std::string, std::vector<std::string>, std::less<>> full_;  // folded short → full
    std::map<std::string, std::vector<std::string>, std::less<>> short_; // folded full → short
    std::size_t longest_ = 1;                                            // words in the longest full form
    std::size_t count_ = 0;
};

} // namespace kheo
