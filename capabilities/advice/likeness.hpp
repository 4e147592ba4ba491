// SPDX-License-Identifier: AGPL-3.0-or-later
// New or alike (có nội dung tương tự): the exact check of two texts. A copy has
// the other's sentences; a light edit most of them; a replication does the same
// thing by the same means in other words. The same field alone is none of these.
#pragma once

#include "capabilities/advice/ideas.hpp"

#include <optional>

namespace kheo::advice
{

enum class Relation { copy, light_edit, replication };
BOOST_DESCRIBE_ENUM(Relation, copy, light_edit, replication)
std::string_view label(Relation relation); // "Gần như nguyên văn"

struct Likeness {
    double score = 0; // 0…1
    Relation relation = Relation::replication;
};

// The parts of the decision, to be measured one by one.
struct Parts {
    double same_text = 0;    // shingles shared, of the shorter text
    double same_figures = 0; // the same, where figures count too
    double balance = 0;      // the shorter text's share of the longer one
    double ideas = 0;        // cosine of all ideas and pairs of words
    double things = 0;       // of what is worked on and done, the share both have
    double table = 0;        // cosine of the ideas of the table alone
    double words = 0;        // cosine of single words alone
    double pairs = 0;        // cosine of pairs of words alone
    double acts = 0;         // what is done, as its share of `ideas`
    double spread = 0;       // over how many ideas `ideas` is spread
    double same_idea = 0;    // `ideas`, more where much is shared and the same is done
};
Parts parts_of(Profile const& one, Profile const& other, Ideas const& table);

// Nothing where they are not alike.
std::optional<Likeness> alike(Parts const& parts);
std::optional<Likeness> alike(Profile const& one, Profile const& other);

// The least score of a replication to be told beside others: one that is far behind
// the best is a neighbour, and where a text of the same words is found only a sure one
// adds anything.
double least_told(double best_replication, bool same_text);

} // namespace kheo::advice
