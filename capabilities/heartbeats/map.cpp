// SPDX-License-Identifier: AGPL-3.0-or-later
#include "capabilities/heartbeats/map.hpp"

#include "capabilities/accounts/accounts.hpp"
#include "capabilities/heartbeats/heartbeats.hpp"
#include "capabilities/heartbeats/map.html.hpp"
#include "data/data.hpp"
#include "platform/text/csv.hpp"
#include "platform/text/text.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <fmt/format.h>
#include <map>
#include <set>

namespace kheo::heartbeats
{

namespace
{

constexpr std::size_t most_of_a_message = 500; // characters
constexpr int tile_width = 66;                 // five in the width of a phone
constexpr int tile_height = 42;
constexpr int tile_margin = 2;
constexpr int last_row = 18; // below the map: places that it does not show
constexpr int steps = 5;
constexpr int hundred = 100;
constexpr int most_generations = 6; // from a village to its province

void add(PlaceLine& line, Conditions const& some)
{
    switch (some.condition) {
    case Condition::alive:
        line.alive += some.models;
        break;
    case Condition::unconfirmed:
        line.unconfirmed += some.models;
        break;
    case Condition::paused:
        line.paused += some.models;
        return;
    case Condition::ended:
        line.ended += some.models;
        return;
    }
    line.due += some.said ? 0 : some.models;
}

PlaceLine line_of(areas::Area const& area)
{
    return {.id = shown(area.area), .code = area.code, .name = area.full_name, .demo = area.demo};
}

using Lines = std::map<AreaId, PlaceLine>;

// The line of the area, or of the nearest one above it: a village has none of its own.
Lines::iterator line_above(Lines& lines, areas::Atlas const& atlas, AreaId area, Date today)
{
    auto at = lines.find(area);
    for (int step = 0; at == lines.end() && area && step < most_generations; ++step) {
        auto const* const here = atlas.on(area, today);
        area = here ? here->parent : AreaId();
        at = lines.find(area);
    }
    return at;
}

// Every place below the scope, and its own as far as bodies lie in it directly.
KeptView summed(acts::Reading& reading, AreaId scope, bool inside)
{
    auto const today = reading.today();
    auto const atlas = areas::atlas();
    auto const& calendar = periods::calendar();
    auto view = KeptView{.area = scope,
                         .period = periods::shown(calendar.of(today)),
                         .kept_since = iso(calendar.kept_since(today)),
                         .inside = inside};
    view.total.name = "Tổng";
    Lines lines;
    if (auto const* const area = scope ? atlas->on(scope, today) : nullptr) {
        view.area_name = area->full_name;
        auto own = line_of(*area);
        own.name = areas::is_provincial(area->kind) ? "Cơ quan cấp tỉnh" : "Cơ quan cấp xã";
        lines.emplace(scope, std::move(own));
    }
    for (auto const* const area : atlas->children(scope, today))
        lines.emplace(area->area, line_of(*area));
    auto const all = conditions(reading);
    for (auto const& some : *all) {
        if (!inside && !some.published)
            continue;
        if (inside && !reading.may(may::see_conditions, {some.area.value, some.body.value}))
            continue;
        auto const at = line_above(lines, *atlas, atlas->area_today(some.area, today), today);
        if (at == lines.end())
            continue;
        add(at->second, some);
        add(view.total, some);
    }
    std::vector<std::pair<std::string, AreaId>> order;
    for (auto const& [area, line] : lines)
        if (line.all() > 0 || area != scope)
            order.emplace_back(area == scope ? std::string() : sort_key(line.name), area);
    std::ranges::sort(order);
    for (auto const& [key, area] : order)
        view.places.push_back(lines.at(area));
    return view;
}

Outcome<AreaId> province_asked(acts::Reading& reading, AreaId area)
{
    if (area && !areas::atlas()->on(area, reading.today()))
        return refuse(kheo::problems::not_found);
    return area;
}

web::Row row_of(KeptView const& view, PlaceLine const& line, web::Row::State state)
{
    auto const figure = [&](std::int64_t value, Condition condition) {
        return web::Cell{web::number(value), value > 0 ? list_address(view, line, condition) : ""};
    };
    auto row = web::Row{{{line.name, line.id.empty() ? "" : "/dia-ban/" + line.id},
                         {web::percent(line.alive, line.to_keep())},
                         figure(line.alive, Condition::alive),
                         figure(line.unconfirmed, Condition::unconfirmed),
                         figure(line.paused, Condition::paused),
                         figure(line.ended, Condition::ended)},
                        state};
    if (view.inside)
        row.cells.push_back({web::number(line.due)});
    return row;
}

KeptPage page_of(KeptView const& view)
{
    auto page =
        KeptPage{.title = "Mô hình còn duy trì" + (view.area_name.empty() ? "" : ": " + view.area_name)};
    page.intro = "Đang duy trì: đơn vị đã xác nhận, hoặc mới đăng ký, trong kỳ này (" + view.period +
                 ") hay kỳ trước. Im lặng hơn thế là chưa xác nhận. Tỷ lệ tính trên mô hình cần xác nhận.";
    auto const& total = view.total;
    page.figures = {
        {"Còn duy trì", web::percent(total.alive, total.to_keep()),
         fmt::format("{} trên {} mô hình", web::number(total.alive), web::number(total.to_keep())),
         list_address(view, total, Condition::alive)},
        {"Chưa xác nhận", web::number(total.unconfirmed), "",
         list_address(view, total, Condition::unconfirmed)},
        {"Đã kết thúc (lũy kế)", web::number(total.ended), "có bài học để lại",
         list_address(view, total, Condition::ended)}};
    page.table = {.caption = "Từng nơi, theo thứ tự tên",
                  .columns = {{view.area ? "Xã, phường" : "Tỉnh, thành phố"},
                              {"Còn duy trì", true},
                              {"Đang duy trì", true},
                              {"Chưa xác nhận", true},
                              {"Tạm dừng", true},
                              {"Đã kết thúc", true}},
                  .wide = true,
                  .dense = true};
    if (view.inside)
        page.table.columns.push_back({"Chưa có lời kỳ này", true});
    for (auto const& line : view.places)
        if (line.all() > 0)
            page.table.rows.push_back(row_of(view, line, web::Row::State::none));
    page.table.rows.push_back(row_of(view, total, web::Row::State::total));
    if (!view.area)
        page.map = map_of(view.places);
    if (view.inside)
        for (auto const& line : view.places)
            if (many_silent(line))
                page.silent.push_back(
                    {fmt::format("{}: {} trên {} mô hình", line.name, web::number(line.unconfirmed),
                                 web::number(line.to_keep())),
                     list_address(view, line, Condition::unconfirmed)});
    return page;
}

int number_of(std::string_view text)
{
    int number = 0;
    std::from_chars(text.data(), text.data() + text.size(), number);
    return number;
}

// "Minh Họa" for "Tỉnh Minh Họa": a tile is narrow.
std::string short_name(PlaceLine const& place)
{
    constexpr std::string_view province = "Tỉnh ";
    return place.name.starts_with(province) ? place.name.substr(province.size()) : place.name;
}

Tile tile_at(int column, int row, std::string_view name, PlaceLine const* line)
{
    auto tile = Tile{.x = column * tile_width + tile_margin,
                     .y = row * tile_height + tile_margin,
                     .name = std::string(name)};
    if (line && line->to_keep() > 0) {
        tile.rate = web::percent(line->alive, line->to_keep());
        tile.step = step_of(line->alive, line->to_keep());
        tile.address = "/duy-tri?area=" + line->id;
    }
    return tile;
}

} // namespace

int step_of(std::int64_t alive, std::int64_t of)
{
    if (of <= 0)
        return 0;
    return std::min(steps, int(alive * steps / of) + 1);
}

bool many_silent(PlaceLine const& place)
{
    return place.unconfirmed >= periods::rule("many_silent") &&
           place.unconfirmed * hundred >= place.to_keep() * periods::rule("many_silent_share");
}

std::string reminder(KeptView const& view, std::string_view last_day, std::string_view origin)
{
    std::vector<std::string> owing;
    for (auto const& place : view.places)
        if (place.due > 0)
            owing.push_back(fmt::format("{} ({})", place.name, place.due));
    if (owing.empty())
        return {};
    auto const head = fmt::format(
        "Xác nhận duy trì mô hình Dân vận khéo, {}: còn {} nơi chưa xong: ", view.period, owing.size());
    auto const tail = fmt::format(" Đề nghị xác nhận trước ngày {} tại {}/can-bo/duy-tri", last_day, origin);
    auto const with = [&](std::size_t named) {
        std::string names;
        for (std::size_t at = 0; at < named; ++at)
            names += (at == 0 ? "" : "; ") + owing[at];
        if (named < owing.size())
            names += fmt::format("{}{} nơi khác", named == 0 ? "" : " và ", owing.size() - named);
        return head + names + "." + tail;
    };
    auto named = owing.size();
    while (named > 0 && first_characters(with(named), most_of_a_message).size() < with(named).size())
        --named;
    return with(named);
}

TileMap map_of(std::vector<PlaceLine> const& places)
{
    static auto const tiles = [] {
        auto read = csv::Records::parse(data::file("registers/province-tiles.csv"),
                                        {"code", "name", "column", "row"});
        ensure(read.has_value(), "data/registers/province-tiles.csv is broken");
        return std::move(*read);
    }();
    auto map = TileMap{.width = tile_width * 5};
    std::set<std::string_view> drawn;
    for (std::size_t row = 0; row < tiles.size(); ++row) {
        auto const code = tiles.at(row, "code");
        auto const line = std::ranges::find(places, code, &PlaceLine::code);
        drawn.insert(code);
        map.tiles.push_back(tile_at(number_of(tiles.at(row, "column")), number_of(tiles.at(row, "row")),
                                    tiles.at(row, "name"), line == places.end() ? nullptr : &*line));
    }
    auto others = 0;
    for (auto const& place : places)
        if (!drawn.contains(place.code) && place.all() > 0) {
            map.tiles.push_back(tile_at(others % 5, last_row + others / 5, short_name(place), &place));
            ++others;
        }
    map.height = (last_row + (others + 4) / 5) * tile_height;
    return map;
}

std::string list_address(KeptView const& view, PlaceLine const& line, Condition condition)
{
    auto address = fmt::format("{}/mo-hinh?condition={}", view.inside ? "/can-bo" : "",
                               boost::describe::enum_to_string(condition, ""));
    if (!line.id.empty())
        address += (view.area ? "&commune=" : "&province=") + line.id;
    else if (view.area)
        address += "&province=" + shown(view.area);
    return address;
}

std::span<forms::Rule const> KeptQuery::rules()
{
    static constexpr std::array<forms::Rule, 1> list{
        {{"area", "Tỉnh, thành phố", forms::Input::id, INT64_MAX}}};
    return list;
}

Outcome<KeptView> view_kept(acts::Reading& reading, KeptQuery const& query)
{
    auto const area = TRY(province_asked(reading, query.area));
    reading.reads("models");
    reading.reads("areas");
    reading.reads("bodies");
    return summed(reading, area, false);
}

Outcome<KeptView> view_kept_inside(acts::Reading& reading, KeptQuery const& query)
{
    auto area = TRY(province_asked(reading, query.area));
    if (!area && !reading.actor.posts.empty()) {
        // Their own province, where they do not ask for another.
        auto const held = bodies::directory();
        auto const* const body = held->on({reading.actor.posts.front().body}, reading.today());
        auto const* const province =
            body ? areas::atlas()->province_of(body->area, reading.today()) : nullptr;
        area = province ? province->area : AreaId();
    }
    return summed(reading, area, true);
}

routes::Page show_kept(acts::Reading&, KeptView const& view)
{
    auto const page = page_of(view);
    return {.title = page.title,
            .description = page.intro,
            .crumbs = {{"Trang chủ", "/"}, {"Mô hình", "/mo-hinh"}, {"Còn duy trì", ""}},
            .body = kept_page(page),
            .section = "/mo-hinh"};
}

routes::Page show_kept_inside(acts::Reading& reading, KeptView const& view)
{
    auto page = page_of(view);
    auto const last_day = shown(periods::calendar().of(reading.today()).last());
    page.message = {.name = "nhac-viec",
                    .label = "Tin nhắn nhắc việc",
                    .text = reminder(view, last_day, accounts::origin()),
                    .hint = "Chép vào nhóm Zalo của các xã; không quá 500 ký tự."};
    return {.title = page.title,
            .crumbs = {{"Việc của tôi", "/can-bo"}, {"Tình hình duy trì", ""}},
            .body = kept_page(page),
            .section = "/can-bo/duy-tri",
            .wide = true};
}

} // namespace kheo::heartbeats
