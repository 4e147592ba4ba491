// SPDX-License-Identifier: AGPL-3.0-or-later
#include "capabilities/bodies/browse.hpp"

#include "capabilities/bodies/browse.html.hpp"
#include "platform/http/urlencoded.hpp"
#include "platform/text/text.hpp"

#include <algorithm>
#include <array>
#include <tuple>

namespace kheo::bodies
{

namespace
{

std::string name_on(Directory const& directory, BodyId body, Date day)
{
    auto const* at = directory.on(body, day);
    if (!at)
        at = directory.newest(body);
    return at ? at->name : std::string();
}

bool matches(std::string_view words, std::string_view text)
{
    return folded(text).contains(words);
}

BodyLine line_of(Body const& body, Directory const& directory, Date today)
{
    return {.id = shown(body.body),
            .code = body.code,
            .name = body.name,
            .line = body.line,
            .superior = body.superior ? name_on(directory, body.superior, today) : std::string(),
            .contact = body.contact,
            .valid_from = iso(body.valid_from),
            .demo = body.demo};
}

// The area's bodies; all of them where the area itself matches the words, else
// those that do. Nothing where none does.
std::optional<AreaBodies> found_in(areas::Area const& area, std::string_view words,
                                   Directory const& directory, areas::Atlas const& atlas, Date today)
{
    auto const whole = words.empty() || matches(words, area.full_name) || area.code == words;
    auto made = AreaBodies{.id = shown(area.area), .code = area.code, .name = area.full_name};
    for (auto const* const body : directory.of_area(area.area, today))
        if (whole || matches(words, body->name) || matches(words, body->code))
            made.items.push_back(line_of(*body, directory, today));
    if (!whole && made.items.empty())
        return std::nullopt;
    if (auto const* const province = atlas.on(area.parent, today))
        made.within = province->full_name;
    made.needs_contact = areas::is_communal(area.kind) && directory.contact_of(area.area, today) == nullptr;
    return made;
}

// Provinces in name order, each before its communes; the key of the place.
using Place = std::tuple<std::string, areas::Area const*>;

std::vector<Place> places(areas::Atlas const& atlas, std::string_view province, Date today)
{
    std::vector<Place> list;
    for (auto const* const above : atlas.provinces(today)) {
        if (!province.empty() && above->code != province)
            continue;
        auto const key = sort_key(above->full_name);
        list.emplace_back(key, above);
        for (auto const* const area : atlas.children(above->area, today))
            list.emplace_back(key + "-" + sort_key(area->full_name), area);
    }
    std::ranges::sort(list, {}, [](Place const& place) {
        return std::pair(std::get<0>(place), std::get<1>(place)->area.value);
    });
    return list;
}

} // namespace

std::span<forms::Rule const> ListQuery::rules()
{
    static constexpr std::array<forms::Rule, 3> list{{
        {"q", "Tên xã, tên hoặc mã cơ quan", forms::Input::line, 200},
        {"province", "Tỉnh, thành phố", forms::Input::line, 10},
        {"after", "Từ sau", forms::Input::line, 3'000},
    }};
    return list;
}

ListView listed(ListQuery const& query, Directory const& directory, areas::Atlas const& atlas, Date today,
                std::function<bool(AreaId)> const& seen)
{
    auto view = ListView{.q = query.q, .province = query.province};
    auto const cut = query.after.rfind('.');
    auto const id =
        cut == std::string::npos ? std::nullopt : parse_id(std::string_view(query.after).substr(cut + 1));
    auto const after = std::pair(id ? query.after.substr(0, cut) : std::string(), id.value_or(0));
    auto const words = folded(tidied(query.q));
    std::string last;
    for (auto const& [key, area] : places(atlas, query.province, today)) {
        if (!seen(area->area))
            continue;
        auto made = found_in(*area, words, directory, atlas, today);
        // A province without bodies of its own is only the heading of a filter.
        if (!made || (made->items.empty() && areas::is_provincial(area->kind) && query.province.empty()))
            continue;
        ++view.total;
        if (std::pair(key, area->area.value) <= after)
            continue;
        if (view.areas.size() == areas_on_page) {
            view.next = last;
            continue;
        }
        last = key + "." + shown(area->area);
        view.areas.push_back(std::move(*made));
    }
    return view;
}

Outcome<ListView> list_bodies(acts::Reading& reading, ListQuery const& query)
{
    return listed(query, *directory(), *areas::atlas(), reading.today(),
                  [&](AreaId area) { return reading.may(may::change_bodies, {.area = area.value}); });
}

routes::Page show_bodies(acts::Reading& reading, ListView const& view)
{
    auto page = ListPage{.view = view,
                         .provinces = province_choices(reading.today()),
                         .may_add = reading.may(may::add_bodies, {})};
    for (auto& choice : page.provinces)
        choice.chosen = choice.value == view.province;
    if (page.provinces.size() < 2)
        page.provinces.clear();
    else
        page.provinces.insert(page.provinces.begin(), {"", "Tất cả"});
    if (!view.next.empty())
        page.next = "/can-bo/co-quan?q=" + http::percent_encoded(view.q) +
                    "&province=" + http::percent_encoded(view.province) +
                    "&after=" + http::percent_encoded(view.next);
    return {.title = "Cơ quan, tổ chức",
            .description = {},
            .crumbs = {{"Việc của tôi", "/can-bo"}, {"Cơ quan, tổ chức", ""}},
            .body = list_page(page),
            .section = "/can-bo/co-quan"};
}

std::span<forms::Rule const> AreaQuery::rules()
{
    static constexpr std::array<forms::Rule, 1> list{
        {{"area", "Địa bàn", forms::Input::id, INT64_MAX, forms::Need::required}}};
    return list;
}

Outcome<BodyList> of_area(acts::Reading& reading, AreaQuery const& query)
{
    reading.reads("areas");
    reading.reads("bodies");
    auto const atlas = areas::atlas();
    if (!atlas->newest(query.area))
        return refuse(kheo::problems::not_found);
    auto list =
        BodyList{.area = shown(query.area), .area_name = atlas->full_name(query.area, reading.today())};
    auto const held = directory();
    for (auto const* const body : held->of_area(query.area, reading.today()))
        if (stands(*held, *atlas, body->body, reading.today()))
            list.items.push_back(*body);
    list.total = std::int64_t(list.items.size());
    return list;
}

routes::Page show_of_area(acts::Reading& reading, BodyList const& list)
{
    auto const held = directory();
    std::vector<BodyLine> lines;
    for (auto const& body : list.items)
        lines.push_back(line_of(body, *held, reading.today()));
    return {.title = "Cơ quan, tổ chức của " + list.area_name,
            .description = "Các cơ quan, tổ chức của " + list.area_name + " và đầu mối dân vận.",
            .crumbs = {{"Trang chủ", "/"},
                       {"Địa bàn", "/dia-ban"},
                       {list.area_name, "/dia-ban/" + list.area},
                       {"Cơ quan, tổ chức", ""}},
            .body = of_area_page(list.area_name, lines, shown(reading.today()))};
}

std::vector<routes::Crumb> crumbs(std::string last)
{
    return {{"Việc của tôi", "/can-bo"}, {"Cơ quan, tổ chức", "/can-bo/co-quan"}, {std::move(last), ""}};
}

std::vector<web::Choice> line_choices()
{
    std::vector<web::Choice> choices;
    for (auto const line :
         {Line::dang, Line::chinh_quyen, Line::mat_tran_doan_the, Line::luc_luong_vu_trang, Line::khac})
        choices.push_back({boost::describe::enum_to_string(line, ""), std::string(label(line))});
    return choices;
}

web::Field as_select(web::Field field)
{
    field.kind = web::Field::Kind::select;
    if (field.choices.empty() || !field.choices.front().value.empty())
        field.choices.insert(field.choices.begin(), {"", "Xin chọn"});
    return field;
}

std::vector<web::Choice> province_choices(Date today)
{
    std::vector<web::Choice> choices;
    auto const atlas = areas::atlas();
    for (auto const* const province : atlas->provinces(today))
        if (!atlas->children(province->area, today).empty())
            choices.push_back({province->code, province->full_name});
    return choices;
}

std::vector<web::Choice> superior_choices(areas::Area const& area, BodyId but, Date today)
{
    std::vector<web::Choice> choices;
    auto const held = directory();
    auto const offer = [&](AreaId of) {
        for (auto const* const body : held->of_area(of, today))
            if (!but || !held->below(body->body, but, today))
                choices.push_back({shown(body->body), body->name});
    };
    offer(area.area);
    if (area.parent)
        offer(area.parent);
    return choices;
}

html::Html body_facts(acts::Reading const& reading, Body const& body)
{
    auto const held = directory();
    auto const atlas = areas::atlas();
    auto facts = BodyFacts{.id = shown(body.id),
                           .code = body.code,
                           .line = std::string(label(body.line)),
                           .area = atlas->full_name(body.area, std::max(body.valid_from, reading.today())),
                           .area_id = shown(body.area),
                           .open = !body.valid_to};
    for (auto const& period : held->periods())
        if (period.body == body.body && period.valid_to == period.valid_from)
            facts.kept_by = period.superior ? name_of(period.superior, period.valid_from) : "";
        else if (period.body == body.body)
            facts.periods.push_back({.from = shown(period.valid_from),
                                     .to = period.valid_to ? shown(*period.valid_to) : std::string(),
                                     .name = period.name,
                                     .superior = period.superior
                                                     ? name_on(*held, period.superior, period.valid_from)
                                                     : std::string(),
                                     .contact = period.contact,
                                     .decision = period.decision});
    std::ranges::reverse(facts.periods);
    return facts_part(facts);
}

} // namespace kheo::bodies
