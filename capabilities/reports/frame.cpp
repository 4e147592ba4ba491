// SPDX-License-Identifier: AGPL-3.0-or-later
#include "capabilities/reports/frame.hpp"

#include "platform/text/text.hpp"

#include <algorithm>
#include <tuple>

namespace kheo::reports
{

namespace
{

constexpr int most_parents = 6;

} // namespace

Frame::Frame(bodies::Directory const& directory, areas::Atlas const& atlas, Scope const& scope)
    : directory_(directory), atlas_(atlas), scope_(scope), units_(atlas.children(scope.area, scope.today))
{
    std::erase_if(units_, [](areas::Area const* unit) {
        return !areas::is_communal(unit->kind) && !areas::is_provincial(unit->kind);
    });
    if (scope.group == Group::commune)
        add_units();
    else if (scope.group == Group::body)
        add_bodies();
    else
        for (auto const& field : models::fields_of_work())
            add({.id = field.code, .code = field.code, .name = field.label});
}

std::size_t Frame::add(SummaryRow row)
{
    auto const [at, fresh] = places_.try_emplace(row.id, rows_.size());
    if (fresh)
        rows_.push_back(std::move(row));
    return at->second;
}

void Frame::add_units()
{
    if (scope_.area && !directory_.of_area(scope_.area, scope_.today).empty())
        add(unit_row(scope_.area));
    for (auto const* const unit : units_)
        add(unit_row(unit->area));
}

void Frame::add_bodies()
{
    for (auto const* const body : bodies_in_order())
        add(body_row(body->body));
}

// By unit in name order, the scope's own first; then by line and name.
std::vector<bodies::Body const*> Frame::bodies_in_order()
{
    std::unordered_map<std::int64_t, std::size_t> order{{scope_.area.value, 0}};
    for (auto const* const unit : units_)
        order.emplace(unit->area.value, order.size());
    std::vector<std::tuple<std::size_t, bodies::Line, std::string, std::size_t>> keys;
    auto const& periods = directory_.periods();
    for (std::size_t at = 0; at < periods.size(); ++at) {
        auto const& body = periods[at];
        auto const unit = body.holds_on(scope_.today) ? unit_of(body.area) : std::nullopt;
        if (unit)
            keys.emplace_back(order.try_emplace(unit->value, order.size()).first->second, body.line,
                              sort_key(body.name), at);
    }
    std::ranges::sort(keys);
    std::vector<bodies::Body const*> list;
    for (auto const& key : keys)
        list.push_back(&periods[std::get<3>(key)]);
    return list;
}

std::string Frame::area_name(AreaId area) const
{
    auto const* at = atlas_.on(area, scope_.today);
    if (!at)
        at = atlas_.newest(area);
    return at ? at->full_name : std::string();
}

SummaryRow Frame::unit_row(AreaId unit) const
{
    auto const* at = atlas_.on(unit, scope_.today);
    if (!at)
        at = atlas_.newest(unit);
    auto row = SummaryRow{.id = shown(unit), .opens = bool(unit)};
    if (at)
        row.code = at->code;
    if (unit != scope_.area)
        row.name = area_name(unit);
    else
        row.name = at && areas::is_provincial(at->kind) ? "Cơ quan cấp tỉnh" : "Cơ quan trung ương";
    return row;
}

SummaryRow Frame::body_row(BodyId body)
{
    auto const* const at = directory_.newest(body);
    if (!at)
        return {.id = shown(body), .name = "Cơ quan, tổ chức không còn trong danh sách"};
    auto row = SummaryRow{.id = shown(body), .code = at->code, .name = at->name};
    auto const unit = unit_of(at->area);
    if (unit && *unit && *unit != scope_.area)
        row.under = area_name(*unit);
    return row;
}

// The scope's direct child in which an area lies today; the scope's own area
// for what stands at its level.
std::optional<AreaId> Frame::unit_of(AreaId area)
{
    auto const [known, fresh] = known_units_.try_emplace(area.value);
    if (!fresh)
        return known->second;
    auto at = atlas_.area_today(area, scope_.today);
    auto unit = scope_.area;
    for (int step = 0; step <= most_parents; ++step) {
        if (at == scope_.area)
            return known->second = unit;
        auto const* period = atlas_.on(at, scope_.today);
        if (!period && !(period = atlas_.newest(at)))
            break;
        unit = at;
        at = period->parent;
    }
    return std::nullopt;
}

std::optional<std::size_t> Frame::row_of(Entered const& entered)
{
    auto const unit = unit_of(entered.area);
    if (!unit)
        return std::nullopt;
    auto id = scope_.group == Group::commune ? shown(*unit)
              : scope_.group == Group::body  ? shown(entered.body)
                                             : entered.field;
    if (auto const at = places_.find(id); at != places_.end())
        return at->second;
    if (scope_.group == Group::commune)
        return add(unit_row(*unit));
    if (scope_.group == Group::body)
        return add(body_row(entered.body));
    return add({.id = id, .code = id, .name = models::field_label(id)});
}

void Frame::tell_missing(Summary& sums, std::vector<Judged> const& judged)
{
    sums.area_name = area_name(scope_.area);
    auto const* const area = atlas_.on(scope_.area, scope_.today);
    sums.by_commune = area && areas::is_provincial(area->kind);
    auto const communal = area && !sums.by_commune;
    sums.units = communal ? 0 : std::int64_t(units_.size());
    std::unordered_map<std::int64_t, std::int64_t> unit_sent, unit_before, body_sent, body_before;
    for (auto const& one : judged) {
        auto const unit = unit_of(one.entered->area)->value;
        unit_sent[unit] += one.sent;
        body_sent[one.entered->body.value] += one.sent;
        unit_before[unit] += one.could_keep;
        body_before[one.entered->body.value] += one.could_keep;
    }
    std::unordered_set<std::int64_t> silent;
    for (auto const* const unit : communal ? std::vector<areas::Area const*>() : units_) {
        if (unit_sent[unit->area.value] > 0)
            continue;
        silent.insert(unit->area.value);
        auto const* const contact = directory_.contact_of(unit->area, scope_.today);
        sums.missing_units.push_back({shown(unit->area), unit->full_name, "", contact ? contact->name : "",
                                      unit_before[unit->area.value], unit->demo});
    }
    for (auto const* const body : bodies_in_order()) {
        auto const unit = unit_of(body->area)->value;
        if (body_sent[body->body.value] > 0 || silent.contains(unit))
            continue;
        sums.missing_bodies.push_back({shown(body->body), body->name,
                                       unit == scope_.area.value ? "" : area_name({unit}), "",
                                       body_before[body->body.value], body->demo});
    }
}

} // namespace kheo::reports
