// SPDX-License-Identifier: AGPL-3.0-or-later
#include "capabilities/bodies/bodies.hpp"

#include <algorithm>
#include <set>

namespace kheo::bodies
{

namespace
{

constexpr int most_superiors = 6;
constexpr int most_successors = 32;

Body const* heir_in(Directory const& held, AreaId area, Body const& gone, Date day)
{
    Body const* contact = nullptr;
    std::vector<Body const*> heads; // of its line
    for (auto const* const body : held.of_area(area, day)) {
        if (body->body == gone.body)
            continue;
        if (body->contact && body->line == gone.line)
            return body;
        if (body->contact)
            contact = body;
        auto const* const above = held.on(body->superior, day);
        if (body->line == gone.line && (!above || above->area != area))
            heads.push_back(body);
    }
    if (heads.size() == 1 || (!contact && !heads.empty()))
        return heads.front();
    return contact;
}

} // namespace

bool stands(Directory const& held, areas::Atlas const& atlas, BodyId id, Date day)
{
    auto const* const body = held.on(id, day);
    return body && atlas.area_today(body->area, day) == body->area;
}

BodyId heir_of(Directory const& held, areas::Atlas const& atlas, Body const& gone, Date day)
{
    auto const area = atlas.area_today(gone.area, day);
    if (area == gone.area) {
        auto const* above = &gone;
        for (int step = 0; step < most_superiors && above; ++step) {
            above = held.newest(above->superior);
            if (above && above->area == area && stands(held, atlas, above->body, day))
                return above->body;
        }
    }
    auto const* const heir = heir_in(held, area, gone, day);
    return heir ? heir->body : BodyId();
}

BodyId keeper_of(Directory const& held, areas::Atlas const& atlas, BodyId id, Date day)
{
    for (int step = 0; step < most_successors; ++step) {
        if (stands(held, atlas, id, day))
            return id;
        auto const* const was = held.newest(id);
        if (!was)
            return id;
        auto const named = successor_of(*was);
        if (!named)
            return heir_of(held, atlas, *was, day);
        id = named;
    }
    return {};
}

std::vector<BodyId> kept_by(Directory const& held, areas::Atlas const& atlas, BodyId keeper, Date day)
{
    std::set<BodyId> seen{keeper};
    std::vector<BodyId> list{keeper};
    for (auto const& body : held.periods())
        if (seen.insert(body.body).second && !stands(held, atlas, body.body, day) &&
            keeper_of(held, atlas, body.body, day) == keeper)
            list.push_back(body.body);
    return list;
}

} // namespace kheo::bodies
