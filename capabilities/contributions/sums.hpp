// SPDX-License-Identifier: AGPL-3.0-or-later
// The account of one model: sums for everybody, lines for its officers.
#pragma once

#include "capabilities/contributions/told.hpp"
#include "platform/routes/row.hpp"
#include "web/components.hpp"

#include <string>
#include <vector>

namespace kheo::contributions
{

struct SumsView {
    ModelId model;
    std::string title;
    std::int64_t few_givers = 0; // below so many nothing is told
    std::vector<YearSums> years; // lũy kế first
    bool demo = false;
};
BOOST_DESCRIBE_STRUCT(SumsView, (), (model, title, few_givers, years, demo))

Outcome<SumsView> view_sums(acts::Reading& reading, models::ModelQuery const& query);
routes::Page show_sums(acts::Reading& reading, SumsView const& view);

// Every line, struck ones too; amounts in square metres, đồng and work days are
// those of the record.
struct LinesView {
    ModelId model;
    std::string title;
    std::vector<Contribution> items; // the newest time first
    std::vector<YearSums> years;
    bool published = false; // left out of JSON, as is the next
    bool records = false;
};
BOOST_DESCRIBE_STRUCT(LinesView, (), (model, title, items, years))

Outcome<LinesView> view_lines(acts::Reading& reading, models::ModelQuery const& query);
routes::Page show_lines(acts::Reading& reading, LinesView const& view);

std::vector<Contribution> lines_of(db::Connection& db, ModelId model);
// "12/3/2026" or "01/3/2026 – 31/3/2026".
std::string time_of(Contribution const& line);
// Sources in rows, kinds in columns; what is withheld says so.
web::Table table_of(YearSums const& year, std::string caption);
std::string caption_of(YearSums const& year);
bool withholds(YearSums const& year);

// What stands on the model's own page: this year and to date.
struct TellPage {
    std::string address; // of the whole account
    web::Table table;
    bool withheld = false;
    std::int64_t few = 0;
    bool records = false;
};

struct LinesPage {
    std::string model;
    std::string title;
    bool records = false;
    bool published = false;
    std::vector<web::Table> sums;
    web::Table lines;
};

struct SumsPage {
    std::string model;
    std::string title;
    std::vector<web::Table> tables;
    bool withheld = false;
    std::int64_t few = 0;
};

} // namespace kheo::contributions
