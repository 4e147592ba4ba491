// SPDX-License-Identifier: AGPL-3.0-or-later
#include "capabilities/bodies/reform.hpp"

#include "capabilities/bodies/body.sql.hpp"

#include <fmt/format.h>

namespace kheo::bodies
{

namespace
{

struct Reform {
    areas::ChangePlan plan;
    std::vector<Body> ended;
    std::size_t bodies = 0; // whose periods those are
    std::vector<std::string> besides;
};

// "3 cơ quan kết thúc cùng ngày …"; nothing where none ends.
std::vector<std::string> said_of(std::set<BodyId> const& ended, Directory const& directory)
{
    if (ended.empty())
        return {};
    constexpr std::size_t most_named = 10;
    std::string names;
    std::size_t named = 0;
    for (auto const body : ended) {
        if (named == most_named)
            break;
        names += (named++ ? "; " : "") + directory.newest(body)->name;
    }
    return {fmt::format("{} cơ quan kết thúc cùng ngày, việc đang mở do nơi tiếp nhận giữ: {}{}",
                        ended.size(), names, ended.size() > most_named ? "; …" : "")};
}

Outcome<Reform> foreseen(db::Connection& db, areas::ChangeForm const& form)
{
    auto const atlas = areas::load_atlas(db);
    auto plan = TRY(areas::planned(form, *atlas));
    auto const directory = load_directory(db);
    auto made = Reform{.ended = ended_with(areas::gone(plan), form.day, *directory)};
    std::set<BodyId> bodies;
    for (auto const& body : made.ended)
        bodies.insert(body.body);
    made.plan = std::move(plan);
    made.bodies = bodies.size();
    made.besides = said_of(bodies, *directory);
    return made;
}

} // namespace

std::vector<Body> ended_with(std::set<AreaId> const& gone, Date day, Directory const& directory)
{
    std::vector<Body> list;
    for (auto body : directory.periods()) {
        auto const over = body.valid_to && (*body.valid_to <= day || *body.valid_to == body.valid_from);
        if (over || !gone.contains(body.area))
            continue;
        if (body.valid_from >= day)
            body.superior = {}; // it names no successor
        body.valid_to = std::max(body.valid_from, day);
        ++body.version;
        list.push_back(std::move(body));
    }
    return list;
}

Outcome<acts::Recorded<areas::AreaReform>> reform(acts::Work& work, areas::ChangeForm const& form)
{
    auto const made = TRY(foreseen(work.db, form));
    for (auto const& body : made.ended) {
        ensure(work.db.run(sql::update_body, body) == 1, "a body changed under a reform");
        acts::append(work, "bodies.ended", body);
    }
    return areas::change_areas(work, form, made.besides);
}

Outcome<routes::Kept> preview_reform(acts::Work& work, areas::ChangeForm const& form)
{
    auto const made = TRY(foreseen(work.db, form));
    auto said = areas::sentences(made.plan, form, *areas::load_atlas(work.db));
    said.insert(said.end(), made.besides.begin(), made.besides.end());
    auto const shown =
        ReformForeseen{made.plan.ended.size(), made.plan.begun.size(), made.bodies, std::move(said)};
    return routes::Kept{.json = json::of(shown).as_object()};
}

} // namespace kheo::bodies
