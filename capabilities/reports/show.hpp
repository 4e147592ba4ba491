// SPDX-License-Identifier: AGPL-3.0-or-later
// Biểu tổng hợp as a page and for programs: one sheet of A4, each figure opening
// its rows, who has sent nothing, and the message that reminds them.
#pragma once

#include "capabilities/reports/ask.hpp"
#include "web/components.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace kheo::reports
{

// For programs: figures by the key of their column.
struct RowView {
    std::string id;
    std::string code;
    std::string name;
    std::string under;
    boost::json::value figures;
    bool demo = false;
};
BOOST_DESCRIBE_STRUCT(RowView, (), (id, code, name, under, figures, demo))

struct Kept {
    std::int64_t kept = 0;
    std::int64_t of = 0; // models of last year's registration
};
BOOST_DESCRIBE_STRUCT(Kept, (), (kept, of))

struct SummaryView {
    int year = 0;
    Date as_of;
    Date last_year_as_of;
    AreaId area;
    std::string area_name;
    Group group = Group::commune;
    std::string day_rule; // by which day a registration is judged
    bool demo = false;
    std::vector<Column> columns;
    std::vector<RowView> rows;
    RowView total;
    std::int64_t units = 0;
    std::vector<Missing> missing_units;
    std::vector<Missing> missing_bodies;
    Kept kept;
    Summary summary; // what the page is made of
};
BOOST_DESCRIBE_STRUCT(SummaryView, (),
                      (year, as_of, last_year_as_of, area, area_name, group, day_rule, demo, columns, rows,
                       total, units, missing_units, missing_bodies, kept))

Outcome<SummaryView> view_summary(acts::Reading& reading, SummaryQuery const& query);
Outcome<SummaryView> view_public_summary(acts::Reading& reading, SummaryQuery const& query);
routes::Page show_summary(acts::Reading& reading, SummaryView const& view);

// Words that page, files and message share.
std::string title_of(Summary const& sums);        // Biểu tổng hợp đăng ký … năm 2026
std::string area_of(Summary const& sums);         // Tỉnh Minh Họa
std::string as_of_words(Summary const& sums);     // Số liệu tính đến hết ngày 21/11/2026
std::string_view unit_words(Summary const& sums); // xã, phường, đặc khu
std::vector<std::string> notes_of(Summary const& sums);
std::string signed_number(std::int64_t change); // +3, −2, 0

// At most 500 characters, for a group of the communes' officers: who has sent
// nothing, as many names as there is room for, and where to look.
std::string message_of(Summary const& sums, std::string_view origin);

// Ready for the template.
struct SummaryPage {
    std::string title;
    std::string area;
    std::string as_of;
    std::string action; // of the form
    std::vector<web::Choice> kept;
    std::vector<web::Field> fields;
    std::vector<web::Link> ways; // to files and other forms of the same sums
    std::vector<web::Figure> figures;
    web::Table table;
    bool tells_missing = false;
    std::string missing_heading;
    std::string missing_line; // names, for paper
    web::Table missing_units;
    web::Table missing_bodies;
    std::vector<std::string> notes;
    web::CopyBox message;
};
SummaryPage page_of(Summary const& sums, std::string_view origin);

} // namespace kheo::reports
