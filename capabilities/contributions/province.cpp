// SPDX-License-Identifier: AGPL-3.0-or-later
#include "capabilities/contributions/province.hpp"

#include "capabilities/contributions/contribution.sql.hpp"
#include "capabilities/contributions/province.html.hpp"
#include "platform/text/csv.hpp"
#include "platform/text/text.hpp"
#include "web/form_page.hpp"

#include <algorithm>
#include <array>
#include <fmt/format.h>
#include <map>

namespace kheo::contributions
{

namespace
{

constexpr int last_year = 2100;

// One group of the statement.
struct Summed {
    AreaId area;
    BodyId body;
    ModelId model;
    std::string source;
    double land_in_year = 0;
    double money_in_year = 0;
    double work_in_year = 0;
    double land_to_date = 0;
    double money_to_date = 0;
    double work_to_date = 0;
};
BOOST_DESCRIBE_STRUCT(Summed, (),
                      (area, body, model, source, land_in_year, money_in_year, work_in_year, land_to_date,
                       money_to_date, work_to_date))

// A sum that stays one, whatever was typed: at most what can be shown.
std::int64_t with(std::int64_t sum, double more)
{
    return std::int64_t(std::min(double(sum) + more, double(most_of_a_sum)));
}

void add(PlaceSums& line, Summed const& some)
{
    line.in_year.land_dm2 = with(line.in_year.land_dm2, some.land_in_year);
    line.in_year.money = with(line.in_year.money, some.money_in_year);
    line.in_year.half_days = with(line.in_year.half_days, some.work_in_year);
    line.to_date.land_dm2 = with(line.to_date.land_dm2, some.land_to_date);
    line.to_date.money = with(line.to_date.money, some.money_to_date);
    line.to_date.half_days = with(line.to_date.half_days, some.work_to_date);
}

std::int64_t of(Amounts const& amounts, Kind kind)
{
    return kind == Kind::land ? amounts.land_dm2 : kind == Kind::money ? amounts.money : amounts.half_days;
}

std::vector<Summed> summed(acts::Reading const& reading, int year, BodyId body)
{
    auto const first = *date_of({year, 1, 1});
    auto const last = *date_of({year, 12, 31});
    auto list =
        body ? reading.db.all<Summed>(sql::sums_by_model, {{"first", first}, {"last", last}, {"body", body}})
             : reading.db.all<Summed>(sql::sums_by_body, {{"first", first}, {"last", last}});
    std::erase_if(list, [&](Summed const& some) {
        return !reading.may(may::see_contributions, {some.area.value, some.body.value});
    });
    return list;
}

std::string address_of(int year, std::string_view what, std::string const& id)
{
    return fmt::format("/can-bo/dong-gop?year={}&{}={}", year, what, id);
}

// Under which row of the scope a group stands: a province, a commune, a body, a model.
class Placer
{
  public:
    Placer(acts::Reading const& reading, int year, AreaId scope)
        : today_(reading.today()), year_(year), scope_(scope), atlas_(areas::atlas()),
          directory_(bodies::directory())
    {
        auto const* const at = scope ? atlas_->on(scope, today_) : nullptr;
        communal_ = at && areas::is_communal(at->kind);
    }

    // Nothing where it lies outside the scope.
    std::optional<PlaceSums> row_of(Summed const& some) const
    {
        auto const area = atlas_->area_today(some.area, today_);
        if (scope_ && !atlas_->within(area, scope_, today_))
            return std::nullopt;
        if (communal_)
            return body_row(some.body);
        if (!scope_) {
            auto const* const province = atlas_->province_of(area, today_);
            return province ? area_row(*province) : body_row(some.body);
        }
        auto const* const unit = atlas_->on(area, today_);
        return unit && area != scope_ ? area_row(*unit) : body_row(some.body);
    }

  private:
    PlaceSums area_row(areas::Area const& area) const
    {
        auto const id = shown(area.area);
        return {.id = id, .name = area.full_name, .url = address_of(year_, "area", id), .demo = area.demo};
    }

    PlaceSums body_row(BodyId id) const
    {
        auto const* const body = directory_->newest(id);
        return {.id = shown(id),
                .name = body ? body->name : shown(id),
                .url = address_of(year_, "body", shown(id)),
                .demo = body && body->demo};
    }

    Date today_;
    int year_;
    AreaId scope_;
    std::shared_ptr<areas::Atlas const> atlas_;
    std::shared_ptr<bodies::Directory const> directory_;
    bool communal_ = false;
};

std::optional<PlaceSums> model_row(acts::Reading const& reading, Summed const& some)
{
    auto const model = models::load(reading, some.model);
    if (!model)
        return std::nullopt;
    auto const id = shown(some.model);
    return PlaceSums{
        .id = id, .name = model->title, .url = "/can-bo/mo-hinh/" + id + "/dong-gop", .demo = model->demo};
}

// In name order; sources in the order of the rules.
void fill(acts::Reading const& reading, PlacesView& view, std::vector<Summed> const& groups)
{
    auto const placer = Placer(reading, view.year, view.area);
    std::map<std::string, PlaceSums> rows;
    std::map<std::string, PlaceSums, std::less<>> by_source;
    for (auto const& some : groups) {
        auto row = view.body ? model_row(reading, some) : placer.row_of(some);
        if (!row)
            continue;
        auto const key = sort_key(row->name) + row->id;
        auto const demo = row->demo;
        add(rows.try_emplace(key, std::move(*row)).first->second, some);
        auto& source = by_source[some.source];
        add(source, some);
        source.demo = source.demo || demo;
        add(view.total, some);
        view.total.demo = view.total.demo || demo;
    }
    for (auto& [key, row] : rows)
        view.items.push_back(std::move(row));
    for (auto const& source : sources())
        if (auto const found = by_source.find(source.code); found != by_source.end()) {
            found->second.id = source.code;
            found->second.name = source.label;
            view.sources.push_back(std::move(found->second));
        }
}

web::Table table_of(std::vector<PlaceSums> const& lines, PlaceSums const* total, std::string caption,
                    std::string what, int year)
{
    auto table = web::Table{.caption = std::move(caption),
                            .columns = {{std::move(what)}},
                            .wide = true,
                            .groups = {{"", 1}, {fmt::format("Trong năm {}", year), 3}, {"Lũy kế", 3}}};
    for (int both = 0; both < 2; ++both)
        for (auto const kind : kinds)
            table.columns.push_back({std::string(label(kind)), true});
    auto const add_row = [&](PlaceSums const& line, web::Row::State state) {
        auto row = web::Row{{{line.name, line.url}}, state};
        for (auto const* const amounts : {&line.in_year, &line.to_date})
            for (auto const kind : kinds)
                row.cells.push_back({of(*amounts, kind) > 0 ? figure_of(kind, of(*amounts, kind)) : "–"});
        table.rows.push_back(std::move(row));
    };
    for (auto const& line : lines)
        add_row(line, web::Row::State::none);
    if (total)
        add_row(*total, web::Row::State::total);
    return table;
}

} // namespace

std::span<forms::Rule const> PlacesQuery::rules()
{
    static constexpr std::array<forms::Rule, 4> list{{
        {"year", "Năm", forms::Input::year, last_year},
        {"area", "Địa bàn", forms::Input::id, INT64_MAX},
        {"body", "Đơn vị", forms::Input::id, INT64_MAX},
        {"dang", "Dạng", forms::Input::line, 10},
    }};
    return list;
}

Outcome<PlacesView> view_places(acts::Reading& reading, PlacesQuery const& query)
{
    auto const today = reading.today();
    auto const atlas = areas::atlas();
    auto view = PlacesView{.year = query.year ? query.year : civil(today).year,
                           .area = atlas->area_today(query.area, today),
                           .body = query.body};
    if (view.year < rule("first_year"))
        return refuse(
            kheo::problems::bad_fields,
            std::vector<FieldError>{{"year", fmt::format("Năm: từ {} trở đi.", rule("first_year"))}});
    auto const* area = view.area ? atlas->on(view.area, today) : nullptr;
    auto const* const body = view.body ? bodies::directory()->newest(view.body) : nullptr;
    if ((view.area && !area) || (view.body && !body))
        return refuse(kheo::problems::not_found);
    auto const groups = summed(reading, view.year, view.body);
    fill(reading, view, groups);
    // A country of one province is opened at once.
    if (!area && !view.body && view.items.size() == 1 && view.items.front().url.contains("&area=")) {
        view = {.year = view.year, .area = {*parse_id(view.items.front().id)}};
        area = atlas->on(view.area, today);
        fill(reading, view, groups);
    }
    view.total.id = "total";
    view.total.name = "Cộng";
    view.area_name = body ? body->name : area ? area->full_name : std::string();
    view.what = view.body                        ? "Mô hình"
                : !area                          ? "Tỉnh, thành phố"
                : areas::is_communal(area->kind) ? "Đơn vị"
                                                 : "Xã, phường, đơn vị";
    return view;
}

routes::Page show_places(acts::Reading& reading, PlacesView const& view)
{
    auto const values = forms::Values{{"year", std::to_string(view.year)}};
    auto const fields = web::FormFields(PlacesQuery::rules(), values, nullptr);
    auto page = PlacesPage{.title = "Đóng góp vào các mô hình",
                           .area = view.area_name,
                           .body = view.body ? shown(view.body) : std::string(),
                           .fields = {fields.field("year")}};
    page.area_id = view.area ? shown(view.area) : std::string();
    web::tell_wrong(page.fields, reading.wrong, reading.typed);
    if (!view.items.empty()) {
        page.sources = table_of(view.sources, &view.total, "Theo nguồn", "Nguồn", view.year);
        page.places = table_of(view.items, nullptr, "Theo " + (view.body ? std::string("mô hình") : "nơi"),
                               view.what, view.year);
        page.csv = fmt::format("/can-bo/dong-gop?dang=csv&year={}", view.year);
        if (view.area)
            page.csv += "&area=" + shown(view.area);
        if (view.body)
            page.csv += "&body=" + shown(view.body);
    }
    return {.title = page.title,
            .crumbs = {{"Việc của tôi", "/can-bo"}, {"Biểu tổng hợp", "/can-bo/bieu"}, {page.title, ""}},
            .body = places_page(page),
            .section = "/can-bo/bieu",
            .wide = true};
}

Outcome<http::Response> places_csv(acts::Reading& reading, PlacesQuery const& query)
{
    static constexpr std::array<std::string_view, 11> heading{"year",
                                                              "id",
                                                              "name",
                                                              "land_m2_in_year",
                                                              "money_in_year",
                                                              "work_days_in_year",
                                                              "land_m2_to_date",
                                                              "money_to_date",
                                                              "work_days_to_date",
                                                              "kind",
                                                              "demo"};
    auto const view = TRY(view_places(reading, query));
    auto out = csv::begun({.mark = csv::Mark::utf8});
    csv::append(out, heading);
    auto const append = [&](PlaceSums const& line, std::string kind) {
        auto row = csv::Row{std::to_string(view.year), line.id, line.name};
        for (auto const* const amounts : {&line.in_year, &line.to_date})
            for (auto const each : kinds)
                row.push_back(figure_of(each, of(*amounts, each)));
        row.push_back(std::move(kind));
        row.push_back(line.demo ? "true" : "false");
        csv::append(out, row);
    };
    for (auto const& line : view.items)
        append(line, view.body ? "model" : "place");
    for (auto const& line : view.sources)
        append(line, "source");
    auto answer = http::text(200, std::move(out));
    answer.type = "text/csv; charset=utf-8";
    answer.download_as = fmt::format("dong-gop-{}.csv", view.year);
    return answer;
}

} // namespace kheo::contributions
