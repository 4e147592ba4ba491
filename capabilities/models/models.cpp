// SPDX-License-Identifier: AGPL-3.0-or-later
// How a model is found: by its words, its unit, and the place where it is, as
// that was called then and is called today. What lists hold of all models. The rows
// of the years against their acts.
#include "capabilities/models/models.hpp"

#include "capabilities/models/browse.hpp"
#include "capabilities/models/browse.sql.hpp"
#include "capabilities/models/model.sql.hpp"
#include "platform/json/read.hpp"
#include "platform/log/log.hpp"

#include <algorithm>
#include <fmt/format.h>
#include <mutex>

namespace kheo::models
{

namespace
{

// What snippets are cut from: what is done first, then why and with what.
std::string words_of(Model const& model)
{
    std::string text;
    for (auto const* const part :
         {&model.way_of_working, &model.aims, &model.situation, &model.outputs, &model.beneficiaries,
          &model.keep_up, &model.forces, &model.resources, &model.timetable, &model.measure})
        if (!part->empty())
            text += *part + "\n";
    return text;
}

// What an area, and what followed it, was called from one day to another, each name
// once: it is sought by any of them.
std::vector<std::string> names_of(areas::Atlas const& atlas, AreaId area, Date from, Date to)
{
    std::vector<std::string> names;
    auto const add = [&](Date day) {
        if (auto name = atlas.full_name(area, day);
            !name.empty() && std::ranges::find(names, name) == names.end())
            names.push_back(std::move(name));
    };
    auto const next = [&](Date after) -> std::optional<areas::AreaChange> {
        for (auto const& change : atlas.changes_of(area)) // oldest first
            if (change.from_area == area && change.principal && after < change.day && change.day <= to)
                return change;
        return std::nullopt;
    };
    add(from);
    constexpr int most_changes = 32;
    auto change = next(atlas.on(area, from) ? from : Date());
    for (int step = 0; step < most_changes && change; ++step, change = next(change->day)) {
        area = change->to_area; // itself, where it was renamed
        add(std::max(change->day, from));
    }
    add(to); // what it lies in may be called otherwise since
    return names;
}

// "Xã A, Tỉnh T, sau là Xã B, Tỉnh T, nay là Phường C, Tỉnh U".
std::string place_of(areas::Atlas const& atlas, AreaId area, Date then, Date today)
{
    std::string place;
    auto const names = names_of(atlas, area, then, today);
    for (std::size_t at = 0; at < names.size(); ++at)
        place += (at == 0 ? "" : at + 1 < names.size() ? ", sau là " : ", nay là ") + names[at];
    return place;
}

search::Entry search_entry(areas::Atlas const& atlas, Model const& model, Date today)
{
    auto entry = search::Entry{.id = model.id.value, .kind = "model", .kind_name = "Mô hình"};
    entry.visible = model.published && model.stage != Stage::withdrawn;
    if (!entry.visible)
        return entry;
    auto const then = model.registered_on.value_or(today);
    auto const held = bodies::directory();
    entry.title = model.title;
    entry.url = "/mo-hinh/" + shown(model.id);
    if (auto const* const body = held->on(model.body, then))
        entry.unit = body->name;
    entry.text = words_of(model) + place_of(atlas, model.area, then, today) + "\n" + field_label(model.field);
    if (auto const* const province = atlas.province_of(atlas.area_today(model.area, today), today)) {
        entry.province = province->area.value;
        entry.province_name = province->full_name;
    }
    entry.field = model.field;
    entry.field_name = field_label(model.field);
    entry.year = model.year;
    return entry;
}

} // namespace

search::Entry search_entry(Model const& model, Date today)
{
    return search_entry(*areas::atlas(), model, today);
}

search::Source search_source(Clock& clock)
{
    return {"model", [&clock](db::Connection& db, std::int64_t after, int most) {
                auto const atlas = areas::atlas();
                auto const today = local_date(clock.now());
                std::vector<search::Entry> page;
                for (auto& model : db.all<Model>(sql::models_after, {{"after", after}, {"most", most}}))
                    page.push_back(search_entry(*atlas, as_public(db, std::move(model)), today));
                return page;
            }};
}

bool find_anew(db::Store& store, areas::Atlas const& atlas, std::vector<AreaId> const& areas, Date today,
               std::function<bool()> const& goes_on)
{
    constexpr std::size_t of_a_page = 50; // some 25 ms of the only writer
    auto const models = store.read([&](db::Connection& db) {
        std::vector<std::int64_t> ids;
        for (auto const area : areas)
            std::ranges::move(db.all<std::int64_t>(sql::public_models_in, {{"area", area}}),
                              std::back_inserter(ids));
        return ids;
    });
    for (std::size_t first = 0; first < models.size(); first += of_a_page) {
        if (!goes_on())
            return false;
        store.write_now([&](db::Connection& db) {
            for (auto at = first; at < std::min(first + of_a_page, models.size()); ++at)
                if (auto model = db.one<Model>(sql::model_by_id, {{"id", models[at]}}))
                    search::put(db, search_entry(atlas, as_public(db, std::move(*model)), today));
        });
    }
    return true;
}

namespace
{

Movements movements_given;

} // namespace

void put_movements(Movements given)
{
    movements_given = given;
}

Movements const& held_movements()
{
    return movements_given;
}

namespace
{

constexpr int most_own = 200;

std::optional<advice::Known> known_of(db::Connection& db, Model model)
{
    if (!model.published || model.stage == Stage::withdrawn)
        return std::nullopt;
    model = as_public(db, std::move(model));
    auto known = advice::Known{.id = model.id.value,
                               .body = model.body.value,
                               .year = model.year,
                               .url = "/mo-hinh/" + shown(model.id),
                               .draft = advice::draft_of(model)};
    if (auto const* const body = bodies::directory()->newest(model.body))
        known.unit = body->name;
    return known;
}

std::vector<advice::Known> own_models(acts::Reading const& reading, std::int64_t id, std::string_view code)
{
    auto const held = bodies::directory();
    auto const* const body =
        id ? held->on(BodyId{id}, reading.today()) : held->by_code(code, reading.today());
    if (!body || !reading.may(may::register_models, bodies::place(*body)))
        return {};
    std::vector<advice::Known> list;
    for (auto const& model :
         reading.db.all<Model>(sql::models_of_body, {{"body", body->body}, {"most", most_own}})) {
        // What another level writes down before it is sent is not read along.
        if (!may_see(reading, model))
            continue;
        list.push_back({.id = model.id.value,
                        .body = model.body.value,
                        .year = model.year,
                        .unit = body->name,
                        .url = "/can-bo/mo-hinh/" + shown(model.id),
                        .draft = advice::draft_of(model)});
    }
    return list;
}

} // namespace

advice::Source advice_source()
{
    return {.page =
                [](db::Connection& db, std::int64_t after, int most) {
                    advice::Source::Page page;
                    auto list = db.all<Model>(sql::models_after, {{"after", after}, {"most", most}});
                    page.last = list.size() == std::size_t(most) ? list.back().id.value : 0;
                    for (auto& model : list)
                        if (auto known = known_of(db, std::move(model)))
                            page.models.push_back(std::move(*known));
                    return page;
                },
            .one = [](db::Connection& db, std::int64_t id) -> std::optional<advice::Known> {
                auto model = db.one<Model>(sql::model_by_id, {{"id", id}});
                return model ? known_of(db, std::move(*model)) : std::nullopt;
            },
            .own = own_models};
}

namespace
{

std::mutex held_mutex;
std::shared_ptr<Catalogue> held; // owned by held_mutex

struct Belonging {
    ModelId model;
    MovementId movement;
};
BOOST_DESCRIBE_STRUCT(Belonging, (), (model, movement))

std::vector<Standing> standings(db::Connection& db, ModelId first, ModelId last)
{
    auto rows = db.all<Standing>(sql::standings, {{"first", first}, {"last", last}});
    std::ranges::sort(rows, {}, &Standing::id);
    for (auto const& [model, movement] :
         db.all<Belonging>(sql::movements_of_models, {{"first", first}, {"last", last}}))
        if (auto const row = std::ranges::lower_bound(rows, model, {}, &Standing::id);
            row != rows.end() && row->id == model)
            row->movements.push_back(movement);
    return rows;
}

std::shared_ptr<Catalogue> held_catalogue()
{
    std::scoped_lock const lock(held_mutex);
    return held;
}

} // namespace

// What this program holds, else all of it read now.
std::shared_ptr<Catalogue const> catalogue(db::Connection& db)
{
    if (auto known = held_catalogue())
        return known;
    return std::make_shared<Catalogue>(standings(db, {0}, {INT64_MAX}));
}

void load_catalogue(db::Store& store)
{
    auto models = store.read([](db::Connection& db) { return standings(db, {0}, {INT64_MAX}); });
    std::scoped_lock const lock(held_mutex);
    held = std::make_shared<Catalogue>(std::move(models));
}

void forget_catalogue()
{
    std::scoped_lock const lock(held_mutex);
    held.reset();
}

void follow(db::Store& store, std::vector<std::string> const& topics)
{
    static constexpr std::string_view of_a_model = "model/";
    static constexpr std::size_t few = 200;
    static std::mutex one_at_a_time; // else older words could come in last
    std::vector<ModelId> changed;
    for (std::string_view const topic : topics)
        if (auto const id =
                topic.starts_with(of_a_model) ? parse_id(topic.substr(of_a_model.size())) : std::nullopt)
            changed.push_back({*id});
    if (changed.empty())
        return;
    std::scoped_lock const turn(one_at_a_time);
    try {
        auto const known = held_catalogue();
        if (!known || changed.size() > few)
            return load_catalogue(store);
        auto models = store.read([&](db::Connection& db) {
            std::vector<Standing> rows;
            for (auto const id : changed)
                std::ranges::move(standings(db, id, id), std::back_inserter(rows));
            return rows;
        });
        for (auto& model : models)
            known->put(std::move(model));
    } catch (std::exception const& error) {
        // Committed is committed: until the next commit lists read the database.
        log::incident("catalogue", error);
        forget_catalogue();
    }
}

namespace
{

struct YearWithAct {
    ModelId model;
    int year = 0;
    Entry entry = Entry::moi;
    Kind kind = Kind::mo_hinh;
    BodyId body;
    AreaId area;
    std::string field;
    std::string title;
    Stage stage = Stage::draft;
    std::string result;
    std::optional<Date> registered_on;
    std::int64_t object = 0;
    std::string content; // "" where it was erased, or there is no such act
};
BOOST_DESCRIBE_STRUCT(YearWithAct, (),
                      (model, year, entry, kind, body, area, field, title, stage, result, registered_on,
                       object, content))

// A year that was undone is ended by the act that brought an earlier one back.
bool fits(YearWithAct const& row, Model const& told)
{
    if (told.year != row.year)
        return row.stage == Stage::withdrawn;
    return told.entry == row.entry && told.kind == row.kind && told.body == row.body &&
           told.area == row.area && told.field == row.field && told.title == row.title &&
           told.stage == row.stage && told.result == row.result && told.registered_on == row.registered_on;
}

} // namespace

void compare_entries(db::Connection& db, std::function<void(std::string)> const& tell)
{
    db.each<YearWithAct>(sql::entries_with_acts, {}, [&](YearWithAct const& row) {
        if (row.object != row.model.value)
            return tell(
                fmt::format("model {}: năm {} không có việc nào ghi lại", shown(row.model), row.year));
        if (row.content.empty())
            return;
        auto const content = boost::json::parse(row.content);
        if (!fits(row, json::read<Model>(content.at("record").as_object())))
            tell(fmt::format("model {}: dòng của năm {} đã bị sửa ngoài chương trình", shown(row.model),
                             row.year));
    });
    for (auto const id : db.all<std::int64_t>(sql::models_without_year))
        tell(fmt::format("model {}: thiếu dòng của năm mới nhất", id));
}

} // namespace kheo::models
