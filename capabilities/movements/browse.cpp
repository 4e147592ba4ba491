// SPDX-License-Identifier: AGPL-3.0-or-later
#include "capabilities/movements/browse.hpp"

#include "capabilities/movements/browse.html.hpp"
#include "capabilities/movements/movement.sql.hpp"
#include "capabilities/movements/movements.hpp"

#include <algorithm>
#include <array>

namespace kheo::movements
{

namespace
{

constexpr std::size_t models_of_a_page = 50;

struct MemberSince {
    ModelId model;
    int since_year = 0;
};
BOOST_DESCRIBE_STRUCT(MemberSince, (), (model, since_year))

std::string theme_in(std::vector<Theme> const& themes, int year)
{
    auto const found = std::ranges::find(themes, year, &Theme::year);
    return found == themes.end() ? std::string() : found->theme;
}

Member member_of(Model model, Date today)
{
    auto const view = models::named_view(std::move(model), today);
    return {.id = view.id,
            .url = view.url,
            .title = view.record.title,
            .place = view.commune.empty()
                         ? view.unit
                         : view.unit + ", " + models::place_words(view.commune, view.commune_today),
            .field = view.field_name,
            .year = view.record.year,
            .demo = view.record.demo};
}

web::Table table_of(std::vector<MovementItem> const& items)
{
    auto table = web::Table{.caption = "Phong trào, cuộc vận động",
                            .columns = {{"Tên"}, {"Đơn vị chủ trì"}, {"Thời gian"}, {"Chủ đề năm nay"}},
                            .wide = true,
                            .quiet_caption = true};
    for (auto const& item : items)
        table.rows.push_back(
            {{{item.name, item.url}, {item.master}, {item.years}, {item.theme.empty() ? "–" : item.theme}}});
    return table;
}

} // namespace

std::span<forms::Rule const> PageQuery::rules()
{
    static constexpr std::array<forms::Rule, 2> list{
        {{"movement", "Phong trào", forms::Input::id, INT64_MAX, forms::Need::required},
         {"after", "Sau mô hình", forms::Input::id, INT64_MAX}}};
    return list;
}

Outcome<MovementList> list_movements(acts::Reading& reading, routes::Nothing const&)
{
    reading.reads("movements");
    reading.reads("bodies");
    reading.reads("today");
    auto const year = civil(reading.today()).year;
    auto list = MovementList{.leads = reading.may(may::lead_movements, {})};
    for (auto const& one : all_movements(reading.db))
        list.items.push_back({.id = shown(one.id),
                              .url = "/phong-trao/" + shown(one.id),
                              .kind = boost::describe::enum_to_string(one.kind, ""),
                              .name = one.name,
                              .master = bodies::name_of(one.body, reading.today()),
                              .years = years_of(one),
                              .theme = theme_in(themes_of(reading.db, one.id), year),
                              .demo = one.demo});
    return list;
}

routes::Page show_movements(acts::Reading&, MovementList const& list)
{
    return {.title = "Phong trào, cuộc vận động",
            .crumbs = {{"Trang chủ", "/"}, {"Mô hình", "/mo-hinh"}, {"Phong trào", ""}},
            .body = movements_page(table_of(list.items), false),
            .section = "/mo-hinh"};
}

routes::Page show_office_movements(acts::Reading&, MovementList const& list)
{
    return {.title = "Phong trào, cuộc vận động",
            .crumbs = {{"Việc của tôi", "/can-bo"}, {"Mô hình", "/can-bo/mo-hinh"}, {"Phong trào", ""}},
            .body = movements_page(table_of(list.items), list.leads),
            .section = "/can-bo/mo-hinh"};
}

Outcome<MovementView> view_movement(acts::Reading& reading, PageQuery const& query)
{
    auto movement = movement_of(reading.db, query.movement);
    if (!movement)
        return refuse(kheo::problems::not_found);
    reading.reads("movement/" + shown(query.movement));
    reading.reads("models");
    reading.reads("areas");
    reading.reads("bodies");
    auto view = MovementView{.movement = std::move(*movement), .after = query.after};
    view.master = bodies::name_of(view.movement.body, reading.today());
    view.themes = themes_of(reading.db, query.movement);
    view.leads = reading.may(may::lead_movements, place(view.movement));
    auto const key =
        reading.db.one<std::string>(sql::key_of_member, {{"movement", query.movement}, {"id", query.after}})
            .value_or("");
    auto rows =
        reading.db.all<ModelId>(sql::models_in_movement, {{"movement", query.movement},
                                                          {"key", key},
                                                          {"after", query.after},
                                                          {"most", std::int64_t(models_of_a_page) + 1}});
    if (rows.size() > models_of_a_page) {
        rows.pop_back();
        view.next = shown(rows.back());
    }
    for (auto const id : rows)
        if (auto model = models::load_public(reading.db, id))
            view.items.push_back(member_of(std::move(*model), reading.today()));
    return view;
}

routes::Page show_movement(acts::Reading&, MovementView const& view)
{
    auto const& movement = view.movement;
    auto page = MovementPage{.id = shown(movement.id), .name = movement.name, .leads = view.leads};
    page.facts = {{"Loại", std::string(label(movement.kind))},
                  {"Đơn vị chủ trì", view.master},
                  {"Thời gian", years_of(movement)}};
    if (!movement.basis.empty())
        page.facts.emplace_back("Văn bản phát động", movement.basis);
    page.themes = {.caption = "Chủ đề từng năm", .columns = {{"Năm"}, {"Chủ đề"}}};
    for (auto const& theme : view.themes)
        page.themes.rows.push_back(
            {{{std::to_string(theme.year),
               view.leads ? "/can-bo/phong-trao/" + page.id + "/chu-de?year=" + std::to_string(theme.year)
                          : ""},
              {theme.theme}}});
    page.models = {.caption = "Mô hình thuộc phong trào",
                   .columns = {{"Mô hình"}, {"Nơi làm"}, {"Lĩnh vực"}, {"Năm", true}},
                   .wide = true};
    for (auto const& one : view.items)
        page.models.rows.push_back(
            {{{one.title, one.url}, {one.place}, {one.field}, {std::to_string(one.year)}}});
    if (!view.next.empty())
        page.pager.next = "/phong-trao/" + page.id + "?after=" + view.next;
    if (view.after)
        page.pager.previous = "/phong-trao/" + page.id;
    return {.title = movement.name,
            .crumbs = {{"Trang chủ", "/"}, {"Phong trào", "/phong-trao"}, {movement.name, ""}},
            .body = movement_page(page),
            .section = "/mo-hinh"};
}

std::map<ModelId, int> members_of(db::Connection& db, MovementId movement)
{
    std::map<ModelId, int> members;
    for (auto const& one : db.all<MemberSince>(sql::members, {{"movement", movement}}))
        members.emplace(one.model, one.since_year);
    return members;
}

models::Told tell(acts::Reading& reading, Model const& model, models::Audience side)
{
    auto const inside = side == models::Audience::office;
    if (model.stage == models::Stage::withdrawn || (!inside && !model.published))
        return {};
    auto const year = civil(reading.today()).year;
    std::vector<TellLine> lines;
    for (auto const& one : memberships_of(reading.db, model.id)) {
        auto const movement = one.gone ? std::nullopt : movement_of(reading.db, one.movement);
        if (!movement)
            continue;
        reading.reads("movement/" + shown(movement->id));
        reading.reads("today"); // which theme is this year's
        lines.push_back(
            {shown(movement->id), movement->name, theme_in(themes_of(reading.db, movement->id), year)});
    }
    auto told = models::Told();
    if (!lines.empty())
        told.main = tell_main(lines, year);
    if (inside && reading.may(may::join_movements, models::place(model)))
        told.side = tell_side(shown(model.id));
    return told;
}

} // namespace kheo::movements
