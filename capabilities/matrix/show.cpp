// SPDX-License-Identifier: AGPL-3.0-or-later
#include "capabilities/matrix/show.hpp"

#include "capabilities/matrix/show.html.hpp"
#include "platform/text/csv.hpp"
#include "platform/text/text.hpp"

#include <algorithm>
#include <fmt/format.h>

namespace kheo::matrix
{

namespace
{

using sheets::ColumnKind;

constexpr std::string_view title = "Bảng theo dõi thực hiện";

std::string due_words(Column const& column)
{
    auto const period = tasks::period_words(column.occurrence.period);
    auto words =
        column.occurrence.due ? "Hạn " + shown(*column.occurrence.due) : std::string("Không ghi hạn");
    return period.empty() ? words : period + ", " + words;
}

BoardView viewed(Asked asked, BoardQuery const& query, Date today)
{
    auto const& board = asked.board;
    auto view = BoardView{.total = board.total(),
                          .done_in_time = count(board.totals, Standing::done_in_time),
                          .done_late = count(board.totals, Standing::done_late),
                          .open_in_time = count(board.totals, Standing::open_in_time),
                          .open_late = count(board.totals, Standing::open_late),
                          .cut = asked.cut,
                          .demo = asked.demo,
                          .asked = {},
                          .query = query};
    for (auto const& column : board.columns)
        view.columns.push_back({column.task.id, column.occurrence.period, column.task.text,
                                column.occurrence.due, column.task.document, asked.document_of(column).name,
                                asked.document_of(column).press.empty() ? "" : "press", column.task.demo});
    view.rows.reserve(board.rows.size());
    for (auto const& row : board.rows) {
        auto& made = view.rows.emplace_back(RowView{row.body,
                                                    bodies::name_of(row.body, today),
                                                    row.area,
                                                    row.counts[0],
                                                    row.counts[1],
                                                    row.counts[2],
                                                    row.counts[3],
                                                    row.most_late,
                                                    {},
                                                    asked.demo});
        for (auto const& cell : row.cells) {
            auto const& column = view.columns[cell.column];
            made.cells.push_back(
                {column.task, column.period, cell.state.standing, cell.state.days_late, cell.state.begun});
        }
    }
    view.asked = std::move(asked);
    return view;
}

Outcome<BoardView> viewed(acts::Reading& reading, BoardQuery const& query, Seen seen)
{
    auto all = TRY(asked(reading, query, seen, Whole::table));
    return viewed(std::move(all), query, reading.today());
}

std::vector<web::Field> fields_of(acts::Reading& reading, BoardView const& view)
{
    web::Offered offered;
    for (auto const& [document, name] : documents_to_choose(reading, view.asked.seen))
        offered["document"].push_back({shown(document), name});
    auto const values = web::values_of(view.query);
    auto fields = web::FormFields(BoardQuery::rules(), values, nullptr, offered)
                      .fields({"document", "standing", "line", "q"});
    for (auto& field : fields) {
        field.optional = false;
        field.quiet = true;
        if (field.kind == web::Field::Kind::radios)
            field.kind = web::Field::Kind::select;
        if (field.kind == web::Field::Kind::select) {
            std::erase_if(field.choices, [](web::Choice const& choice) { return choice.value.empty(); });
            field.choices.insert(field.choices.begin(), web::Choice{.value = "", .text = "Tất cả"});
        }
    }
    return fields;
}

std::vector<web::Figure> figures_of(BoardView const& view)
{
    std::vector<web::Figure> figures;
    for (auto const standing :
         {Standing::done_in_time, Standing::done_late, Standing::open_in_time, Standing::open_late}) {
        auto query = view.query;
        query.standing = standing;
        auto const sum = count(view.asked.board.totals, standing);
        figures.push_back({std::string(plans::label(standing)), web::number(sum),
                           web::percent(sum, view.total),
                           std::string(base_of(view.asked.seen)) + "/bang" + address_query(query)});
    }
    return figures;
}

// Whose parts the asker may open: those of a body of theirs, all of a task they oversee.
struct Doors {
    tasks::Eyes eyes;
    std::vector<bool> oversees;

    Doors(acts::Reading const& reading, Board const& board) : eyes(reading)
    {
        for (auto const& column : board.columns)
            oversees.push_back(eyes.oversees(column.task));
    }
};

CellPart part_of(State const& state, Column const& column, BodyId body, bool opens, Date today)
{
    auto const& occurrence = column.occurrence;
    auto part = CellPart{.css = fmt::format("kheo-board__{}", int(state.standing)),
                         .sign = sign_of(state),
                         .words = {},
                         .address = {}};
    if (!opens)
        return part;
    part.words = std::string(plans::label(state.standing));
    if (auto const more = plans::words_of(state, occurrence.due, today); !more.empty())
        part.words += ". " + more;
    // Beside the table's own address: "bang" gives way to the task's.
    part.address = fmt::format("{}/don-vi/{}{}", column.task.id.value, body.value,
                               occurrence.period.empty() ? "" : "?period=" + occurrence.period);
    return part;
}

std::vector<RowPart> rows_of(acts::Reading const& reading, BoardView const& view)
{
    auto const& board = view.asked.board;
    auto const inside = view.asked.seen == Seen::by_officers;
    auto doors = Doors(reading, board);
    auto const today = reading.today();
    std::vector<RowPart> rows;
    rows.reserve(board.rows.size());
    for (auto const& row : board.rows) {
        auto& part = rows.emplace_back(
            RowPart{.name = bodies::name_of(row.body, today),
                    .address = std::string(base_of(view.asked.seen)) + "/don-vi/" + shown(row.body),
                    .counts = {},
                    .late = row.most_late > 0 ? web::number(row.most_late) + " ngày" : "",
                    .bad = count(row.counts, Standing::open_late) > 0,
                    .cells = {}});
        for (std::size_t at = 0; at < row.counts.size(); ++at)
            part.counts[at] = web::number(row.counts[at]);
        auto const owns = inside && doors.eyes.owns(row.body);
        part.cells.resize(board.columns.size());
        for (auto const& cell : row.cells)
            part.cells[cell.column] = part_of(cell.state, board.columns[cell.column], row.body,
                                              owns || (inside && doors.oversees[cell.column]), today);
    }
    return rows;
}

std::vector<web::Link> ways_of(acts::Reading const& reading, BoardView const& view)
{
    auto const base = std::string(base_of(view.asked.seen));
    auto const query = address_query(view.query);
    auto const with = [&](std::string const& more) {
        return query.empty() ? "?" + more : query + "&" + more;
    };
    std::vector<web::Link> ways{{"Excel (.xlsx)", base + "/bang/xlsx" + query},
                                {"CSV", base + "/bang" + with("dang=csv")},
                                {"Lịch hạn (.ics)", base + "/lich.ics" + query}};
    if (view.asked.seen == Seen::by_officers && reading.may(plans::may::accept_plans, {}))
        ways.insert(ways.begin(), {"Nhắc việc: tin nhắn và công văn đôn đốc", base + "/nhac" + query});
    return ways;
}

http::Response download(std::string bytes, std::string type, std::string_view ending, Date today)
{
    auto response = http::Response{.type = std::move(type), .body = std::move(bytes)};
    response.download_as = fmt::format("bang-theo-doi-thuc-hien-{}.{}", iso(today), ending);
    return response;
}

Outcome<http::Response> xlsx(acts::Reading& reading, BoardQuery const& query, Seen seen)
{
    auto const all = TRY(asked(reading, query, seen, Whole::table));
    return download(sheets::to_xlsx({sheet_of(all, reading.today())}),
                    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", "xlsx",
                    reading.today());
}

Outcome<http::Response> csv(acts::Reading& reading, BoardQuery const& query, Seen seen)
{
    auto all = TRY(asked(reading, query, seen, Whole::all));
    auto const view = viewed(std::move(all), query, reading.today());
    std::vector<csv::Row> rows{{"body", "name", "task", "period", "text", "document", "due", "standing",
                                "days_late", "answered", "demo"}};
    for (auto const& row : view.rows)
        for (auto const& cell : row.cells) {
            auto const column = std::ranges::find_if(view.columns, [&](ColumnView const& one) {
                return one.task == cell.task && one.period == cell.period;
            });
            rows.push_back({shown(row.body), row.name, shown(cell.task), cell.period, column->text,
                            column->document_name, column->due ? iso(*column->due) : "",
                            boost::describe::enum_to_string(cell.standing, ""),
                            std::to_string(cell.days_late), cell.answered ? "true" : "false",
                            row.demo ? "true" : "false"});
        }
    return download(csv::written(rows, {.mark = csv::Mark::utf8}), "text/csv; charset=utf-8", "csv",
                    reading.today());
}

} // namespace

sheets::Table sheet_of(Asked const& asked, Date today)
{
    auto const& board = asked.board;
    auto table =
        sheets::Table{.sheet = "Theo dõi thực hiện",
                      .title = {std::string(title), "Tính đến hết ngày " + shown(today)},
                      .notes = {"Số trong cột nhiệm vụ: 0 là hoàn thành đúng hạn; số dương là số ngày quá "
                                "hạn; để trống là đang thực hiện trong hạn hoặc không giao.",
                                "Đúng hạn hay quá hạn tính theo ngày ghi trên văn bản."},
                      .frozen_columns = 1};
    if (asked.cut)
        table.notes.push_back(fmt::format(
            "Bảng này chỉ có {} nhiệm vụ mới nhất. Xin chọn một văn bản để có đủ.", board.columns.size()));
    if (asked.demo)
        table.notes.push_back("Dữ liệu minh họa.");
    table.groups = {{1, 2, "Hoàn thành"}, {3, 2, "Đang thực hiện"}};
    table.columns = {{"Đơn vị", 34},
                     {"Đúng hạn", 9, ColumnKind::whole},
                     {"Quá hạn", 9, ColumnKind::whole},
                     {"Trong hạn", 9, ColumnKind::whole},
                     {"Quá hạn", 9, ColumnKind::whole}};
    for (std::size_t at = 0; at < board.columns.size(); ++at) {
        table.columns.push_back({std::to_string(at + 1), 5, ColumnKind::whole});
        auto const source = asked.documents.find(board.columns[at].task.document);
        auto const press = source == asked.documents.end() ? std::string() : source->second.press;
        table.notes.push_back(fmt::format("{}. {} ({}{}{})", at + 1, board.columns[at].task.text,
                                          due_words(board.columns[at]), press.empty() ? "" : "; ", press));
    }
    auto const figures = table.columns.size() - board.columns.size();
    for (auto const& row : board.rows) {
        auto& line = table.rows.emplace_back(sheets::TableRow{{bodies::name_of(row.body, today)}});
        for (auto const figure : row.counts)
            line.cells.emplace_back(double(figure));
        line.cells.resize(table.columns.size());
        for (auto const& cell : row.cells)
            if (cell.state.standing != Standing::open_in_time)
                line.cells[figures + cell.column] = double(cell.state.days_late);
    }
    auto total = sheets::TableRow{{std::string("Tổng")}, sheets::RowStyle::total};
    for (int at = 1; at <= int(plans::standings); ++at)
        if (board.rows.empty())
            total.cells.emplace_back(0.0);
        else
            total.cells.emplace_back(sheets::Sum{{{0, at, int(board.rows.size()) - 1, at}}});
    total.cells.resize(table.columns.size());
    table.rows.push_back(std::move(total));
    return table;
}

Outcome<BoardView> view_board(acts::Reading& reading, BoardQuery const& query)
{
    return viewed(reading, query, Seen::by_officers);
}

Outcome<BoardView> view_public_board(acts::Reading& reading, BoardQuery const& query)
{
    for (auto const* const topic : {"tasks", "documents", "bodies", "areas", "today"})
        reading.reads(topic);
    return viewed(reading, query, Seen::by_all);
}

routes::Page show_board(acts::Reading& reading, BoardView const& view)
{
    auto const inside = view.asked.seen == Seen::by_officers;
    auto const base = std::string(base_of(view.asked.seen));
    auto page =
        BoardPage{.title = std::string(title),
                  .caption = inside ? "" : "Dân kiểm tra",
                  .intro = "Tính đến hết ngày " + shown(reading.today()) + ", theo cách đếm chính thức.",
                  .action = base + "/bang",
                  .fields = fields_of(reading, view),
                  .figures = figures_of(view),
                  .ways = ways_of(reading, view),
                  .rows = rows_of(reading, view),
                  .legend = {},
                  .cut = view.cut,
                  .nothing = "Không có đơn vị nào khớp."};
    for (std::size_t at = 0; at < view.columns.size(); ++at)
        page.legend.push_back({view.columns[at].text, base + "/" + shown(view.columns[at].task),
                               due_words(view.asked.board.columns[at]), view.columns[at].document_name});
    return {.title = page.title,
            .description = "Đơn vị nào đã làm việc gì được giao, đúng hạn hay quá hạn.",
            .crumbs = {inside ? routes::Crumb{"Việc của tôi", "/can-bo"} : routes::Crumb{"Trang chủ", "/"},
                       {"Nhiệm vụ", base},
                       {page.title, ""}},
            .body = board_page(page),
            .section = base,
            .wide = true};
}

Outcome<http::Response> csv_board(acts::Reading& reading, BoardQuery const& query)
{
    return csv(reading, query, Seen::by_officers);
}
Outcome<http::Response> csv_public_board(acts::Reading& reading, BoardQuery const& query)
{
    return csv(reading, query, Seen::by_all);
}
Outcome<http::Response> xlsx_board(acts::Reading& reading, BoardQuery const& query)
{
    return xlsx(reading, query, Seen::by_officers);
}
Outcome<http::Response> xlsx_public_board(acts::Reading& reading, BoardQuery const& query)
{
    return xlsx(reading, query, Seen::by_all);
}

} // namespace kheo::matrix
