// SPDX-License-Identifier: AGPL-3.0-or-later
// Bodies as those who manage them read them: by commune, and one with its
// periods; and what several of their forms offer.
#pragma once

#include "capabilities/bodies/bodies.hpp"
#include "platform/forms/forms.hpp"
#include "web/components.hpp"

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace kheo::bodies
{

inline constexpr std::size_t areas_on_page = 20;

// `after` is the place of the last area on the page before: "sort_key.id".
struct ListQuery {
    std::string q;        // words of the name or code of a body, or of its area
    std::string province; // its code
    std::string after;
    static std::span<forms::Rule const> rules();
};
BOOST_DESCRIBE_STRUCT(ListQuery, (), (q, province, after))

struct BodyLine {
    std::string id;
    std::string code;
    std::string name;
    Line line = Line::khac;
    std::string superior; // its name
    bool contact = false;
    std::string valid_from; // ISO 8601
    bool demo = false;
};
BOOST_DESCRIBE_STRUCT(BodyLine, (), (id, code, name, line, superior, contact, valid_from, demo))

struct AreaBodies {
    std::string id;
    std::string code;
    std::string name;
    std::string within; // the province's name; "" for a province
    bool needs_contact = false;
    std::vector<BodyLine> items;
};
BOOST_DESCRIBE_STRUCT(AreaBodies, (), (id, code, name, within, needs_contact, items))

struct ListView {
    std::vector<AreaBodies> areas;
    std::int64_t total = 0; // areas
    std::string next;       // `after` of the next page; "" on the last
    std::string q;
    std::string province;
};
BOOST_DESCRIBE_STRUCT(ListView, (), (areas, total, next, q, province))

// Pure: of the areas that `seen` allows, a province before its communes, the
// communes by name.
ListView listed(ListQuery const& query, Directory const& directory, areas::Atlas const& atlas, Date today,
                std::function<bool(AreaId)> const& seen);

Outcome<ListView> list_bodies(acts::Reading& reading, ListQuery const& query);
routes::Page show_bodies(acts::Reading& reading, ListView const& view);

struct AreaQuery {
    AreaId area;
    static std::span<forms::Rule const> rules();
};
BOOST_DESCRIBE_STRUCT(AreaQuery, (), (area))

struct BodyList {
    std::int64_t total = 0;
    std::string area;
    std::string area_name; // in full, with its province
    std::vector<Body> items;
};
BOOST_DESCRIBE_STRUCT(BodyList, (), (total, area, area_name, items))

// For everybody: which bodies an area has today, by line, and which is its
// đầu mối dân vận. not_found for an area that never was.
Outcome<BodyList> of_area(acts::Reading& reading, AreaQuery const& query);
routes::Page show_of_area(acts::Reading& reading, BodyList const& list);

// --- What the forms share ---------------------------------------------------

// "Việc của tôi ▸ Cơ quan, tổ chức ▸ last".
std::vector<routes::Crumb> crumbs(std::string last);
std::vector<web::Choice> line_choices();
// A list to choose from, however few there are; nothing is chosen beforehand.
web::Field as_select(web::Field field);
// Provinces that have communes, by code.
std::vector<web::Choice> province_choices(Date today);
// The bodies of the area and of its province, without `but` and those below it.
std::vector<web::Choice> superior_choices(areas::Area const& area, BodyId but, Date today);
// What holds now and what held before.
html::Html body_facts(acts::Reading const& reading, Body const& body);

// What the templates show.
struct ListPage {
    ListView view;
    std::vector<web::Choice> provinces;
    bool may_add = false;
    std::string next; // address
};
struct Period {
    std::string from;
    std::string to; // "" while it holds
    std::string name;
    std::string superior;
    bool contact = false;
    std::string decision;
};
struct BodyFacts {
    std::string id; // of the newest period
    std::string code;
    std::string line;
    std::string area;
    std::string area_id;
    bool open = true;
    std::string kept_by;         // whom it named to take its open work
    std::vector<Period> periods; // the newest first
};

} // namespace kheo::bodies
