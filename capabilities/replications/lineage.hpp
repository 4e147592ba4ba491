// SPDX-License-Identifier: AGPL-3.0-or-later
// Lineage (cây nhân rộng): from which model one came and which followed, as a
// tree and in the order of time; only what is public.
#pragma once

#include "capabilities/replications/replication.hpp"

#include <string>
#include <vector>

namespace kheo::replications
{

inline constexpr std::size_t most_nodes = 300;

struct Node {
    std::string id;
    std::string title;
    std::string place;          // "Đảng ủy xã A, Xã A"
    std::optional<Date> day;    // since when
    std::string changed;        // what it did otherwise
    std::string condition;      // "alive"
    std::int64_t followers = 0; // directly
    bool here = false;          // the one that was asked about
    bool demo = false;
    std::vector<Node> nodes;
};
BOOST_DESCRIBE_STRUCT(Node, (), (id, title, place, day, changed, condition, followers, here, demo, nodes))

struct LineageView {
    ModelId model;
    std::string title;
    std::int64_t followers = 0; // of this model, at every step
    Node root;
    bool whole = true;      // nothing was left out for want of room
    bool from_start = true; // the tree begins where the first one began; left out of JSON
    std::vector<web::Event> timeline;
};
BOOST_DESCRIBE_STRUCT(LineageView, (), (model, title, followers, root, whole))

Outcome<LineageView> view_lineage(acts::Reading& reading, models::ModelQuery const& query);
routes::Page show_lineage(acts::Reading& reading, LineageView const& view);

// What worked elsewhere, for a body that looks for one.
struct ElsewhereQuery {
    std::string field;
    std::string kind; // "ward", "commune", "special_zone": what kind of place it works in
    std::string q;    // words of the difficulty
    static std::span<forms::Rule const> rules();
};
BOOST_DESCRIBE_STRUCT(ElsewhereQuery, (), (field, kind, q))

struct Elsewhere {
    std::string id;
    std::string title;
    std::string place;
    std::string field;
    std::string situation;
    Date confirmed_on;
    std::int64_t followers = 0;
    std::int64_t words = 0; // of those asked for
    bool demo = false;
};
BOOST_DESCRIBE_STRUCT(Elsewhere, (),
                      (id, title, place, field, situation, confirmed_on, followers, words, demo))
struct ElsewhereList {
    std::int64_t total = 0;
    bool whole = true;            // there are no more than these
    std::vector<Elsewhere> items; // nearest words first, then by title; never by how many followed
    ElsewhereQuery query;
};
BOOST_DESCRIBE_STRUCT(ElsewhereList, (), (total, whole, items))
Outcome<ElsewhereList> list_elsewhere(acts::Reading& reading, ElsewhereQuery const& query);
routes::Page show_elsewhere(acts::Reading& reading, ElsewhereList const& list);
// Pure. How many of the words a text holds, marks and case ignored.
std::int64_t words_in(std::string_view text, std::vector<std::string> const& folded_words);
std::vector<std::string> words_of(std::string_view query);

} // namespace kheo::replications
