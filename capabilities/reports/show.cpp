// SPDX-License-Identifier: AGPL-3.0-or-later
#include "capabilities/reports/show.hpp"

#include "capabilities/accounts/accounts.hpp"
#include "capabilities/reports/show.html.hpp"
#include "web/form_page.hpp"

#include <algorithm>
#include <fmt/format.h>

namespace kheo::reports
{

namespace
{

std::string_view row_heading(Group group)
{
    return group == Group::field ? "Lĩnh vực" : group == Group::body ? "Cơ quan, tổ chức" : "Đơn vị";
}

web::Cell figure_cell(Summary const& sums, SummaryRow const& row, std::size_t at)
{
    auto const& column = sums.columns[at].key;
    auto const value = row.figures[at];
    if (column == "change")
        return {signed_number(value)};
    return {web::number(value), address_of_cell(sums, row, column)};
}

web::Row table_row(Summary const& sums, SummaryRow const& row, bool with_under)
{
    auto name = web::Cell{row.name};
    if (row.opens && row.id != shown(sums.scope.area)) {
        auto const group = sums.by_commune ? Group::body : Group::commune;
        name.address = std::string(base_of(sums.scope)) +
                       address_query(sums.scope, {parse_id(row.id).value_or(0)}, group);
    }
    auto line = web::Row{{name}};
    if (with_under)
        line.cells.push_back({row.under});
    for (std::size_t at = 0; at < sums.columns.size(); ++at)
        line.cells.push_back(figure_cell(sums, row, at));
    return line;
}

web::Table table_of(Summary const& sums)
{
    auto const with_under =
        std::ranges::any_of(sums.rows, [](SummaryRow const& row) { return !row.under.empty(); });
    auto table = web::Table{.caption = title_of(sums) + ", " + area_of(sums),
                            .columns = {{std::string(row_heading(sums.scope.group))}},
                            .wide = true,
                            .dense = true,
                            .quiet_caption = true,
                            .groups = {{"", 1 + int(with_under)}}};
    if (with_under)
        table.columns.push_back({"Địa bàn"});
    for (auto const& column : sums.columns) {
        table.columns.push_back({column.label, true});
        if (table.groups.back().text == column.group)
            ++table.groups.back().columns;
        else
            table.groups.push_back({column.group, 1});
    }
    for (auto const& row : sums.rows)
        table.rows.push_back(table_row(sums, row, with_under));
    table.rows.push_back(table_row(sums, sums.total, with_under));
    table.rows.back().state = web::Row::State::total;
    return table;
}

web::Table missing_table(std::string caption, std::vector<Missing> const& missing, bool units)
{
    auto table = web::Table{.caption = std::move(caption),
                            .columns = {{units ? "Đơn vị" : "Cơ quan, tổ chức"},
                                        {units ? "Đầu mối dân vận" : "Địa bàn"},
                                        {"Đăng ký năm trước", true}},
                            .dense = true};
    for (auto const& one : missing)
        table.rows.push_back({{{one.name}, {units ? one.contact : one.under}, {web::number(one.last_year)}}});
    return table;
}

std::vector<web::Figure> figures_of(Summary const& sums)
{
    auto const of_total = [&](std::string_view column) { return address_of_cell(sums, sums.total, column); };
    std::vector<web::Figure> figures;
    if (!sums.scope.only_public && !sums.scope.movement && sums.units > 0)
        figures.push_back({"Chưa gửi đăng ký", web::number(std::int64_t(sums.missing_units.size())),
                           fmt::format("trên {} {}", web::number(sums.units), unit_words(sums)),
                           sums.missing_units.empty() ? "" : "#chua-gui"});
    figures.push_back(
        {"Đăng ký trong năm", web::number(sums.sum("total")),
         fmt::format("mới {}, duy trì {}, nhân rộng {}", web::number(sums.sum("entry.moi")),
                     web::number(sums.sum("entry.duy_tri")), web::number(sums.sum("entry.nhan_rong"))),
         of_total("total")});
    figures.push_back(
        {"Lũy kế", web::number(sums.sum("cumulative")), "mỗi mô hình tính một lần", of_total("cumulative")});
    auto const to_keep = sums.sum("alive") + sums.sum("unconfirmed");
    figures.push_back({"Đang duy trì", web::percent(sums.sum("alive"), to_keep),
                       fmt::format("{} trên {} mô hình; chưa xác nhận {}", web::number(sums.sum("alive")),
                                   web::number(to_keep), web::number(sums.sum("unconfirmed"))),
                       of_total("alive")});
    figures.push_back({"Cùng ngày năm trước", web::number(sums.sum("last_year")),
                       "đến " + shown(sums.last_as_of), of_total("last_year")});
    figures.push_back({"Đăng ký duy trì", web::percent(sums.kept, sums.could_keep),
                       fmt::format("{} trên {} của năm {}", web::number(sums.kept),
                                   web::number(sums.could_keep), sums.scope.year - 1),
                       address_of_kept(sums)});
    return figures;
}

std::vector<web::Field> fields_of(Scope const& scope, bool commune)
{
    using enum web::Field::Kind;
    auto const choice = [&](Group group, char const* text) {
        return web::Choice{boost::describe::enum_to_string(group, ""), text, "", scope.group == group};
    };
    auto groups = std::vector{choice(Group::body, "Cơ quan, tổ chức"), choice(Group::field, "Lĩnh vực")};
    if (!commune)
        groups.insert(groups.begin(), choice(Group::commune, "Đơn vị hành chính"));
    return {{.name = "year",
             .label = "Đăng ký của năm",
             .value = std::to_string(scope.year),
             .width = 4,
             .quiet = true},
            {.kind = date,
             .name = "as_of",
             .label = "Số liệu tính đến ngày",
             .value = shown(scope.as_of),
             .quiet = true},
            {.kind = select, .name = "group", .label = "Mỗi dòng là một", .quiet = true, .choices = groups}};
}

// Where this reader may go on from here.
std::vector<web::Link> ways_of(acts::Reading const& reading, Scope const& scope)
{
    auto const base = std::string(base_of(scope));
    auto const query = address_query(scope);
    std::vector<web::Link> ways;
    if (!scope.only_public && !scope.movement) {
        ways.push_back({"Bản một trang cho lãnh đạo", base + "/mot-trang" + query});
        if (reading.may({"contributions.see"}, {}))
            ways.push_back({"Đất, tiền, ngày công đóng góp",
                            fmt::format("/can-bo/dong-gop?year={}{}", scope.year,
                                        scope.area ? "&area=" + shown(scope.area) : "")});
    }
    ways.push_back({"Tải .xlsx", base + "/xlsx" + query});
    ways.push_back({"Tải .docx", base + "/docx" + query});
    ways.push_back({"Tải .csv", base + "/csv" + query});
    if (!scope.only_public && reading.may({"drafts.write"}, {}))
        ways.push_back(
            {"Soạn báo cáo từ biểu này",
             fmt::format("/can-bo/du-thao/moi?origin=summary&kind=report&year={}&as_of={}{}", scope.year,
                         iso(scope.as_of), scope.area ? "&area=" + shown(scope.area) : "")});
    return ways;
}

// The province and its communes, or the provinces where none is chosen, as far
// as the reader may see them; nothing where there is no choice.
std::optional<web::Field> area_field(acts::Reading const& reading, Scope const& scope)
{
    auto const atlas = areas::atlas();
    auto field =
        web::Field{.kind = web::Field::Kind::select, .name = "area", .label = "Địa bàn", .quiet = true};
    auto const add = [&](areas::Area const& area) {
        if (scope.only_public || reading.may(may::see_reports, {.area = area.area.value}))
            field.choices.push_back({shown(area.area), area.full_name, "", area.area == scope.area});
    };
    if (auto const* const province = atlas->province_of(scope.area, scope.today)) {
        add(*province);
        for (auto const* const unit : atlas->children(province->area, scope.today))
            if (areas::is_communal(unit->kind))
                add(*unit);
    } else {
        field.choices.push_back({"", "Cả nước", "", true});
        for (auto const* const unit : atlas->provinces(scope.today))
            add(*unit);
    }
    return field.choices.size() > 1 ? std::optional(std::move(field)) : std::nullopt;
}

RowView row_view(Summary const& sums, SummaryRow const& row)
{
    auto figures = boost::json::object();
    for (std::size_t at = 0; at < sums.columns.size(); ++at)
        figures.emplace(sums.columns[at].key, row.figures[at]);
    return {row.id, row.code, row.name, row.under, std::move(figures), sums.demo};
}

Outcome<SummaryView> viewed(acts::Reading& reading, SummaryQuery const& query, Seen seen)
{
    for (auto const* const topic : {"models", "exemplars", "areas", "bodies"})
        reading.reads(topic);
    auto const scope = TRY(scope_of(reading, query, seen));
    auto sums = summary_of(reading, scope);
    auto view = SummaryView{.year = scope.year,
                            .as_of = scope.as_of,
                            .last_year_as_of = sums.last_as_of,
                            .area = scope.area,
                            .area_name = area_of(sums),
                            .group = scope.group,
                            .day_rule = "registered_on, else the day of entry",
                            .demo = sums.demo,
                            .columns = sums.columns,
                            .total = row_view(sums, sums.total),
                            .units = sums.units,
                            .kept = {sums.kept, sums.could_keep}};
    for (auto const& row : sums.rows)
        view.rows.push_back(row_view(sums, row));
    if (seen == Seen::by_officers) {
        view.missing_units = sums.missing_units;
        view.missing_bodies = sums.missing_bodies;
    }
    view.summary = std::move(sums);
    return view;
}

} // namespace

SummaryPage page_of(Summary const& sums, std::string_view origin)
{
    auto const& scope = sums.scope;
    auto page = SummaryPage{.title = title_of(sums),
                            .area = area_of(sums),
                            .as_of = as_of_words(sums),
                            .action = std::string(base_of(scope)),
                            .fields = fields_of(scope, scope.area && !sums.by_commune),
                            .figures = figures_of(sums),
                            .table = table_of(sums),
                            .notes = notes_of(sums)};
    if (scope.area)
        page.kept.push_back({shown(scope.area), "area"});
    if (scope.movement)
        page.kept.push_back({shown(scope.movement), "movement"});
    if (scope.only_public || scope.movement)
        return page;
    page.tells_missing = true;
    page.missing_heading =
        sums.units > 0 ? fmt::format("Chưa gửi đăng ký năm {}: {} trên {} {}", scope.year,
                                     sums.missing_units.size(), web::number(sums.units), unit_words(sums))
                       : fmt::format("Chưa gửi đăng ký năm {}", scope.year);
    for (auto const& one : sums.missing_units)
        page.missing_line += (page.missing_line.empty() ? "" : ", ") + one.name;
    if (!sums.missing_units.empty())
        page.missing_units = missing_table("Đơn vị chưa gửi", sums.missing_units, true);
    if (!sums.missing_bodies.empty())
        page.missing_bodies = missing_table(sums.units > 0 ? "Cơ quan, tổ chức chưa gửi, ở nơi đã có đăng ký"
                                                           : "Cơ quan, tổ chức chưa gửi",
                                            sums.missing_bodies, false);
    page.message = {.name = "zalo",
                    .label = "Tin nhắn Zalo nhắc đơn vị chưa gửi",
                    .text = message_of(sums, origin),
                    .hint = "Tối đa 500 ký tự. Chép rồi dán vào nhóm Zalo của đơn vị."};
    return page;
}

Outcome<SummaryView> view_summary(acts::Reading& reading, SummaryQuery const& query)
{
    return viewed(reading, query, Seen::by_officers);
}

Outcome<SummaryView> view_public_summary(acts::Reading& reading, SummaryQuery const& query)
{
    return viewed(reading, query, Seen::by_all);
}

routes::Page show_summary(acts::Reading& reading, SummaryView const& view)
{
    auto const& sums = view.summary;
    auto const outside = sums.scope.only_public;
    auto sheet = page_of(sums, accounts::origin());
    sheet.ways = ways_of(reading, sums.scope);
    if (auto field = area_field(reading, sums.scope)) {
        sheet.fields.insert(sheet.fields.begin() + 2, std::move(*field));
        std::erase_if(sheet.kept, [](web::Choice const& kept) { return kept.text == "area"; });
    }
    web::tell_wrong(sheet.fields, reading.wrong, reading.typed);
    auto page = routes::Page{.title = title_of(sums),
                             .description = area_of(sums) + ". " + as_of_words(sums) + ".",
                             .body = summary_page(sheet),
                             .section = outside ? "/bieu" : "/can-bo/bieu",
                             .wide = true};
    if (outside)
        page.crumbs = {{"Trang chủ", "/"}, {"Biểu tổng hợp", ""}};
    else
        page.crumbs = {{"Việc của tôi", "/can-bo"}, {"Biểu tổng hợp", ""}};
    if (sums.scope.area && !sums.by_commune) {
        auto const* const at = areas::atlas()->on(sums.scope.area, sums.scope.today);
        auto const above = at ? at->parent : AreaId();
        if (outside || reading.may(may::see_reports, {.area = above.value}))
            page.crumbs.back().href =
                std::string(base_of(sums.scope)) + address_query(sums.scope, above, Group::commune);
        page.crumbs.push_back({area_of(sums), ""});
    }
    return page;
}

} // namespace kheo::reports
