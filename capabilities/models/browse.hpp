// SPDX-License-Identifier: AGPL-3.0-or-later
// Lists of models: the public one, and that of the back office with internal
// ones within an actor's rights. Always in name order, never by a number.
#pragma once

#include "capabilities/models/facets.hpp"
#include "capabilities/models/load.hpp"
#include "platform/routes/row.hpp"
#include "web/components.hpp"

#include <memory>
#include <span>
#include <string>
#include <vector>

namespace kheo::models
{

struct ModelItem {
    std::string id;
    std::string url;
    int year = 0;
    std::string kind;
    std::string entry;
    std::string unit;
    std::string unit_code;
    std::string commune;
    std::string commune_today; // what took its place; "" where it still stands
    std::string province;
    std::string field;
    std::string field_name;
    std::string title;
    std::string stage; // "" in the public list
    bool published = false;
    bool demo = false;
};
BOOST_DESCRIBE_STRUCT(ModelItem, (),
                      (id, url, year, kind, entry, unit, unit_code, commune, commune_today, province, field,
                       field_name, title, stage, published, demo))

struct ModelList {
    std::string as_of; // names and filters of areas are of this day
    std::int64_t total = 0;
    std::vector<ModelItem> items;
    std::string next;     // `after` of the next page; "" on the last
    std::string previous; // `before` of the page before; "" on the first
    std::vector<FacetList> facets;
    ListQuery query; // left out of JSON
};
BOOST_DESCRIBE_STRUCT(ModelList, (), (as_of, total, items, next, previous, facets))

Outcome<ModelList> list_models(acts::Reading& reading, ListQuery const& query);
Outcome<ModelList> list_office(acts::Reading& reading, ListQuery const& query);
routes::Page show_models(acts::Reading& reading, ModelList const& list);
routes::Page show_office_list(acts::Reading& reading, ModelList const& list);
// The same rows as a file, with every text, in the columns of import and export. It
// is made in memory: where there is more, the header Link tells how to go on.
struct CsvLimits {
    std::size_t rows = most_csv_rows;
    std::size_t bytes = 32 << 20;
};
http::Response csv_of_models(acts::Reading& reading, ListQuery const& query, Audience side, CsvLimits most);
Outcome<http::Response> models_csv(acts::Reading& reading, ListQuery const& query);
Outcome<http::Response> office_csv(acts::Reading& reading, ListQuery const& query);

// Public models of these areas are found anew, by what their places are called now:
// page by page, so that others write in between; what is found so already costs one
// read. False where `goes_on`, asked before each page, said no.
bool find_anew(db::Store& store, areas::Atlas const& atlas, std::vector<AreaId> const& areas, Date today,
               std::function<bool()> const& goes_on);

// All models as this program holds them, else read now.
std::shared_ptr<Catalogue const> catalogue(db::Connection& db);

// "&field=kinh_te&year=2026": the query's filters as an address carries them.
std::string filters_of(ListQuery const& query);
// Codes in people's words: "Duy trì"; "Chờ tiếp nhận" or "Công khai".
std::string entry_words(ModelItem const& item);
std::string stage_words(ModelItem const& item);

// What the templates show.
struct ListPage {
    std::string title;
    std::string action;
    std::string sum; // "2.226 mô hình"
    std::vector<web::Facet> facets;
    web::Pager pager;
    std::string csv;   // address
    std::string json;  // address
    std::string clear; // address without filters; "" where there are none
};

// What the reader of the office's list may do from there.
struct OfficeWays {
    bool registers = false;
    bool decides = false; // on many models at once
};

} // namespace kheo::models
