// SPDX-License-Identifier: AGPL-3.0-or-later
// The rows behind one figure: exactly the registrations that it counts.
#pragma once

#include "capabilities/reports/ask.hpp"
#include "web/components.hpp"

#include <string>
#include <vector>

namespace kheo::reports
{

struct Line {
    ModelId id;
    std::string title;
    std::string url;
    int year = 0;
    models::Entry entry = models::Entry::moi;
    std::string kind;
    std::string unit; // the body's name on its day
    std::string field;
    std::string stage;
    Date day; // by which it is judged
    bool demo = false;
};
BOOST_DESCRIBE_STRUCT(Line, (), (id, title, url, year, entry, kind, unit, field, stage, day, demo))

struct CellView {
    std::int64_t total = 0;
    std::vector<Line> items; // one page of them, by title
    std::string row_name;
    std::string column_label;
    std::string intro;
    std::string back; // address of the table
    web::Pager pager;
    Scope scope;
};
BOOST_DESCRIBE_STRUCT(CellView, (), (total, items))

// Refuses not_found for a row or a column that is not in the table.
Outcome<CellView> view_cell(acts::Reading& reading, CellQuery const& query);
Outcome<CellView> view_public_cell(acts::Reading& reading, CellQuery const& query);
routes::Page show_cell(acts::Reading& reading, CellView const& view);

} // namespace kheo::reports
