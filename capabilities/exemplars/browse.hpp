// SPDX-License-Identifier: AGPL-3.0-or-later
// Exemplars as people read them: persons that are public, and collectives
// beside them (models of that kind); one person; and both in the back office.
#pragma once

#include "capabilities/exemplars/exemplar.hpp"
#include "platform/forms/forms.hpp"
#include "platform/routes/row.hpp"
#include "web/components.hpp"

#include <span>
#include <string>
#include <vector>

namespace kheo::exemplars
{

inline constexpr int items_of_a_page = 50;

struct ListQuery {
    std::string field;
    int year = 0;
    ExemplarId after;
    static std::span<forms::Rule const> rules();
};
BOOST_DESCRIBE_STRUCT(ListQuery, (), (field, year, after))

// One person, or one collective.
struct ExemplarItem {
    std::string id;
    std::string url;
    std::string kind; // "dien_hinh_ca_nhan", "dien_hinh_tap_the"
    std::string name;
    std::string office;
    std::string field_name;
    int year = 0;
    std::string unit;
    std::string commune;
    std::string merit;
    std::string decision; // its number
    std::optional<Date> decided_on;
    std::string decided_by;
    std::string stage; // "" in public lists
    bool demo = false;
    std::string decision_words; // "412/QĐ-UBND ngày 05/12/2025, UBND xã A"; left out of JSON
};
BOOST_DESCRIBE_STRUCT(ExemplarItem, (),
                      (id, url, kind, name, office, field_name, year, unit, commune, merit, decision,
                       decided_on, decided_by, stage, demo))

struct ExemplarList {
    std::vector<ExemplarItem> persons;
    std::string next;
    std::vector<ExemplarItem> collectives; // the first ones; all are in the list of models
    bool more_collectives = false;
    ListQuery query; // left out of JSON
};
BOOST_DESCRIBE_STRUCT(ExemplarList, (), (persons, next, collectives, more_collectives))

struct ExemplarQuery {
    ExemplarId exemplar;
    static std::span<forms::Rule const> rules();
};
BOOST_DESCRIBE_STRUCT(ExemplarQuery, (), (exemplar))

Outcome<ExemplarList> list_exemplars(acts::Reading& reading, ListQuery const& query);
Outcome<ExemplarList> list_office(acts::Reading& reading, ListQuery const& query);
Outcome<ExemplarItem> view_exemplar(acts::Reading& reading, ExemplarQuery const& query);
routes::Page show_exemplars(acts::Reading& reading, ExemplarList const& list);
routes::Page show_office_list(acts::Reading& reading, ExemplarList const& list);
routes::Page show_exemplar(acts::Reading& reading, ExemplarItem const& item);

// One person in the back office, and again after a refused step.
Outcome<routes::Page> show_office(routes::Reading& reading, forms::Sent const& sent, Problem const* problem);

// What the templates show.
struct Filters {
    std::string action;
    std::vector<web::Field> fields;
};
struct OfficePage {
    Exemplar record;
    ExemplarItem item;
    web::FormKeys keys;
    web::Errors errors;
    std::string basis; // in words
    std::string typed_reason;
    bool may_complete = false;
    bool may_publish = false;
    bool may_withdraw = false;
    bool may_erase = false;
};

} // namespace kheo::exemplars
