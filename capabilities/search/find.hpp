// SPDX-License-Identifier: AGPL-3.0-or-later
// The plan of one query: count, exact tones first, then any tones; ranked only
// where a tier is small enough to rank in time, else newest first.
#pragma once

#include "capabilities/search/query.hpp"
#include "platform/db/db.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace kheo::search
{

// A tier with more hits is not ranked but given newest first: ranking reads
// every hit, and among so many no formula knows which is meant.
inline constexpr std::int64_t most_ranked = 5'000;

// One of the results, with what its snippet is cut from.
struct Hit {
    std::int64_t id = 0;
    std::string kind;
    std::string title;
    std::string unit;
    std::string url;
    std::string text;
    std::int64_t province = 0;
};
BOOST_DESCRIBE_STRUCT(Hit, (), (id, kind, title, unit, url, text, province))

// The values chosen to narrow by; one of each facet that has any must fit.
struct Filters {
    std::vector<std::string> kind;
    std::vector<std::string> field;
    std::vector<std::string> province;
    std::vector<std::string> year;
    bool empty() const { return kind.empty() && field.empty() && province.empty() && year.empty(); }
};
Tags tags_of(Filters const& filters);

struct Hits {
    std::int64_t total = 0; // exact
    std::vector<Hit> items;
    bool more = false; // beyond the last item
};

// At most `limit` hits after the one with the id `after` (0: the first ones;
// one that is no hit any more: the first ones again).
Hits find(db::Connection& db, std::vector<Term> const& terms, Filters const& filters, int limit,
          std::int64_t after);
// The same by their ids alone; none where `after` is no hit any more.
std::vector<std::int64_t> find_ids(db::Connection& db, std::vector<Term> const& terms, Filters const& filters,
                                   int limit, std::int64_t after);
// How many there are.
std::int64_t count(db::Connection& db, std::vector<Term> const& terms, Filters const& filters);
// The facts of all hits of the words alone, summed; nothing where there are
// more than most_ranked.
struct Cell;
std::optional<std::vector<Cell>> cells(db::Connection& db, std::vector<Term> const& terms);

} // namespace kheo::search
