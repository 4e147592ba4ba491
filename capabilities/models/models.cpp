// SPDX-License-Identifier: AGPL-3.0-or-later
// How a model is found: by its words, its unit, and the place where it is, as
// that was called then and is called today.
#include "capabilities/models/models.hpp"

#include "capabilities/models/model.sql.hpp"

#include <algorithm>

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

constexpr int most_own = 200;
// Acts of other nodes may come with older ids; so far back they are looked for.
constexpr std::int64_t overlap = std::int64_t(10'000) << 22;

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

struct ChangedModel {
    std::int64_t id = 0;
    std::int64_t object = 0;
};
BOOST_DESCRIBE_STRUCT(ChangedModel, (), (id, object))

// SQLite has one program, which hears of every change by its topics.
std::vector<std::int64_t> changed_since(db::Connection& db, std::int64_t& after)
{
    if (db.engine() == db::Engine::sqlite)
        return {};
    if (after == 0) {
        after = db.one<std::int64_t>(sql::newest_act).value_or(1);
        return {};
    }
    std::vector<std::int64_t> ids;
    for (auto const& [id, object] : db.all<ChangedModel>(
             sql::models_acted_on, {{"after", std::max<std::int64_t>(1, after - overlap)}})) {
        after = std::max(after, id);
        ids.push_back(object);
    }
    return ids;
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
            .own = own_models,
            .changed_since = changed_since};
}

} // namespace kheo::models
