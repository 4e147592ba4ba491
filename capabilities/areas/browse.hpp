// SPDX-License-Identifier: AGPL-3.0-or-later
// Areas as people read them: the list of provinces, one area with what lies in
// it, what it was and what it became.
#pragma once

#include "capabilities/areas/areas.hpp"
#include "platform/forms/forms.hpp"

#include <optional>
#include <string>
#include <vector>

namespace kheo::areas
{

struct AreaLink {
    std::string id;
    std::string code;
    std::string name;
    bool demo = false;
};
BOOST_DESCRIBE_STRUCT(AreaLink, (), (id, code, name, demo))

struct ChangeLine {
    Date day;
    std::string sentence;
    AreaLink other;
};
BOOST_DESCRIBE_STRUCT(ChangeLine, (), (day, sentence, other))

// One area as of a day.
struct AreaView {
    std::string id;
    std::string code;
    std::string name; // "Phường Ba Đình"
    std::string kind;
    Date valid_from;
    std::optional<Date> valid_to; // none while it holds
    std::string decision;
    bool demo = false;
    std::vector<AreaLink> parents; // the province first
    std::vector<AreaLink> children;
    std::vector<ChangeLine> changes;
    AreaLink today; // the area that follows it; its own where it still stands
};
BOOST_DESCRIBE_STRUCT(AreaView, (),
                      (id, code, name, kind, valid_from, valid_to, decision, demo, parents, children, changes,
                       today))

struct AreaList {
    std::string as_of;
    std::int64_t total = 0;
    std::vector<AreaLink> items;
};
BOOST_DESCRIBE_STRUCT(AreaList, (), (as_of, total, items))

struct AreaQuery {
    AreaId area;
    static std::span<forms::Rule const> rules();
};
BOOST_DESCRIBE_STRUCT(AreaQuery, (), (area))

Outcome<AreaList> list_areas(acts::Reading& reading, routes::Nothing const&);
Outcome<AreaView> view_area(acts::Reading& reading, AreaQuery const& query);

// The same, away from database and clock.
std::optional<AreaView> area_view(Atlas const& atlas, AreaId area, Date today);

} // namespace kheo::areas
