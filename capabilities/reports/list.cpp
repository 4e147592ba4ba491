// SPDX-License-Identifier: AGPL-3.0-or-later
#include "capabilities/reports/list.hpp"

#include "capabilities/reports/list.html.hpp"
#include "capabilities/reports/show.hpp"

#include <algorithm>
#include <fmt/format.h>

namespace kheo::reports
{

namespace
{

constexpr std::size_t lines_of_a_page = 200;
// As the capability exemplars names it.
constexpr acts::Permission see_exemplars{"exemplars.see"};

// What the reader may see of a row that is not public.
struct Sees {
    bool persons;
    bool models;
};

Sees seen_of(acts::Reading const& reading, Entered const& entered)
{
    auto const at = acts::Place{.area = entered.area.value, .body = entered.body.value};
    return {reading.may(see_exemplars, at), reading.may(models::may::see_models, at)};
}

// The page behind a row that the reader may open: that of the office, else the
// public one; "" where there is none.
std::string address_of(Entered const& entered, Scope const& scope, Sees sees)
{
    auto const person = entered.kind == of_persons;
    auto const page = (person ? "/dien-hinh/" : "/mo-hinh/") + shown(entered.model);
    if (!scope.only_public && (person ? sees.persons : sees.models))
        return "/can-bo" + page;
    return entered.published ? page : "";
}

Line line_of(Entered const& entered, Scope const& scope, bodies::Directory const& held, Sees sees)
{
    auto const day = day_of(entered);
    auto const* body = held.on(entered.body, day);
    if (!body)
        body = held.newest(entered.body);
    auto const person = entered.kind == of_persons;
    // Who is not public is named to those alone who may see it.
    auto const named = !person || entered.published || sees.persons;
    return {.id = entered.model,
            .title = named ? entered.title : "Điển hình cá nhân chưa công khai",
            .url = address_of(entered, scope, sees),
            .year = entered.year,
            .entry = entered.entry,
            .kind = entered.kind,
            .unit = body ? body->name : "",
            .field = entered.field,
            .stage = person ? entered.published ? "Đã công khai" : "Chưa công khai"
                            : std::string(models::label(entered.stage)),
            .day = day,
            .demo = entered.demo};
}

web::Pager pager_of(CellQuery const& query, CellView const& view, std::size_t page, std::size_t total)
{
    auto const address = [&](std::size_t at) {
        return fmt::format("{}/dong{}&row={}&column={}&page={}", base_of(view.scope),
                           address_query(view.scope), query.row, query.column, at);
    };
    auto const first = (page - 1) * lines_of_a_page;
    auto const last = std::min(total, first + lines_of_a_page);
    return {.shown = fmt::format("{}–{} trong {}", first + 1, web::number(std::int64_t(last)),
                                 web::number(std::int64_t(total))),
            .previous = page > 1 ? address(page - 1) : "",
            .next = last < total ? address(page + 1) : ""};
}

std::string intro_of(CellView const& view, std::string_view column)
{
    auto const& scope = view.scope;
    if (column == "last_year")
        return fmt::format("Đăng ký của năm {}, tính đến hết ngày {}.", scope.year - 1,
                           shown(year_before(scope.as_of)));
    if (column == "cumulative")
        return fmt::format("Lũy kế đến hết ngày {}: mỗi mô hình, điển hình một dòng, bản đăng ký mới nhất.",
                           shown(scope.as_of));
    return fmt::format("Đăng ký của năm {}, tính đến hết ngày {}.", scope.year, shown(scope.as_of));
}

Outcome<CellView> viewed(acts::Reading& reading, CellQuery const& query, Seen seen)
{
    auto const scope = TRY(scope_of(reading, query.table(), seen));
    auto const entries = entered_in(reading.db, scope);
    auto const held = bodies::directory();
    auto const sums = summary(entries, *held, *areas::atlas(), scope);
    auto const column = std::ranges::find(sums.columns, query.column, &Column::key);
    auto const row = std::ranges::find(sums.rows, query.row, &SummaryRow::id);
    if (column == sums.columns.end() || (row == sums.rows.end() && query.row != "total"))
        return refuse(kheo::problems::not_found);
    auto const all = counted(entries, *held, *areas::atlas(), scope, query.row, query.column);
    auto view = CellView{.total = std::int64_t(all.size()),
                         .row_name = query.row == "total" ? area_of(sums) : row->name,
                         .column_label = column->label,
                         .back = std::string(base_of(scope)) + address_query(scope),
                         .scope = scope};
    view.intro = intro_of(view, query.column);
    auto const page = std::size_t(std::max(query.page, 1));
    for (auto at = (page - 1) * lines_of_a_page; at < std::min(all.size(), page * lines_of_a_page); ++at)
        view.items.push_back(line_of(all[at], scope, *held, seen_of(reading, all[at])));
    if (all.size() > lines_of_a_page && !view.items.empty())
        view.pager = pager_of(query, view, page, all.size());
    return view;
}

web::Table table_of(CellView const& view)
{
    auto table = web::Table{
        .caption = view.column_label + ", " + view.row_name,
        .columns = {{"Tên mô hình, điển hình"}, {"Cơ quan, tổ chức"}, {"Lĩnh vực"}, {"Đăng ký"}, {"Ngày"}},
        .wide = true,
        .dense = true,
        .quiet_caption = true};
    if (!view.scope.only_public)
        table.columns.push_back({"Đến nay"});
    for (auto const& line : view.items) {
        table.rows.push_back(
            {{{line.title, line.url},
              {line.unit},
              {models::field_label(line.field)},
              {line.kind == of_persons ? std::to_string(line.year)
                                       : fmt::format("{}, {}", models::label(line.entry), line.year)},
              {shown(line.day)}}});
        if (!view.scope.only_public)
            table.rows.back().cells.push_back({line.stage});
    }
    return table;
}

} // namespace

Outcome<CellView> view_cell(acts::Reading& reading, CellQuery const& query)
{
    return viewed(reading, query, Seen::by_officers);
}

Outcome<CellView> view_public_cell(acts::Reading& reading, CellQuery const& query)
{
    return viewed(reading, query, Seen::by_all);
}

routes::Page show_cell(acts::Reading&, CellView const& view)
{
    auto const title = fmt::format("{}: {}", view.row_name, view.column_label);
    auto page = routes::Page{.title = title,
                             .description = view.intro,
                             .body = cell_page(view, table_of(view)),
                             .section = std::string(base_of(view.scope)),
                             .wide = true};
    page.crumbs = {view.scope.only_public ? routes::Crumb{"Trang chủ", "/"}
                                          : routes::Crumb{"Việc của tôi", "/can-bo"},
                   {"Biểu tổng hợp", view.back},
                   {title, ""}};
    return page;
}

} // namespace kheo::reports
