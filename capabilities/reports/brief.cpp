// SPDX-License-Identifier: AGPL-3.0-or-later
#include "capabilities/reports/brief.hpp"

#include "capabilities/reports/brief.html.hpp"

#include <array>
#include <fmt/format.h>

namespace kheo::reports
{

namespace
{

constexpr std::int64_t many = 3;
constexpr std::int64_t one_of = 5;

std::vector<web::Figure> figures_of(Summary const& sums)
{
    auto const& scope = sums.scope;
    return {{"Đăng ký trong năm", web::number(sums.sum("total")),
             fmt::format("cùng ngày năm trước {} ({})", web::number(sums.sum("last_year")),
                         signed_number(sums.sum("change"))),
             address_of_cell(sums, sums.total, "total")},
            {"Đăng ký duy trì", web::percent(sums.kept, sums.could_keep),
             fmt::format("{} trên {} của năm {}", web::number(sums.kept), web::number(sums.could_keep),
                         scope.year - 1),
             address_of_kept(sums)},
            {"Đã tiếp nhận", web::percent(sums.sum("stage.received"), sums.sum("total")),
             fmt::format("{} trên {} bản đăng ký", web::number(sums.sum("stage.received")),
                         web::number(sums.sum("total"))),
             address_of_cell(sums, sums.total, "stage.received")},
            {"Lũy kế", web::number(sums.sum("cumulative")), "mỗi mô hình tính một lần",
             address_of_cell(sums, sums.total, "cumulative")}};
}

web::Table kinds_of(Summary const& sums)
{
    auto table =
        web::Table{.caption = "Đăng ký trong năm", .columns = {{"Gồm"}, {"Số lượng", true}}, .dense = true};
    for (auto const& column : sums.columns)
        if (column.key.starts_with("entry.") || column.key.starts_with("kind."))
            table.rows.push_back(
                {{{column.label},
                  {web::number(sums.sum(column.key)), address_of_cell(sums, sums.total, column.key)}}});
    return table;
}

web::Table fields_of(Summary const& sums)
{
    auto table = web::Table{.caption = "Theo lĩnh vực",
                            .columns = {{"Lĩnh vực"}, {"Năm nay", true}, {"Cùng ngày năm trước", true}},
                            .dense = true};
    for (auto const& row : sums.rows)
        if (sums.figure(row, "total") || sums.figure(row, "last_year"))
            table.rows.push_back(
                {{{row.name},
                  {web::number(sums.figure(row, "total")), address_of_cell(sums, row, "total")},
                  {web::number(sums.figure(row, "last_year")), address_of_cell(sums, row, "last_year")}}});
    return table;
}

} // namespace

std::vector<Returned> many_returned(Summary const& sums)
{
    std::vector<Returned> list;
    for (auto const& row : sums.rows) {
        auto const returned = sums.figure(row, "stage.returned");
        auto const total = sums.figure(row, "total");
        if (returned >= many && returned * one_of >= total)
            list.push_back({row.name, returned, total, address_of_cell(sums, row, "stage.returned")});
    }
    return list;
}

BriefPage brief_of(Summary const& sums, Summary const& by_field)
{
    auto const& scope = sums.scope;
    auto page = BriefPage{.title = fmt::format("Đăng ký Dân vận khéo năm {}: bản một trang", scope.year),
                          .area = area_of(sums),
                          .as_of = as_of_words(sums),
                          .returned = many_returned(sums),
                          .figures = figures_of(sums),
                          .kinds = kinds_of(sums),
                          .fields = fields_of(by_field),
                          .notes = notes_of(sums),
                          .back = std::string(base_of(scope)) + address_query(scope)};
    auto const& missing = sums.units > 0 ? sums.missing_units : sums.missing_bodies;
    page.missing_heading =
        sums.units > 0
            ? fmt::format("Chưa gửi đăng ký: {} trên {} {}", missing.size(), sums.units, unit_words(sums))
            : fmt::format("Chưa gửi đăng ký: {} cơ quan, tổ chức", missing.size());
    for (auto const& one : missing)
        page.missing.push_back(one.name);
    return page;
}

namespace
{

// How many models are still kept, and where many are silent; the lists behind
// them for those who may open these.
void tell_kept(acts::Reading const& reading, BriefPage& page, heartbeats::KeptView const& kept)
{
    auto const& total = kept.total;
    auto const sees = reading.may(models::may::see_models, {});
    page.figures.push_back(
        {"Còn duy trì hôm nay", web::percent(total.alive, total.to_keep()),
         fmt::format("{} trên {} mô hình; chưa xác nhận {}", web::number(total.alive),
                     web::number(total.to_keep()), web::number(total.unconfirmed)),
         reading.may(heartbeats::may::see_conditions, {}) ? "/can-bo/duy-tri/tinh-hinh" : ""});
    for (auto const& place : kept.places)
        if (heartbeats::many_silent(place))
            page.silent.push_back({place.name, place.unconfirmed, place.to_keep(),
                                   sees ? "/can-bo/mo-hinh?condition=unconfirmed&commune=" + place.id : ""});
}

} // namespace

Outcome<BriefView> view_brief(acts::Reading& reading, SummaryQuery const& asked)
{
    auto query = asked;
    query.movement = {}; // the page is of all work: silence and spread know no movement
    auto scope = TRY(scope_of(reading, query, Seen::by_officers));
    auto const entries = entered_in(reading.db, scope);
    if (scope.group == Group::field)
        scope.group = scope.area && areas::is_communal(areas::atlas()->on(scope.area, scope.today)->kind)
                          ? Group::body
                          : Group::commune;
    auto view = BriefView{.sums = summary(entries, *bodies::directory(), *areas::atlas(), scope)};
    auto kept = TRY(heartbeats::view_kept_inside(reading, {scope.area}));
    view.kept = std::move(kept);
    auto const atlas = areas::atlas();
    auto const here = [&](AreaId area) {
        return !scope.area || atlas->within(atlas->area_today(area, scope.today), scope.area, scope.today);
    };
    view.behind = rounds::behind(reading);
    std::erase_if(view.behind, [&](rounds::Behind const& one) { return !here(one.round.area); });
    view.spreading = replications::spreading(reading);
    std::erase_if(view.spreading, [&](replications::Spreading const& one) { return !here(one.area); });
    scope.group = Group::field;
    view.by_field = summary(entries, *bodies::directory(), *areas::atlas(), scope);
    return view;
}

routes::Page show_brief(acts::Reading& reading, BriefView const& view)
{
    auto brief = brief_of(view.sums, view.by_field);
    tell_kept(reading, brief, view.kept);
    for (auto const& one : view.behind)
        brief.behind.push_back({fmt::format("{}: quá hạn khép {} ngày, còn {} mô hình chưa có kết quả",
                                            one.round.title, one.days, web::number(one.undecided)),
                                "/can-bo/tham-dinh/" + shown(one.round.id)});
    for (auto const& one : view.spreading)
        brief.spreading.push_back({fmt::format("“{}”, {}: thêm {} nơi làm theo", one.title,
                                               bodies::name_of(one.body), web::number(one.fresh)),
                                   "/mo-hinh/" + shown(one.model) + "/nhan-rong"});
    return {.title = brief.title,
            .description = brief.area + ". " + brief.as_of + ".",
            .crumbs = {{"Việc của tôi", "/can-bo"}, {"Biểu tổng hợp", brief.back}, {"Bản một trang", ""}},
            .body = brief_page(brief),
            .section = "/can-bo/bieu"};
}

} // namespace kheo::reports
