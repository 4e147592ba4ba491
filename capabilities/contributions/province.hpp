// SPDX-License-Identifier: AGPL-3.0-or-later
// What went into the models of a province or a commune, place by place and by
// source: in a year, and to date. For officers; in name order, never by a number.
#pragma once

#include "capabilities/contributions/contribution.hpp"
#include "platform/routes/row.hpp"
#include "web/components.hpp"

#include <string>
#include <vector>

namespace kheo::contributions
{

struct PlacesQuery {
    int year = 0; // 0: this one
    AreaId area;  // none: the reader's own, or the whole country
    BodyId body;  // of a commune: its models one by one
    std::string dang;
    static std::span<forms::Rule const> rules();
};
BOOST_DESCRIBE_STRUCT(PlacesQuery, (), (year, area, body, dang))

struct Amounts {
    std::int64_t land_dm2 = 0;
    std::int64_t money = 0;
    std::int64_t half_days = 0;
};
BOOST_DESCRIBE_STRUCT(Amounts, (), (land_dm2, money, half_days))

// An area, a body, a model or a source.
struct PlaceSums {
    std::string id;
    std::string name;
    std::string url; // what it opens; "" where nothing
    Amounts in_year;
    Amounts to_date;
    bool demo = false;
};
BOOST_DESCRIBE_STRUCT(PlaceSums, (), (id, name, url, in_year, to_date, demo))

struct PlacesView {
    int year = 0;
    AreaId area;
    std::string area_name; // "" for the whole country
    std::vector<PlaceSums> items;
    std::vector<PlaceSums> sources; // in the order of the rules
    PlaceSums total;
    BodyId body;      // the next are left out of JSON
    std::string what; // heading of the rows
};
BOOST_DESCRIBE_STRUCT(PlacesView, (), (year, area, area_name, items, sources, total))

Outcome<PlacesView> view_places(acts::Reading& reading, PlacesQuery const& query);
routes::Page show_places(acts::Reading& reading, PlacesView const& view);
Outcome<http::Response> places_csv(acts::Reading& reading, PlacesQuery const& query);

struct PlacesPage {
    std::string title;
    std::string area;
    std::string area_id; // kept while another year is asked
    std::string body;
    std::vector<web::Field> fields;
    web::Table sources;
    web::Table places;
    std::string csv;
};

} // namespace kheo::contributions
