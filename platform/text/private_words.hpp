// SPDX-License-Identifier: AGPL-3.0-or-later
// A text cut into words with what the private-data rules look at, and the lists
// of phrases those rules are fed with.
#pragma once

#include "platform/problem/problem.hpp"
#include "platform/text/private_data.hpp"
#include "platform/text/text.hpp"

#include <cstdint>
#include <map>
#include <set>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace kheo::private_text
{

enum class Case : std::uint8_t { small, capital, all_capitals, digits };

struct Words {
    std::string_view text;
    std::vector<Token> words;
    std::vector<std::string> keys; // exact_key of each word
    std::vector<Case> cases;
    std::vector<std::size_t> sentence; // which sentence the word stands in
    std::vector<bool> opens;           // first word of a sentence, a line, a quotation or a list item

    // Whether only spaces stand between this word and the next.
    bool runs_on(std::size_t word) const;
};

Words words_of(std::string_view text);

// Phrases found in words, in any case; marks count.
class Phrases
{
  public:
    void add(std::string_view phrase);
    // How many words the longest phrase that begins at this word has; 0 if none does.
    std::size_t longest_at(Words const& text, std::size_t word) const;
    // The same for the longest phrase that ends with this word.
    std::size_t longest_ending_at(Words const& text, std::size_t word) const;

  private:
    std::size_t longest_ = 0;
    // The other words of each phrase, by its first.
    std::unordered_map<std::string, std::vector<std::vector<std::string>>> by_first_word_;
};

struct Lists {
    std::set<std::string, std::less<>> family_names; // exact_key
    Phrases titles;                                  // ông, bà: a given name alone may follow
    Phrases groups;                                  // hộ, gia đình: a whole name must follow
    Phrases people;                                  // người dân, học sinh: a name of three words must follow
    Phrases offices;                                 // their holders act in public
    Phrases bodies;       // đảng ủy, hội nông dân: may stand between office and name
    Phrases public_names; // Bác Hồ, Võ Thị Sáu, Bà Rịa
    Phrases places;       // đường, trường, thôn: what follows is a place's name
    Phrases accounts, id_papers, public_phones;
    Phrases health, religion, ethnicity;
    std::set<std::string, std::less<>> public_domains; // gov.vn

    static Outcome<Lists> parse(std::string_view family_names, std::string_view words);
};

// What the author reads at a finding of this kind.
std::string_view sentence_of(PrivateKind kind);

} // namespace kheo::private_text
