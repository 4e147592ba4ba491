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
                for (auto const& model : db.all<Model>(sql::models_after, {{"after", after}, {"most", most}}))
                    page.push_back(search_entry(model, local_date(clock.now())));
                return page;
            }};
}

} // namespace kheo::models
