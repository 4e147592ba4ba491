// SPDX-License-Identifier: AGPL-3.0-or-later
#include "capabilities/areas/change.hpp"

#include "capabilities/areas/area.sql.hpp"
#include "capabilities/areas/found.hpp"
#include "capabilities/areas/problems.hpp"
#include "platform/text/text.hpp"

#include <algorithm>
#include <array>
#include <fmt/format.h>
#include <map>
#include <set>

namespace kheo::areas
{

namespace
{

// "90005 Xã Suối Mây" as a period that begins on the day. A rename may keep the
// code of what it renames.
Outcome<Area> begun_from(std::string const& words, ChangeForm const& form, Atlas const& atlas)
{
    auto const cut = words.find(' ');
    auto const code = words.substr(0, cut);
    auto const full_name = cut == std::string::npos ? std::string() : tidied(words.substr(cut));
    auto const kind = kind_of(full_name);
    if (!kind || code.find_first_not_of("0123456789") != std::string::npos)
        return refuse(problems::unclear_new_area, words);
    auto const keeps_code = form.kind == ChangeKind::rename && code == form.from.front();
    if (auto const* const there = atlas.by_code(code, form.day); there && !keeps_code)
        return refuse(problems::code_in_use, there->full_name);
    auto const name = tidied(std::string_view(full_name).substr(label(*kind).size()));
    return Area{.code = code,
                .name = name,
                .full_name = full_name,
                .kind = *kind,
                .valid_from = form.day,
                .decision = form.decision};
}

// The areas of these codes on the eve of the day.
Outcome<std::vector<Area>> standing(std::vector<std::string> const& codes, ChangeForm const& form,
                                    Atlas const& atlas)
{
    std::vector<Area> list;
    for (auto const& code : codes) {
        auto const* const area = atlas.by_code(code, Date{form.day.day - 1});
        if (!area)
            return refuse(problems::no_such_code, code);
        if (area->valid_to)
            return refuse(problems::changed_later, area->full_name);
        list.push_back(*area);
    }
    return list;
}

Area ended_on(Area area, Date day)
{
    area.valid_to = day;
    ++area.version;
    return area;
}

Area moved(Area area, AreaId parent, ChangeForm const& form)
{
    area.id = {};
    area.version = 1;
    area.parent = parent;
    area.valid_from = form.day;
    area.decision = form.decision;
    return area;
}

// How many of each a kind of change takes.
Outcome<void> counted(ChangeForm const& form)
{
    auto const successors = form.to.size() + form.fresh.size();
    auto const one = form.from.size() == 1;
    auto const good = form.kind == ChangeKind::merge    ? !form.from.empty() && successors == 1
                      : form.kind == ChangeKind::rename ? one && form.to.empty() && form.fresh.size() == 1
                                                        : one && successors >= 1;
    if (!good)
        return refuse(problems::wrong_count);
    return {};
}

// What lies in it from the day on, also what only later begins to, by a reform that
// was written before.
void move_children(ChangePlan& plan, Area const& from, AreaId to, ChangeForm const& form, Atlas const& atlas)
{
    for (auto const* const child : atlas.children(from.area, Date{form.day.day - 1}))
        if (!child->valid_to || form.day < *child->valid_to) {
            plan.ended.push_back(ended_on(*child, form.day));
            plan.begun.push_back(moved(*child, to, form));
        }
    for (auto later : atlas.periods())
        if (later.parent == from.area && later.valid_from >= form.day) {
            later.parent = to;
            ++later.version;
            plan.moved.push_back(std::move(later));
        }
}

ChangePlan renamed(ChangeForm const& form, Area const& from, Area fresh)
{
    fresh.area = from.area;
    fresh.parent = from.parent;
    fresh.demo = from.demo;
    auto const arrow = AreaChange{.kind = form.kind,
                                  .day = form.day,
                                  .from_area = from.area,
                                  .to_area = from.area,
                                  .decision = form.decision};
    return {{ended_on(from, form.day)}, {fresh}, {}, {arrow}};
}

// Those that are sought by other names from now on.
std::vector<AreaId> touched(ChangePlan const& plan)
{
    std::vector<AreaId> list;
    for (auto const& area : plan.ended)
        list.push_back(area.area);
    for (auto const& area : plan.begun)
        list.push_back(area.area);
    for (auto const& arrow : plan.arrows)
        list.push_back(arrow.to_area);
    return list;
}

} // namespace

std::vector<std::string> sentences(ChangePlan const& plan, ChangeForm const& form, Atlas const& atlas)
{
    std::map<AreaId, std::string> names;
    for (auto const& area : plan.begun)
        names.try_emplace(area.area, fmt::format("{} ({})", area.full_name, area.code));
    std::vector<std::string> list;
    for (auto const& arrow : plan.arrows) {
        auto const* const before = atlas.newest(arrow.from_area);
        auto const* const after = atlas.newest(arrow.to_area);
        auto now = names.contains(arrow.to_area) ? names[arrow.to_area]
                                                 : fmt::format("{} ({})", after->full_name, after->code);
        if (after && before->parent != after->parent && !names.contains(arrow.to_area))
            now += ", " + atlas.full_name(after->parent, form.day);
        auto const verb = form.kind == ChangeKind::rename ? "đổi thành"
                          : arrow.principal               ? "nay thuộc"
                                                          : "một phần thuộc";
        list.push_back(fmt::format("{} ({}) {} {}", before->full_name, before->code, verb, now));
    }
    return list;
}

std::set<AreaId> gone(ChangePlan const& plan)
{
    std::set<AreaId> list;
    for (auto const& area : plan.ended)
        list.insert(area.area);
    for (auto const& area : plan.begun)
        list.erase(area.area);
    return list;
}

std::span<forms::Rule const> ChangeForm::rules()
{
    static constexpr std::array<forms::Rule, 6> list{{
        {"kind", "Loại thay đổi", forms::Input::choice, 0, forms::Need::required},
        {"day", "Từ ngày", forms::Input::date, 0, forms::Need::required},
        {"from", "Mã địa bàn cũ", forms::Input::line, 10, forms::Need::required},
        {"to", "Mã địa bàn tiếp nhận", forms::Input::line, 10},
        {"fresh", "Địa bàn mới", forms::Input::line, 200, forms::Need::optional,
         "Mã và tên đầy đủ: 90005 Xã Suối Mây."},
        {"decision", "Văn bản quyết định", forms::Input::line, 200, forms::Need::required},
    }};
    return list;
}

namespace
{

// Each code once: who names an area twice means it once.
std::vector<std::string> each_once(std::vector<std::string> const& codes)
{
    std::vector<std::string> list;
    for (auto const& code : codes)
        if (std::ranges::find(list, code) == list.end())
            list.push_back(code);
    return list;
}

// No period ends twice: of an area and what lies in it only one may be named.
Outcome<ChangePlan> sound(ChangePlan plan, Atlas const& atlas)
{
    std::set<std::int64_t> ended;
    for (auto const& area : plan.ended)
        if (!ended.insert(area.id.value).second)
            return refuse(problems::named_with_its_own, atlas.newest(area.area)->full_name);
    std::set<std::string> codes;
    for (auto const& area : plan.begun)
        if (!codes.insert(area.code).second)
            return refuse(problems::code_in_use, area.full_name);
    return plan;
}

} // namespace

namespace
{

// Of a province, of a commune, of what lies in one.
int level(AreaKind kind)
{
    return is_provincial(kind) ? 1 : is_communal(kind) ? 2 : 3;
}

// Each goes on in areas of its own level, and something is other than before.
Outcome<void> meaningful(std::vector<Area> const& from, std::vector<Area> const& successors)
{
    for (auto const& area : from)
        for (auto const& successor : successors)
            if (level(area.kind) != level(successor.kind))
                return refuse(problems::other_level, area.full_name + " và " + successor.full_name);
    auto const is_among = [&](Area const& area) {
        return std::ranges::find(from, area.area, &Area::area) != from.end();
    };
    if (successors.size() == 1 && from.size() == 1 && is_among(successors.front()))
        return refuse(problems::changes_nothing, from.front().full_name);
    return {};
}

} // namespace

Outcome<ChangePlan> planned(ChangeForm const& sent, Atlas const& atlas)
{
    auto form = sent;
    form.from = each_once(form.from);
    form.to = each_once(form.to);
    auto const good = counted(form);
    if (!good)
        return std::unexpected(good.error());
    auto const from = TRY(standing(form.from, form, atlas));
    auto successors = TRY(standing(form.to, form, atlas));
    std::int64_t placeholder = 0;
    auto plan = ChangePlan();
    for (auto const& words : form.fresh) {
        auto fresh = TRY(begun_from(words, form, atlas));
        if (form.kind == ChangeKind::rename)
            return renamed(form, from.front(), std::move(fresh));
        fresh.area = {--placeholder};
        fresh.parent = from.front().parent;
        fresh.demo = from.front().demo;
        plan.begun.push_back(fresh);
        successors.push_back(std::move(fresh));
    }
    auto const principal = successors.front().area;
    for (auto const& area : from) {
        auto const goes_on = std::ranges::find(successors, area.area, &Area::area) != successors.end();
        if (!goes_on) {
            plan.ended.push_back(ended_on(area, form.day));
            move_children(plan, area, principal, form, atlas);
        }
        for (auto const& successor : successors)
            if (successor.area != area.area)
                plan.arrows.push_back({.kind = form.kind,
                                       .day = form.day,
                                       .from_area = area.area,
                                       .to_area = successor.area,
                                       .principal = !goes_on && successor.area == principal,
                                       .decision = form.decision});
    }
    auto whole = TRY(sound(std::move(plan), atlas));
    if (auto const meant = meaningful(from, successors); !meant)
        return std::unexpected(meant.error());
    return whole;
}

Outcome<acts::Recorded<AreaReform>> change_areas(acts::Work& work, ChangeForm const& form,
                                                 std::vector<std::string> const& besides)
{
    auto const atlas = load_atlas(work.db);
    auto plan = TRY(planned(form, *atlas));
    auto reform = AreaReform{.id = {work.draws.id()},
                             .kind = form.kind,
                             .day = form.day,
                             .decision = form.decision,
                             .ended = std::int64_t(plan.ended.size()),
                             .begun = std::int64_t(plan.begun.size()),
                             .sentences = sentences(plan, form, *atlas)};
    std::ranges::copy(besides, std::back_inserter(reform.sentences));
    std::map<AreaId, AreaId> real; // for the placeholders
    auto const named = [&](AreaId area) {
        if (area.value >= 0)
            return area;
        auto& id = real[area];
        if (!id)
            id = {work.draws.id()};
        return id;
    };
    for (auto const& area : plan.ended) {
        ensure(work.db.run(sql::update_area, area) == 1, "an area changed under its reform");
        acts::append(work, "areas.ended", area);
    }
    for (auto& area : plan.begun) {
        area.id = {work.draws.id()};
        area.area = named(area.area);
        area.parent = named(area.parent);
        work.db.run(sql::insert_area, area);
        acts::append(work, "areas.begun", area);
    }
    for (auto& area : plan.moved) {
        area.parent = named(area.parent);
        ensure(work.db.run(sql::update_area, area) == 1, "an area changed under its reform");
        acts::append(work, "areas.moved", area);
    }
    for (auto& arrow : plan.arrows) {
        arrow.id = {work.draws.id()};
        arrow.to_area = named(arrow.to_area);
        work.db.run(sql::insert_area_change, arrow);
        acts::append(work, "areas.succeeded", arrow);
    }
    put_found(work, touched(plan));
    put_found_later(work, {form.day});
    return acts::append(work, "areas.reformed", reform);
}

} // namespace kheo::areas
