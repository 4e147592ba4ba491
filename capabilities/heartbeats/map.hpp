// SPDX-License-Identifier: AGPL-3.0-or-later
// How many models are still kept, place by place: rates with their
// denominators, a map of tiles coloured by rate, never by number.
#pragma once

#include "capabilities/heartbeats/heartbeat.hpp"
#include "web/components.hpp"

#include <span>
#include <string>
#include <vector>

namespace kheo::heartbeats
{

// One place. The rate is alive of alive and unconfirmed; what rests or ended is
// told apart.
struct PlaceLine {
    std::string id;
    std::string code;
    std::string name;
    std::int64_t alive = 0;
    std::int64_t unconfirmed = 0;
    std::int64_t paused = 0;
    std::int64_t ended = 0;
    std::int64_t due = 0; // without a word in this period; of the office
    bool demo = false;

    std::int64_t to_keep() const { return alive + unconfirmed; }
    std::int64_t all() const { return to_keep() + paused + ended; }
};
BOOST_DESCRIBE_STRUCT(PlaceLine, (), (id, code, name, alive, unconfirmed, paused, ended, due, demo))

struct KeptQuery {
    AreaId area; // a province: by its communes; none: by province
    static std::span<forms::Rule const> rules();
};
BOOST_DESCRIBE_STRUCT(KeptQuery, (), (area))

struct KeptView {
    AreaId area;
    std::string area_name; // "" for the whole country
    std::string period;
    std::string kept_since;
    std::vector<PlaceLine> places; // in name order: never by a number
    PlaceLine total;
    bool inside = false; // of the office; left out of JSON
};
BOOST_DESCRIBE_STRUCT(KeptView, (), (area, area_name, period, kept_since, places, total))

Outcome<KeptView> view_kept(acts::Reading& reading, KeptQuery const& query);
Outcome<KeptView> view_kept_inside(acts::Reading& reading, KeptQuery const& query);
routes::Page show_kept(acts::Reading& reading, KeptView const& view);
routes::Page show_kept_inside(acts::Reading& reading, KeptView const& view);

// The list of the models that a figure counts.
std::string list_address(KeptView const& view, PlaceLine const& line, Condition condition);
// Pure. Which of five steps of colour a rate has; 0 where nothing is to be kept.
int step_of(std::int64_t alive, std::int64_t of);
// Pure. Whether so many are silent that leaders are told.
bool many_silent(PlaceLine const& place);
// Pure. A message of at most 500 characters for the places that still owe a
// word; "" where none does.
std::string reminder(KeptView const& view, std::string_view last_day, std::string_view origin);

// One square of the map.
struct Tile {
    int x = 0;
    int y = 0;
    std::string name;
    std::string rate; // "82%", "" where there is nothing to keep
    int step = 0;
    std::string address; // "" of islands and places without models
};
struct TileMap {
    int width = 0;
    int height = 0;
    std::vector<Tile> tiles;
};
TileMap map_of(std::vector<PlaceLine> const& places);

struct KeptPage {
    std::string title;
    std::string intro;
    std::vector<web::Figure> figures;
    TileMap map;
    web::Table table;
    std::vector<web::Link> silent; // places of which leaders are told, each with its list
    web::CopyBox message;
};

} // namespace kheo::heartbeats
