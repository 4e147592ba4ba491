// SPDX-License-Identifier: AGPL-3.0-or-later
// What a model is about, apart from its boilerplate: the ideas that its words
// name, by a table of synonyms of the field, and the pairs of words that no
// table knows; each weighed by where it stands. Places, figures and days of the
// text do not count.
#pragma once

#include "capabilities/advice/draft.hpp"
#include "capabilities/advice/words.hpp"
#include "platform/problem/problem.hpp"
#include "platform/text/csv.hpp"
#include "platform/time/time.hpp"

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace kheo::advice
{

// What part an idea has in a model: what it works on, what it does, with what;
// its wide field; who does it and for whom; and what every model says.
enum class IdeaKind { thing, act, mean, field, force, group, common };
BOOST_DESCRIBE_ENUM(IdeaKind, thing, act, mean, field, force, group, common)

// An idea of the table, a single word, or a pair of words, by their ranges.
using Idea = std::uint32_t;
inline constexpr Idea first_word = 1u << 12;
inline constexpr Idea first_pair = first_word + (1u << 22);
inline constexpr Idea end_of_pairs = first_pair + (1u << 22);

struct Weighed {
    Idea idea = 0;
    float weight = 0;
    friend bool operator==(Weighed const&, Weighed const&) = default;
};

// What is compared of a text. Sorted, without doubles.
struct Profile {
    std::vector<Weighed> ideas;          // length 1 all together, by idea
    std::vector<std::uint32_t> shingles; // three syllables side by side, names left out, figures kept
    std::vector<std::uint32_t> bare;     // the same, with every figure alike
    std::size_t words = 0;
};

class Ideas
{
  public:
    // `topics`: CSV with idea, kind and words ("a|b"), what models are about; `synonyms`:
    // the same for single things, acts and people; a passage may name one of each.
    // `stop`: CSV with word, which says nothing of what a model does; `counts`: CSV with
    // word and texts, in how many of "*" texts it stands. Rows not valid on `day` are
    // left out.
    struct Tables {
        std::string_view topics, synonyms, stop, counts;
    };
    static Outcome<Ideas> parse(Tables const& tables, Date day);

    Profile profile(Draft const& draft) const;
    IdeaKind kind(Idea idea) const;
    std::string name(Idea idea) const;  // "hien_dat"; "" for words
    std::string label(Idea idea) const; // the first of its words: "hiến đất"
    std::size_t size() const { return kinds_.size(); }

  private:
    struct Node {
        bool goes_on = false;
        std::vector<Idea> ideas;
    };
    using Phrases = std::unordered_map<std::uint64_t, Node>;
    struct Table {
        Phrases exact;
        Phrases folded;
    };
    struct Counted;
    struct Told;
    struct Run;
    struct Match {
        Node const* node = nullptr;
        std::size_t end = 0;
    };
    static void add(Table& table, std::string_view phrase, Idea idea);
    static Match match(Phrases const& phrases, std::vector<std::uint64_t> const& hashes, std::size_t at);
    void read(csv::Records const& rows, Table& table, double of_texts, std::string const& day);
    void take(Counted& into, std::vector<std::uint64_t> const& hashes, Table const& table, float place,
              std::vector<Told>& told) const;
    void count(Counted& into, std::string const& text, float place) const;
    float rarity(std::uint64_t word) const;
    float weight(Idea idea) const;

    Table topics_;
    Table synonyms_;
    Idea first_synonym_ = 0;                          // topics stand before
    std::unordered_map<std::uint64_t, float> rarity_; // of a word with its marks: 0 for stop words, 1 rare
    std::vector<IdeaKind> kinds_;
    std::vector<float> idea_rarity_;
    std::vector<std::string> names_;
    std::vector<std::string> labels_;
};

// With the tables that the program carries, as of its start.
Ideas const& ideas();

} // namespace kheo::advice
