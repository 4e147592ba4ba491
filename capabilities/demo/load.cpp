// SPDX-License-Identifier: AGPL-3.0-or-later
#include "capabilities/demo/load.hpp"

#include "capabilities/accounts/accounts.hpp"
#include "capabilities/demo/load.sql.hpp"
#include "capabilities/recognitions/recognitions.hpp"
#include "platform/text/text.hpp"

#include <algorithm>
#include <fmt/format.h>
#include <unordered_map>

namespace kheo::demo
{

namespace
{

using models::Model;

auto const communes_began = *date_of({2025, 7, 1});

constexpr std::string_view result_told = "Ghi kết quả năm 2025";

// Where each unit of the land stands once stored.
using Places = std::vector<bodies::Body>;

std::int64_t load_areas(acts::Work& work)
{
    auto form = areas::ImportPrepared{
        .decision = "Dữ liệu minh họa", .demo = true, .file_name = "communes.csv", .file_hash = {}};
    for (auto const& province : content().provinces)
        form.units.push_back({.line = form.units.size() + 1,
                              .code = province.code,
                              .name = province.name,
                              .full_name = "Tỉnh " + province.name,
                              .kind = areas::AreaKind::province,
                              .valid_from = communes_began});
    for (auto const& commune : content().communes)
        form.units.push_back({form.units.size() + 1, commune.code, commune.name, commune.full_name,
                              commune.kind, commune.province, communes_began});
    auto const imported = areas::import_areas(work, form);
    ensure(imported.has_value(), "the demo's areas are refused");
    // The real provinces are there as facts; nothing of the demo lies in them.
    auto const real = areas::load_facts(work, {});
    ensure(real.has_value(), "the facts about provinces are refused");
    return imported->value().added;
}

// Every body of the provinces and their communes; of villages those that register.
Places load_bodies(acts::Work& work, Story const& story, Land const& land)
{
    auto const atlas = areas::load_atlas(work.db);
    std::unordered_map<std::string_view, bodies::BodyId> ids;
    Places places;
    for (std::size_t at = 0; at < land.units().size(); ++at) {
        auto const& unit = land.units()[at];
        auto& body = places.emplace_back();
        if (unit.kind->level == Level::village && !story.unit_has_model[at])
            continue;
        auto const& code = unit.commune ? unit.commune->code : unit.province->code;
        auto const* const area = atlas->by_code(code, communes_began);
        ensure(area != nullptr, "an area of the demo is missing");
        body = {.id = {work.draws.id()},
                .body = {work.draws.id()},
                .code = unit.code,
                .name = unit.name,
                .line = unit.kind->line,
                .area = area->area,
                .superior = unit.superior.empty() ? bodies::BodyId() : ids.at(unit.superior),
                .contact = unit.contact,
                .valid_from = communes_began,
                .demo = true};
        ids.emplace(unit.code, body.body);
        bodies::store_new(work, body);
    }
    return places;
}

// Who does it: an officer at each commune's đầu mối dân vận, and one at each
// province's. They are nobody: the name of each is the office.
class Officers
{
  public:
    Officers(acts::Work& work, Land const& land, Places const& places) : work_(work), places_(places)
    {
        for (std::size_t at = 0; at < land.units().size(); ++at)
            if (auto const& unit = land.units()[at]; unit.contact)
                communes_[unit.commune] = officer("canbo." + folded(unit.commune->code), "can_bo_xa",
                                                  "Cán bộ " + inside_sentence(unit.commune->full_name), at);
        for (auto const& province : content().provinces) {
            auto const department = land.find("btgdv_tinh", province);
            ensure(department != Land::npos, "a province of the demo has no department");
            provinces_[&province] = officer(std::string(officer_of_province) + province.login, "can_bo_tinh",
                                            "Cán bộ " + land.units()[department].name, department);
            officer("lanhdao.tinh" + province.login, "lanh_dao", "Lãnh đạo tỉnh " + province.name,
                    department);
        }
        officer(std::string(administrator), "quan_tri", "Người quản trị", Land::npos);
    }

    // A body of the province is served by its department.
    acts::Actor const& of(Unit const& unit) const
    {
        return unit.commune ? communes_.at(unit.commune) : of(*unit.province);
    }
    acts::Actor const& of(Province const& province) const { return provinces_.at(&province); }

  private:
    acts::Actor officer(std::string login, std::string role, std::string name, std::size_t place)
    {
        auto const account = accounts::Account{
            .id = {work_.draws.id()}, .login = std::move(login), .name = std::move(name), .demo = true};
        auto const post = accounts::Post{.id = {work_.draws.id()},
                                         .account = account.id,
                                         .role = std::move(role),
                                         .body = place == Land::npos ? bodies::BodyId() : places_[place].body,
                                         .valid_from = communes_began,
                                         .demo = true};
        accounts::store_new(work_, account);
        accounts::store_new(work_, post);
        return {.kind = acts::ActorKind::person,
                .account = account.id.value,
                .name = account.name,
                .posts = {{post.id.value, post.role, post.body.value}}};
    }

    acts::Work& work_;
    Places const& places_;
    std::map<Commune const*, acts::Actor> communes_;
    std::map<Province const*, acts::Actor> provinces_;
};

acts::Work working_as(acts::Work& work, acts::Actor const& actor)
{
    return {
        acts::Reading{
            .db = work.db, .actor = actor, .now = work.now, .allowed = work.allowed, .topics = work.topics},
        work.draws, work.request, work.group};
}

models::Revision revision_of(Registration const& said)
{
    return {said.text, said.measure, said.baseline, said.target, "", said.registered_on, said.signer};
}

Model new_model(acts::Work& work, Told const& told, bodies::Body const& body)
{
    auto const& first = told.first;
    auto model = Model{.id = {work.draws.id()},
                       .kind = told.kind,
                       .year = first.year,
                       .entry = first.entry,
                       .body = body.body,
                       .area = body.area,
                       .stage = models::Stage::registered,
                       .demo = true};
    json::copy_shared(model, revision_of(first));
    return model;
}

Outcome<Model> with_result(Model model, Told const& told)
{
    auto revision = revision_of(told.first);
    revision.result = told.first.result;
    return models::edited(std::move(model), revision, std::string(result_told));
}

Outcome<Model> next_of(Model model, Told const& told, Step step)
{
    switch (step) {
    case Step::registered:
    case Step::submitted:
        return models::submitted(std::move(model));
    case Step::returned:
        return models::returned(std::move(model), told.returned_for);
    case Step::received:
        return models::received(std::move(model));
    case Step::published:
        return models::published(std::move(model));
    case Step::edited:
        return with_result(std::move(model), told);
    case Step::withdrawn:
        return models::withdrawn(std::move(model), told.withdrawn_for);
    case Step::kept:
        return models::kept(std::move(model), told.again.value().year, revision_of(*told.again));
    }
    throw Contradiction("no such step of a model");
}

acts::Note note_of(Told const& told, Step step)
{
    if (step == Step::returned)
        return {{"reason", told.returned_for}};
    if (step == Step::withdrawn)
        return {{"reason", told.withdrawn_for}};
    if (step == Step::edited)
        return {{"reason", result_told}};
    return {};
}

// A model's steps up to the one that keeps it for the next year, or from it on.
struct Part {
    Date day;
    std::size_t model = 0;
    bool later = false;
    friend auto operator<=>(Part const&, Part const&) = default;
};

std::vector<Part> parts_by_day(Story const& story)
{
    std::vector<Part> parts;
    for (std::size_t at = 0; at < story.models.size(); ++at) {
        parts.push_back({story.models[at].first.registered_on, at, false});
        if (story.models[at].again)
            parts.push_back({story.models[at].again->registered_on, at, true});
    }
    std::ranges::sort(parts);
    return parts;
}

class ModelLoader
{
  public:
    ModelLoader(acts::Work& work, Story const& story, Land const& land, Places const& places,
                Officers const& officers)
        : work_(work), story_(story), land_(land), places_(places), officers_(officers),
          stored_(story.models.size())
    {
    }

    // The first year is appraised before the second begins.
    void load(std::span<recognitions::demo::Council const> councils)
    {
        auto const own = models_of_provinces();
        auto const next_year = *date_of({this_year, 1, 1});
        auto recognised = false;
        for (auto const& part : parts_by_day(story_)) {
            if (!recognised && part.day >= next_year) {
                for (std::size_t at = 0; at < councils.size(); ++at)
                    recognitions::demo::recognise_year(work_, councils[at], first_year, own[at]);
                recognised = true;
            }
            load(part);
        }
        for (std::size_t at = 0; at < councils.size(); ++at)
            recognitions::demo::open_year(work_, councils[at], this_year, own[at]);
    }

    Loaded sums() const
    {
        auto sums = Loaded{.models = std::int64_t(stored_.size())};
        for (auto const& model : stored_) {
            sums.entries += model.entry == models::Entry::duy_tri ? 2 : 1;
            sums.published += model.published ? 1 : 0;
        }
        return sums;
    }

  private:
    // As Content::provinces; they are not stored yet.
    std::vector<std::vector<Model*>> models_of_provinces()
    {
        std::vector<std::vector<Model*>> all(content().provinces.size());
        for (std::size_t at = 0; at < stored_.size(); ++at) {
            auto const* const province = land_.units()[story_.models[at].unit].province;
            all.at(std::size_t(province - content().provinces.data())).push_back(&stored_[at]);
        }
        return all;
    }

    void load(Part const& part)
    {
        auto const& told = story_.models[part.model];
        auto const keeps = std::ranges::find(told.steps, Step::kept);
        auto const end = part.later ? told.steps.end() : keeps;
        for (auto at = part.later ? keeps : told.steps.begin(); at != end; ++at)
            take(stored_[part.model], told, *at);
    }

    void take(Model& model, Told const& told, Step step)
    {
        auto const act = std::string("models.") + boost::describe::enum_to_string(step, "");
        auto const decides = step == Step::received || step == Step::returned || step == Step::published;
        auto const& unit = land_.units()[told.unit];
        auto const& actor = decides ? officers_.of(*unit.province) : officers_.of(unit);
        auto work = working_as(work_, actor);
        if (step == Step::registered) {
            model = new_model(work, told, places_[told.unit]);
            model.entered_for = model.body.value != actor.posts.front().body;
            if (told.origin != Land::npos)
                model.origin = stored_[told.origin].id;
            models::store_new(work, act, model);
            return;
        }
        auto next = next_of(std::move(model), told, step);
        ensure(next.has_value(), "a step of the demo is refused");
        model = std::move(*next);
        models::store(work, act, model, note_of(told, step));
    }

    acts::Work& work_;
    Story const& story_;
    Land const& land_;
    Places const& places_;
    Officers const& officers_;
    std::vector<Model> stored_; // as Story::models
};

std::vector<recognitions::demo::Council> councils_of(Land const& land, Places const& places,
                                                     Officers const& officers)
{
    std::vector<recognitions::demo::Council> all;
    for (auto const& province : content().provinces) {
        auto const body = [&](std::string_view kind) { return places[land.find(kind, province)]; };
        all.push_back({officers.of(province),
                       body("btgdv_tinh"),
                       {body("btgdv_tinh"), body("mttq_tinh"), body("ubnd_tinh")},
                       province.login,
                       province.appraised});
    }
    return all;
}

} // namespace

bool is_empty(db::Connection& db)
{
    return !db.one<std::int64_t>(sql::any_act);
}

bool is_demo(db::Connection& db)
{
    return db.one<std::string>(sql::setting) == "true";
}

Outcome<Loaded> load(acts::Work& work, Story const& story, Land const& land)
{
    if (!is_empty(work.db))
        return refuse(problems::not_empty);
    ensure(home().code == home_code, "the first province of data/demo has another code");
    auto const areas = load_areas(work);
    auto const places = load_bodies(work, story, land);
    auto const officers = Officers(work, land, places);
    auto loader = ModelLoader(work, story, land, places, officers);
    loader.load(councils_of(land, places, officers));
    work.db.run(sql::insert_setting);
    auto sums = loader.sums();
    sums.areas = areas;
    sums.bodies = std::ranges::count_if(places, [](bodies::Body const& body) { return bool(body.id); });
    sums.acts = work.db.one<std::int64_t>(sql::count_acts).value();
    return sums;
}

} // namespace kheo::demo
