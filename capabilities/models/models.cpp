// SPDX-License-Identifier: AGPL-3.0-or-later
// How a model is found: by its words, its unit, and the place where it is, as
// that was called then and is called today. What lists hold of all models.
#include "capabilities/models/models.hpp"

#include "capabilities/models/browse.hpp"
#include "capabilities/models/browse.sql.hpp"
#include "capabilities/models/model.sql.hpp"
#include "platform/log/log.hpp"

#include <algorithm>
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

std::string place_of(areas::Atlas const& atlas, AreaId area, Date then, Date today)
{
    auto place = atlas.full_name(area, then);
    auto const now = atlas.full_name(atlas.area_today(area, today), today);
    if (!now.empty() && now != place)
        place += (place.empty() ? "" : ", nay là ") + now;
    return place;
}

} // namespace

search::Entry search_entry(Model const& model, Date today)
{
    auto entry = search::Entry{.id = model.id.value, .kind = "model", .kind_name = "Mô hình"};
    entry.visible = model.published && model.stage != Stage::withdrawn;
    if (!entry.visible)
        return entry;
    auto const then = model.registered_on.value_or(today);
    auto const atlas = areas::atlas();
    auto const held = bodies::directory();
    entry.title = model.title;
    entry.url = "/mo-hinh/" + shown(model.id);
    if (auto const* const body = held->on(model.body, then))
        entry.unit = body->name;
    entry.text = words_of(model) + place_of(*atlas, model.area, then, today);
    if (auto const* const province = atlas->province_of(atlas->area_today(model.area, today), today)) {
        entry.province = province->area.value;
        entry.province_name = province->full_name;
    }
    entry.field = model.field;
    entry.field_name = field_label(model.field);
    entry.year = model.year;
    return entry;
}

search::Source search_source(Clock& clock)
{
    return {"model", [&clock](db::Connection& db, std::int64_t after, int most) {
                std::vector<search::Entry> page;
                for (auto& model : db.all<Model>(sql::models_after, {{"after", after}, {"most", most}}))
                    page.push_back(search_entry(as_public(db, std::move(model)), local_date(clock.now())));
                return page;
            }};
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

} // namespace kheo::models
