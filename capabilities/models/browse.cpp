// SPDX-License-Identifier: AGPL-3.0-or-later
#include "capabilities/models/browse.hpp"

#include "capabilities/models/browse.sql.hpp"
#include "capabilities/models/evidence.hpp"
#include "capabilities/models/model.sql.hpp"
#include "capabilities/models/models.hpp"
#include "capabilities/models/view.hpp"
#include "platform/routes/answers.hpp"
#include "platform/text/csv.hpp"
#include "platform/text/number.hpp"
#include "web/form_page.hpp"

#include <array>
#include <tuple>

namespace kheo::models
{

namespace
{

// Areas as they are today and rights, each asked once in a list.
class Seen
{
  public:
    Seen(acts::Reading const& reading, Audience side)
        : reading_(reading), side_(side), today_(reading.today()),
          kept_since_(periods::calendar().kept_since(today_)), atlas_(areas::atlas())
    {
    }

    Facts facts(Standing const& row)
    {
        auto const& [area, province] = today(row.area);
        return {.published = row.published,
                .stage = row.stage,
                .year = row.year,
                .kind = row.kind,
                .entry = row.entry,
                .area = area,
                .province = province,
                .body = row.body,
                .field = row.field,
                .condition = periods::condition(row.course, row.last_sign, kept_since_),
                .movements = row.movements};
    }

    bool may_list(Standing const& row, ListQuery const& query)
    {
        return may_list(row) && (!query.own || is_own(row.body));
    }

    std::pair<AreaId, AreaId> const& today(AreaId area)
    {
        auto const known = areas_.find(area.value);
        if (known != areas_.end())
            return known->second;
        auto const now = atlas_->area_today(area, today_);
        auto const* const province = atlas_->province_of(now, today_);
        return areas_[area.value] = {now, province ? province->area : AreaId()};
    }

  private:
    bool may_list(Standing const& row)
    {
        if (side_ == Audience::everybody)
            return row.published;
        auto const key = std::tuple(row.stage == Stage::draft, row.area.value, row.body.value);
        auto const known = rights_.find(key);
        if (known != rights_.end())
            return known->second;
        auto const permission = row.stage == Stage::draft ? may::edit_models : may::see_models;
        return rights_[key] = reading_.may(permission, {row.area.value, row.body.value});
    }

    bool is_own(BodyId body) const
    {
        return std::ranges::find(reading_.actor.posts, body.value, &acts::Post::body) !=
               reading_.actor.posts.end();
    }

    acts::Reading const& reading_;
    Audience side_;
    Date today_;
    Date kept_since_;
    std::shared_ptr<areas::Atlas const> atlas_;
    boost::unordered_flat_map<std::int64_t, std::pair<AreaId, AreaId>> areas_;
    boost::unordered_flat_map<std::tuple<bool, std::int64_t, std::int64_t>, bool> rights_;
};

template <class E>
std::string name_of(E value)
{
    return boost::describe::enum_to_string(value, "");
}

// The models the query wants from its place on, in name order.
std::vector<ModelId> found(acts::Reading const& reading, ListQuery const& query, Audience side,
                           std::size_t most)
{
    auto seen = Seen(reading, side);
    std::vector<ModelId> list;
    auto const models = catalogue(reading.db);
    auto from = query.before ? query.before : query.after;
    // Where a model stands in the order tells how it is called.
    if (auto const known = models->find(from); !known || !seen.may_list(*known, query))
        from = {};
    models->visit(from, bool(query.before), [&](Standing const& model) {
        if (seen.may_list(model, query) && wanted(query, seen.facts(model)))
            list.push_back(model.id);
        return list.size() <= most;
    });
    return list;
}

Counted counted(acts::Reading const& reading, ListQuery const& query, Audience side)
{
    auto seen = Seen(reading, side);
    auto tally = Tally(query);
    auto const models = catalogue(reading.db);
    models->visit({}, false, [&](Standing const& model) {
        if (seen.may_list(model, query))
            tally.add(seen.facts(model));
        return true;
    });
    return tally.counted();
}

// All public models: from the counters, without touching a model.
Counted counted_by_counters(acts::Reading const& reading)
{
    auto made = Counted();
    auto seen = Seen(reading, Audience::everybody);
    for (auto const& [name, value] : acts::counts(reading.db, "models/public")) {
        auto const rest = name.substr(std::min(name.size(), std::string_view("models/public/").size()));
        auto const cut = rest.find('/');
        auto const what = rest.substr(0, cut);
        auto const which = cut == std::string::npos ? std::string() : rest.substr(cut + 1);
        if (what.empty())
            made.total = value;
        else if (what == "field")
            made.field[which] += value;
        else if (what == "year")
            made.year[which] += value;
        else if (what == "kind")
            made.kind[which] += value;
        else if (what == "entry")
            made.entry[which] += value;
        else if (what == "area") {
            auto const& [area, province] = seen.today({parse_id(which).value_or(0)});
            made.commune[shown(area)] += value;
            made.province[shown(province)] += value;
        }
    }
    for (auto const& [movement, models] : catalogue(reading.db)->public_in_movements())
        made.movement[shown(movement)] = models;
    return made;
}

ModelItem item_of(acts::Reading const& reading, Model const& model, Audience side)
{
    auto const view = named_view(model, reading.today());
    auto item = ModelItem{.id = view.id,
                          .url = (side == Audience::office ? "/can-bo" : "") + view.url,
                          .year = model.year,
                          .kind = name_of(model.kind),
                          .entry = name_of(model.entry),
                          .unit = view.unit,
                          .unit_code = view.unit_code,
                          .commune = view.commune,
                          .province = view.province,
                          .field = model.field,
                          .field_name = view.field_name,
                          .title = model.title,
                          .published = model.published,
                          .demo = model.demo};
    if (view.commune_today != view.commune)
        item.commune_today = view.commune_today;
    if (side == Audience::office)
        item.stage = name_of(model.stage);
    return item;
}

// Nothing where it came after this reading had begun: the catalogue already
// knows it.
std::optional<Model> whole(acts::Reading const& reading, ModelId id, Audience side)
{
    auto model = reading.db.one<Model>(sql::model_by_id, {{"id", id}});
    if (model && side == Audience::everybody)
        return as_public(reading.db, std::move(*model));
    return model;
}

ModelList listed(acts::Reading& reading, ListQuery const& query, Audience side)
{
    reading.reads("models");
    reading.reads("areas");
    reading.reads("bodies");
    auto const most = std::size_t(std::clamp(query.limit, 1, most_items));
    auto rows = found(reading, query, side, most);
    auto const more = rows.size() > most;
    if (more)
        rows.pop_back();
    if (query.before)
        std::ranges::reverse(rows);
    auto list = ModelList{.as_of = iso(reading.today()), .query = query};
    for (auto const id : rows)
        if (auto const model = whole(reading, id, side))
            list.items.push_back(item_of(reading, *model, side));
    if (!rows.empty() && (query.before ? true : more))
        list.next = shown(rows.back());
    if (!rows.empty() && (query.before ? more : bool(query.after)))
        list.previous = shown(rows.front());
    auto const counts = side == Audience::everybody && !is_filtered(query) ? counted_by_counters(reading)
                                                                           : counted(reading, query, side);
    list.total = counts.total;
    reading.reads("movements");
    list.facets = facets_of(counts, query, side, reading.today(), [&](MovementId movement) {
        return held_movements().name ? held_movements().name(reading.db, movement) : std::string();
    });
    return list;
}

csv::Row row_of(acts::Reading const& reading, Model const& model, Audience side, std::string const& as_of)
{
    auto const item = item_of(reading, model, side);
    return {std::to_string(item.year),
            item.kind,
            item.entry,
            item.unit,
            item.unit_code,
            item.commune,
            item.province,
            item.field,
            item.title,
            model.situation,
            model.aims,
            model.way_of_working,
            model.forces,
            model.resources,
            model.timetable,
            model.beneficiaries,
            model.outputs,
            model.keep_up,
            item.id,
            item.url,
            item.stage,
            model.published ? "1" : "0",
            model.demo ? "1" : "0",
            as_of};
}

} // namespace

std::vector<Model> public_models(acts::Reading const& reading, ListQuery const& query, std::size_t most)
{
    std::vector<Model> models;
    for (auto const id : found(reading, query, Audience::everybody, most))
        if (auto model = models.size() < most ? whole(reading, id, Audience::everybody) : std::nullopt)
            models.push_back(std::move(*model));
    return models;
}

WaitingList waiting(acts::Reading const& reading, Stage stage, acts::Permission permission, Open open,
                    std::size_t most)
{
    std::vector<ModelId> all;
    catalogue(reading.db)->visit({}, false, [&](Standing const& one) {
        if (one.stage == stage && (!one.published || open == Open::with_public) &&
            reading.may(permission, {one.area.value, one.body.value}))
            all.push_back(one.id);
        return true;
    });
    std::ranges::sort(all); // ids grow with time
    auto list = WaitingList{.items = {}, .total = std::int64_t(all.size())};
    for (auto const id : all) {
        if (list.items.size() == most)
            break;
        auto model = whole(reading, id, Audience::office);
        if (!model)
            continue;
        auto const since =
            reading.db.one<Instant>(sql::at_of_version, {{"id", model->id}, {"version", model->version}});
        list.items.push_back({std::move(*model), since.value_or(reading.now)});
    }
    std::ranges::sort(list.items, {}, [](Waiting const& one) { return std::pair(one.since, one.model.id); });
    return list;
}

http::Response csv_of_models(acts::Reading& reading, ListQuery const& query, Audience side, CsvLimits most)
{
    static constexpr std::array<std::string_view, 24> heading{
        "year",     "kind",      "entry",     "unit",          "unit_code", "commune",
        "province", "field",     "title",     "situation",     "aims",      "way_of_working",
        "forces",   "resources", "timetable", "beneficiaries", "outputs",   "keep_up",
        "id",       "url",       "stage",     "published",     "demo",      "as_of"};
    auto out = csv::begun({.mark = csv::Mark::utf8});
    csv::append(out, heading);
    auto const as_of = iso(reading.today());
    auto const rows = found(reading, query, side, most.rows);
    std::size_t told = 0;
    for (; told < std::min(rows.size(), most.rows) && out.size() < most.bytes; ++told)
        if (auto const model = whole(reading, rows[told], side))
            csv::append(out, row_of(reading, *model, side, as_of));
    auto answer = http::text(200, std::move(out));
    answer.type = "text/csv; charset=utf-8";
    auto const cut = told > 0 && told < rows.size();
    if (cut)
        answer.headers.add("Link", "<?dang=csv&after=" + shown(rows[told - 1]) + filters_of(query) +
                                       ">; rel=\"next\"");
    answer.download_as = "mo-hinh-" + as_of + (cut ? "-phan-dau" : "") + ".csv";
    return answer;
}

Outcome<ModelList> list_models(acts::Reading& reading, ListQuery const& query)
{
    return listed(reading, open_query(query), Audience::everybody);
}

Outcome<ModelList> list_office(acts::Reading& reading, ListQuery const& query)
{
    return listed(reading, query, Audience::office);
}

Outcome<http::Response> models_csv(acts::Reading& reading, ListQuery const& query)
{
    return csv_of_models(reading, open_query(query), Audience::everybody, {});
}

Outcome<http::Response> office_csv(acts::Reading& reading, ListQuery const& query)
{
    return csv_of_models(reading, query, Audience::office, {});
}

} // namespace kheo::models
