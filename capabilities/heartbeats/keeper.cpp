// SPDX-License-Identifier: AGPL-3.0-or-later
#include "capabilities/heartbeats/keeper.hpp"

#include <algorithm>
#include <set>

namespace kheo::heartbeats
{

namespace
{

constexpr int most_superiors = 6;

// Of the same line the đầu mối first, then the one at the head of its line;
// else the area's đầu mối.
bodies::Body const* heir_in(bodies::Directory const& held, AreaId area, bodies::Line line, Date today)
{
    auto const there = held.of_area(area, today);
    auto const of_line = [&](bool contact) {
        return std::ranges::find_if(there, [&](bodies::Body const* body) {
            auto const* const above = held.on(body->superior, today);
            auto const heads = !above || above->area != area;
            return body->line == line && (contact ? body->contact : heads);
        });
    };
    for (auto const contact : {true, false})
        if (auto const found = of_line(contact); found != there.end())
            return *found;
    return held.contact_of(area, today);
}

} // namespace

bool stands(bodies::Directory const& held, areas::Atlas const& atlas, BodyId id, Date today)
{
    auto const* const body = held.on(id, today);
    return body && atlas.area_today(body->area, today) == body->area;
}

BodyId keeper_of(bodies::Directory const& held, areas::Atlas const& atlas, BodyId id, Date today)
{
    auto const* was = held.newest(id);
    if (!was || stands(held, atlas, id, today))
        return id;
    auto const area = atlas.area_today(was->area, today);
    if (area == was->area) {
        // Abolished in an area that stands: its superiors there take over.
        for (int step = 0; step < most_superiors && was; ++step) {
            was = held.newest(was->superior);
            if (was && was->area == area && stands(held, atlas, was->body, today))
                return was->body;
        }
        was = held.newest(id);
    }
    auto const* const heir = heir_in(held, area, was->line, today);
    return heir ? heir->body : BodyId();
}

std::vector<BodyId> kept_by(bodies::Directory const& held, areas::Atlas const& atlas, BodyId keeper,
                            Date today)
{
    std::set<BodyId> seen{keeper};
    std::vector<BodyId> list{keeper};
    for (auto const& body : held.periods())
        if (seen.insert(body.body).second && !stands(held, atlas, body.body, today) &&
            keeper_of(held, atlas, body.body, today) == keeper)
            list.push_back(body.body);
    return list;
}

} // namespace kheo::heartbeats
