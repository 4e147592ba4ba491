// SPDX-License-Identifier: AGPL-3.0-or-later
// The search page and its answer for programs.
#pragma once

#include "capabilities/search/facets.hpp"
#include "platform/forms/forms.hpp"
#include "platform/routes/row.hpp"
#include "platform/text/snippet.hpp"

#include <span>
#include <string>
#include <vector>

namespace kheo::search
{

inline constexpr int items_of_a_page = 20;
inline constexpr int most_items = 100;

struct SearchQuery {
    std::string q;
    int limit = items_of_a_page;
    Id<struct EntryTag> after; // the last one seen
    std::vector<std::string> kind;
    std::vector<std::string> field;
    std::vector<std::string> province;
    std::vector<std::string> year;
    static std::span<forms::Rule const> rules();
};
BOOST_DESCRIBE_STRUCT(SearchQuery, (), (q, limit, after, kind, field, province, year))

// One result. Only the described members are part of the API.
struct Found {
    std::string id;
    std::string kind;
    std::string title;
    std::string url;
    std::string snippet; // plain text
    std::string unit;
    bool demo = false;

    std::string kind_name;
    std::vector<Segment> title_segments;
    std::vector<Segment> snippet_segments;
};
BOOST_DESCRIBE_STRUCT(Found, (), (id, kind, title, url, snippet, unit, demo))

// Where nothing was found: the same words without one of them.
struct Wider {
    std::string words;
    std::string url;
    std::int64_t total = 0;
};

struct SearchView {
    std::int64_t total = 0;
    std::vector<Found> items;
    std::vector<FacetList> facets;

    SearchQuery query;
    bool asked = false; // something was typed, be it nothing that can be looked for
    bool cut = false;   // there were more words than are looked for
    bool more = false;
    std::vector<Wider> wider;
};
BOOST_DESCRIBE_STRUCT(SearchView, (), (total, items, facets))

Outcome<SearchView> search(acts::Reading& reading, SearchQuery const& query);
routes::Page show_search(acts::Reading& reading, SearchView const& view);

// The address of the page for this query, with what is not empty.
std::string address(SearchQuery const& query);

} // namespace kheo::search
