// SPDX-License-Identifier: AGPL-3.0-or-later
#include "capabilities/accounts/roles.hpp"

#include "data/data.hpp"
#include "platform/text/csv.hpp"
#include "platform/text/text.hpp"

#include <algorithm>

namespace kheo::accounts
{

namespace
{

constexpr int most_superiors = 6;

// As on that day; for one that is gone, as it last was: its records stay.
bodies::Body const* body_of(bodies::Directory const& directory, std::int64_t body, Date day)
{
    auto const id = bodies::BodyId{body};
    auto const* const there = directory.on(id, day);
    return there ? there : directory.newest(id);
}

// Where the record lies in today's areas; areas that are gone lead to the one
// that took their work.
areas::AreaId area_of(areas::Atlas const& atlas, bodies::Directory const& directory, acts::Place place,
                      Date day)
{
    auto area = areas::AreaId{place.area};
    if (!area)
        if (auto const* const body = body_of(directory, place.body, day))
            area = body->area;
    return area ? atlas.area_today(area, day) : area;
}

struct Question {
    areas::Atlas const& atlas;
    bodies::Directory const& directory;
    acts::Place place;
    Date day;

    bool reaches(Scope scope, std::int64_t body) const
    {
        if (scope == Scope::all)
            return true;
        auto const* const own = directory.on({body}, day);
        if (!own || !bodies::stands(directory, atlas, own->body, day))
            return false;
        switch (scope) {
        case Scope::own:
            return keeper(bodies::BodyId{place.body}) == own->body;
        case Scope::below:
            return is_below(own->body);
        case Scope::commune: {
            auto const* const commune = atlas.on(own->area, day);
            return own->contact && commune && areas::is_communal(commune->kind) && lies_in(own->area);
        }
        case Scope::area:
            return lies_in(own->area);
        case Scope::all:
            break;
        }
        return true;
    }

    // Who answers for a body's records; itself, as it last was, where nobody does.
    bodies::BodyId keeper(bodies::BodyId body) const
    {
        auto const found = bodies::keeper_of(directory, atlas, body, day);
        return found ? found : body;
    }

    // In the line of superiors of that day; one that is gone is stood for by its keeper.
    bool is_below(bodies::BodyId outer) const
    {
        auto inner = bodies::BodyId{place.body};
        for (int step = 0; inner && step <= most_superiors; ++step) {
            inner = keeper(inner);
            if (inner == outer)
                return true;
            auto const* const body = body_of(directory, inner.value, day);
            inner = body ? body->superior : bodies::BodyId();
        }
        return false;
    }

    bool lies_in(areas::AreaId outer) const
    {
        auto const inner = area_of(atlas, directory, place, day);
        return inner && atlas.within(inner, outer, day);
    }
};

} // namespace

bool Role::needs_body() const
{
    return std::ranges::any_of(grants, [](Grant const& grant) { return grant.scope != Scope::all; });
}

Roles Roles::parsed(std::string_view csv)
{
    auto const records = csv::Records::parse(csv, {"role", "label", "permission", "scope", "second_factor"});
    ensure(records.has_value(), "roles.csv is no table");
    auto roles = Roles();
    for (std::size_t row = 0; row < records->size(); ++row) {
        auto const code = std::string(records->at(row, "role"));
        auto found = std::ranges::find(roles.list_, code, &Role::code);
        if (found == roles.list_.end())
            found = roles.list_.insert(found, Role{.code = code});
        if (auto const label = records->at(row, "label"); !label.empty())
            found->label = label;
        if (records->at(row, "second_factor") == "yes")
            found->second_factor = true;
        auto grant = Grant{std::string(records->at(row, "permission"))};
        auto const scope = std::string(records->at(row, "scope"));
        ensure(boost::describe::enum_from_string(scope.c_str(), grant.scope), "roles.csv: unknown scope");
        ensure(!code.empty() && !grant.permission.empty(), "roles.csv: empty cell");
        found->grants.push_back(std::move(grant));
    }
    for (auto const& role : roles.list_)
        ensure(!role.label.empty(), "roles.csv: a role without a label");
    return roles;
}

Role const* Roles::find(std::string_view code) const
{
    auto const found = std::ranges::find(list_, code, &Role::code);
    return found == list_.end() ? nullptr : &*found;
}

Role const* Roles::named(std::string_view typed) const
{
    auto const wanted = folded(tidied(typed));
    auto const found = std::ranges::find_if(
        list_, [&](Role const& role) { return role.code == wanted || folded(role.label) == wanted; });
    return found == list_.end() ? nullptr : &*found;
}

Roles const& roles()
{
    static auto const list = Roles::parsed(data::file("rules/roles.csv"));
    return list;
}

bool permits(Roles const& roles, areas::Atlas const& atlas, bodies::Directory const& directory,
             acts::Actor const& actor, acts::Permission permission, acts::Place place, Date day)
{
    if (actor.kind != acts::ActorKind::person)
        return actor.kind == acts::ActorKind::system;
    auto const anywhere = place.area == 0 && place.body == 0;
    auto const question = Question{atlas, directory, place, day};
    return std::ranges::any_of(actor.posts, [&](acts::Post const& post) {
        auto const* const role = roles.find(post.role);
        return role && std::ranges::any_of(role->grants, [&](Grant const& grant) {
                   return grant.permission == permission.name &&
                          (anywhere || question.reaches(grant.scope, post.body));
               });
    });
}

bool allowed(acts::Actor const& actor, acts::Permission permission, acts::Place place, Date day)
{
    auto const atlas = areas::atlas();
    auto const directory = bodies::directory();
    return permits(roles(), *atlas, *directory, actor, permission, place, day);
}

std::string words_of(acts::Post const& post, Date day)
{
    auto const* const role = roles().find(post.role);
    auto words = role ? role->label : post.role;
    auto const directory = bodies::directory();
    if (auto const* const body = body_of(*directory, post.body, day))
        words += ", " + body->name;
    return words;
}

} // namespace kheo::accounts
