// SPDX-License-Identifier: AGPL-3.0-or-later
#include "capabilities/areas/atlas.hpp"

#include "capabilities/areas/area.sql.hpp"
#include "platform/text/text.hpp"

#include <algorithm>

namespace kheo::areas
{

namespace
{

constexpr int most_parents = 6;
constexpr int most_successors = 32;

std::vector<std::size_t> const& found(auto const& index, auto const& key)
{
    static std::vector<std::size_t> const none;
    auto const at = index.find(key);
    return at == index.end() ? none : at->second;
}

} // namespace

Atlas::Atlas(std::vector<Area> periods, std::vector<AreaChange> changes)
    : periods_(std::move(periods)), changes_(std::move(changes))
{
    std::ranges::sort(periods_, {}, [](Area const& a) { return std::pair(a.area.value, a.valid_from); });
    std::ranges::sort(changes_, {}, &AreaChange::day);
    std::vector<std::pair<std::string, std::size_t>> order;
    for (std::size_t at = 0; at < periods_.size(); ++at) {
        auto const& period = periods_[at];
        by_area_[period.area.value].push_back(at);
        by_code_[period.code].push_back(at);
        auto const name = folded(period.name);
        by_name_[name].push_back(at);
        if (auto const full = folded(period.full_name); full != name)
            by_name_[full].push_back(at);
        order.emplace_back(sort_key(period.name), at);
    }
    std::ranges::sort(order);
    for (auto const& [key, at] : order)
        by_parent_[periods_[at].parent.value].push_back(at);
}

Area const* Atlas::on(AreaId area, Date day) const
{
    for (auto const at : found(by_area_, area.value))
        if (periods_[at].holds_on(day))
            return &periods_[at];
    return nullptr;
}

Area const* Atlas::newest(AreaId area) const
{
    auto const& all = found(by_area_, area.value);
    return all.empty() ? nullptr : &periods_[all.back()];
}

Area const* Atlas::by_code(std::string_view code, Date day) const
{
    for (auto const at : found(by_code_, std::string(code)))
        if (periods_[at].holds_on(day))
            return &periods_[at];
    return nullptr;
}

std::vector<Area const*> Atlas::by_name(std::string_view name, Date day, AreaId parent) const
{
    std::vector<Area const*> matches;
    for (auto const at : found(by_name_, folded(tidied(name)))) {
        auto const& period = periods_[at];
        if (period.holds_on(day) && (!parent || period.parent == parent))
            matches.push_back(&period);
    }
    return matches;
}

std::vector<Area const*> Atlas::by_any_name(std::string_view name) const
{
    std::vector<Area const*> matches;
    for (auto const at : found(by_name_, folded(tidied(name))))
        matches.push_back(&periods_[at]);
    return matches;
}

AreaId Atlas::area_today(AreaId area, Date today) const
{
    for (int step = 0; step < most_successors && !on(area, today); ++step) {
        auto const next = std::ranges::find_if(changes_, [&](AreaChange const& change) {
            return change.from_area == area && change.principal && change.to_area != area &&
                   change.day <= today;
        });
        if (next == changes_.end())
            return area;
        area = next->to_area;
    }
    return area;
}

std::vector<AreaChange> Atlas::changes_of(AreaId area) const
{
    std::vector<AreaChange> own;
    std::ranges::copy_if(changes_, std::back_inserter(own), [&](AreaChange const& change) {
        return change.from_area == area || change.to_area == area;
    });
    return own;
}

std::vector<Area const*> Atlas::children(AreaId parent, Date day) const
{
    std::vector<Area const*> list;
    for (auto const at : found(by_parent_, parent.value))
        if (periods_[at].holds_on(day))
            list.push_back(&periods_[at]);
    return list;
}

Area const* Atlas::province_of(AreaId area, Date day) const
{
    auto const* at = on(area, day);
    for (int step = 0; at && step < most_parents && at->parent; ++step)
        at = on(at->parent, day);
    return at && is_provincial(at->kind) ? at : nullptr;
}

bool Atlas::within(AreaId inner, AreaId outer, Date day) const
{
    if (inner == outer)
        return true;
    auto const* at = on(inner, day);
    for (int step = 0; at && step < most_parents && at->parent; ++step) {
        if (at->parent == outer)
            return true;
        at = on(at->parent, day);
    }
    return false;
}

std::string Atlas::full_name(AreaId area, Date day) const
{
    auto const* at = on(area, day);
    if (!at && !(at = newest(area)))
        return {};
    auto name = at->full_name;
    if (at->parent)
        name += ", " + full_name(at->parent, day);
    return name;
}

std::shared_ptr<Atlas const> load_atlas(db::Connection& db)
{
    return std::make_shared<Atlas const>(db.all<Area>(sql::all_areas),
                                         db.all<AreaChange>(sql::all_area_changes));
}

} // namespace kheo::areas
