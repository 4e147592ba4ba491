// SPDX-License-Identifier: AGPL-3.0-or-later
// What the demo is written from: data/demo/*.csv, read once. Every name in it
// is invented.
#pragma once

#include "capabilities/bodies/bodies.hpp"
#include "capabilities/models/models.hpp"

#include <array>
#include <map>
#include <span>
#include <string>
#include <vector>

namespace kheo::demo
{

// "40-160/10 hồ sơ": what one number of a situation may be. Values are in
// units of 10^-places.
struct NumberRange {
    std::int64_t low = 0;
    std::int64_t high = 0;
    std::int64_t step = 1;
    int places = 0;
    std::string unit;
};
// Nothing for text of another shape.
std::optional<NumberRange> parsed_range(std::string_view text);

enum class Quality { specific, partly, vague };
BOOST_DESCRIBE_ENUM(Quality, specific, partly, vague)

// What many models are written from. Each text may give alternatives,
// separated by " || ", and placeholders in braces (render.hpp).
struct Situation {
    std::string key;
    std::string theme; // whose sentences it may add; "" none
    models::Kind kind = models::Kind::mo_hinh;
    std::vector<std::string> bodies;   // keys of BodyKind that may do it
    std::vector<std::string> terrains; // empty: anywhere
    models::Text text;
    std::string title2;
    std::array<std::optional<NumberRange>, 4> numbers;
    Quality quality = Quality::specific;
    std::string lesson; // what one learned who gave it up
    std::string change; // what one does differently who takes it over
};

// An invented province. The first is the one that the demo is about; the others
// are there to be replicated from, and to be told apart from.
struct Province {
    std::string code;  // "MH"
    std::string name;  // "Minh Họa"
    std::string login; // of its officers' logins the end; "" of the first
    std::size_t models = 0;
    std::size_t of_first_year = 0;
    std::size_t appraised = 1; // one of so many of its models goes into a round
};

struct Commune {
    std::string code;      // "MH001"
    std::string province;  // its code
    std::string name;      // "Suối Vàng Anh"
    std::string full_name; // "Xã Suối Vàng Anh"
    areas::AreaKind kind = areas::AreaKind::commune;
    std::string terrain;
    std::string contact; // key of the BodyKind that is its đầu mối dân vận
    std::vector<std::string> villages;
    std::array<std::string, 4> places; // river, road, hill, market
};

enum class Level { commune, village, province };
BOOST_DESCRIBE_ENUM(Level, commune, village, province)

struct BodyKind {
    std::string key;
    Level level = Level::commune;
    std::string name; // with placeholders
    std::string short_name;
    bodies::Line line = bodies::Line::khac;
    std::string superior; // key; "" at the top
    std::vector<std::string> terrains;
    std::string signer; // the office that signs its registrations
};

struct Exemplar {
    std::string key;
    std::string kind; // dien_hinh_tap_the, dien_hinh_ca_nhan
    std::string field;
    std::string body;
    std::vector<std::string> terrains;
    std::string title;  // of a collective
    std::string office; // of a person, who has no name here
    std::string merit;
    std::string decision;
    std::string decision_day; // "05/12", without its year
    bool consent = false;
};

// Sentences that a model may add to those of its situation, by "column/theme",
// "column/terrain" or, steps of one situation alone, "way_then/its key";
// alternatives in brackets (render.hpp).
using Parts = std::map<std::string, std::vector<std::string>, std::less<>>;

struct Content {
    std::vector<Province> provinces;
    std::vector<Situation> situations;
    std::vector<Commune> communes; // province by province
    std::vector<BodyKind> bodies;
    std::vector<Exemplar> exemplars;
    Parts parts;
};

// Content that is not sound is a Contradiction: it is part of the program.
Content const& content();

Province const& home();
// The communes of one province, in order.
std::span<Commune const> communes_of(Content const& content, Province const& province);

// Whether a thing of these terrains is at home in `terrain`.
bool at_home(std::vector<std::string> const& terrains, std::string_view terrain);
// "a|b" as a and b; "" as nothing.
std::vector<std::string> parts(std::string_view text, std::string_view between = "|");

} // namespace kheo::demo
