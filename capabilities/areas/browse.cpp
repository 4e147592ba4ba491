// SPDX-License-Identifier: AGPL-3.0-or-later
#include "capabilities/areas/browse.hpp"

#include "capabilities/areas/problems.hpp"

#include <algorithm>
#include <array>
#include <fmt/format.h>

namespace kheo::areas
{

namespace
{

AreaLink link(Area const& area)
{
    return {shown(area.area), area.code, area.full_name, area.demo};
}

AreaLink link(Atlas const& atlas, AreaId area, Date day)
{
    auto const* at = atlas.on(area, day);
    if (!at)
        at = atlas.newest(area);
    return at ? link(*at) : AreaLink();
}

// One change as seen from `area`.
ChangeLine line(Atlas const& atlas, AreaChange const& change, AreaId area)
{
    auto const begins = change.to_area == area;
    auto const other = begins ? change.from_area : change.to_area;
    auto const before = Date{change.day.day - 1};
    auto const linked = begins ? link(atlas, other, before) : link(atlas, other, change.day);
    auto const paper = change.decision.empty() ? std::string() : fmt::format(", theo {}", change.decision);
    auto const verb = begins ? "Tiếp nhận" : "Nay thuộc";
    if (change.kind == ChangeKind::rename)
        return {change.day, fmt::format("Đổi tên hoặc loại{}", paper), linked};
    return {change.day, fmt::format("{} {}{}", verb, linked.name, paper), linked};
}

} // namespace

std::span<forms::Rule const> AreaQuery::rules()
{
    static constexpr std::array<forms::Rule, 1> list{
        {{"area", "Địa bàn", forms::Input::id, INT64_MAX, forms::Need::required}}};
    return list;
}

std::optional<AreaView> area_view(Atlas const& atlas, AreaId area, Date today)
{
    auto const* at = atlas.on(area, today);
    if (!at && !(at = atlas.newest(area)))
        return std::nullopt;
    auto const day = at->holds_on(today) ? today : at->valid_from;
    auto view = AreaView{.id = shown(area),
                         .code = at->code,
                         .name = at->full_name,
                         .kind = std::string(label(at->kind)),
                         .valid_from = at->valid_from,
                         .valid_to = at->valid_to,
                         .decision = at->decision,
                         .demo = at->demo,
                         .today = link(atlas, atlas.area_today(area, today), today)};
    for (auto parent = at->parent; parent && view.parents.size() < 6;) {
        auto const* const above = atlas.on(parent, day);
        if (!above)
            break;
        view.parents.insert(view.parents.begin(), link(*above));
        parent = above->parent;
    }
    for (auto const* const child : atlas.children(area, day))
        view.children.push_back(link(*child));
    for (auto const& change : atlas.changes_of(area))
        view.changes.push_back(line(atlas, change, area));
    return view;
}

Outcome<AreaList> list_areas(acts::Reading& reading, routes::Nothing const&)
{
    reading.reads("areas");
    auto list = AreaList{.as_of = iso(reading.today())};
    for (auto const* const province : atlas()->provinces(reading.today()))
        list.items.push_back(link(*province));
    list.total = std::int64_t(list.items.size());
    return list;
}

Outcome<AreaView> view_area(acts::Reading& reading, AreaQuery const& query)
{
    reading.reads("areas");
    auto view = area_view(*atlas(), query.area, reading.today());
    if (!view)
        return refuse(problems::nothing_here);
    return *view;
}

} // namespace kheo::areas
