// SPDX-License-Identifier: AGPL-3.0-or-later
// Bảng theo dõi thực hiện: bodies × tasks in the official count, as a page, for
// programs and on paper; and the sheet and file of rows that leave it.
#pragma once

#include "capabilities/matrix/ask.hpp"
#include "platform/routes/row.hpp"
#include "platform/sheets/table.hpp"
#include "web/components.hpp"

namespace kheo::matrix
{

struct ColumnView {
    TaskId task;
    std::string period;
    std::string text;
    std::optional<Date> due;
    DocumentId document;
    std::string document_name; // with what kind of source it is
    std::string source;        // "press" where it is read from a press text
    bool demo = false;
};
BOOST_DESCRIBE_STRUCT(ColumnView, (), (task, period, text, due, document, document_name, source, demo))

struct CellView {
    TaskId task;
    std::string period;
    Standing standing = Standing::open_in_time;
    int days_late = 0;
    bool answered = false;
};
BOOST_DESCRIBE_STRUCT(CellView, (), (task, period, standing, days_late, answered))

struct RowView {
    BodyId body;
    std::string name;
    areas::AreaId area;
    std::int64_t done_in_time = 0;
    std::int64_t done_late = 0;
    std::int64_t open_in_time = 0;
    std::int64_t open_late = 0;
    int most_late = 0;
    std::vector<CellView> cells;
    bool demo = false;
};
BOOST_DESCRIBE_STRUCT(RowView, (),
                      (body, name, area, done_in_time, done_late, open_in_time, open_late, most_late, cells,
                       demo))

struct BoardView {
    std::int64_t total = 0;
    std::int64_t done_in_time = 0;
    std::int64_t done_late = 0;
    std::int64_t open_in_time = 0;
    std::int64_t open_late = 0;
    bool cut = false; // more tasks than one table holds: name a document
    bool demo = false;
    std::vector<ColumnView> columns;
    std::vector<RowView> rows;
    Asked asked; // what the page is made of
    BoardQuery query;
};
BOOST_DESCRIBE_STRUCT(BoardView, (),
                      (total, done_in_time, done_late, open_in_time, open_late, cut, demo, columns, rows))

Outcome<BoardView> view_board(acts::Reading& reading, BoardQuery const& query);
Outcome<BoardView> view_public_board(acts::Reading& reading, BoardQuery const& query);
routes::Page show_board(acts::Reading& reading, BoardView const& view);
Outcome<http::Response> csv_board(acts::Reading& reading, BoardQuery const& query);
Outcome<http::Response> csv_public_board(acts::Reading& reading, BoardQuery const& query);
Outcome<http::Response> xlsx_board(acts::Reading& reading, BoardQuery const& query);
Outcome<http::Response> xlsx_public_board(acts::Reading& reading, BoardQuery const& query);
// Pure: the sheet with figures, sums as formulas.
sheets::Table sheet_of(Asked const& asked, Date today);

inline std::string_view base_of(Seen seen)
{
    return seen == Seen::by_all ? "/nhiem-vu" : "/can-bo/nhiem-vu";
}

// Ready for the template.
struct CellPart {
    std::string css; // "kheo-board__0" by standing; "" where nothing is owed
    std::string sign;
    std::string words;
    std::string address; // "" where its part may not be opened
};
struct RowPart {
    std::string name;
    std::string address;
    std::array<std::string, plans::standings> counts;
    std::string late; // "12 ngày"
    bool bad = false;
    std::vector<CellPart> cells;
};
struct LegendPart {
    std::string text;
    std::string address;
    std::string due;
    std::string document;
};
struct BoardPage {
    std::string title;
    std::string caption; // "Dân kiểm tra"
    std::string intro;
    std::string action;
    std::vector<web::Field> fields;
    std::vector<web::Figure> figures;
    std::vector<web::Link> ways;
    std::vector<RowPart> rows;
    std::vector<LegendPart> legend;
    bool cut = false;
    std::string nothing;
};

} // namespace kheo::matrix
