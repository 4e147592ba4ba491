// SPDX-License-Identifier: AGPL-3.0-or-later
#include "capabilities/tasks/whom.hpp"

#include "capabilities/heartbeats/heartbeats.hpp"

#include <algorithm>
#include <array>
#include <sstream>

namespace kheo::tasks
{

namespace
{

bodies::Line line_of(Group group)
{
    using bodies::Line;
    static constexpr std::array lines{Line::dang, Line::chinh_quyen, Line::mat_tran_doan_the,
                                      Line::luc_luong_vu_trang};
    auto const at = group >= Group::own_level_dang ? int(group) - int(Group::own_level_dang) : int(group);
    return lines.at(std::size_t(at));
}

void add(Circle& circle, bodies::Body const& body, bool itself, BodyId instead_of = {})
{
    auto found = std::ranges::find(circle.meant, body.body, &Meant::body);
    if (found == circle.meant.end())
        found = circle.meant.insert(found, Meant{body.body, body.area, {}});
    found->owes_itself = found->owes_itself || itself;
    if (instead_of && std::ranges::find(found->took_over, instead_of) == found->took_over.end())
        found->took_over.push_back(instead_of);
}

bool leads(bodies::Line asking, bodies::Line asked)
{
    using bodies::Line;
    switch (asking) {
    case Line::dang:
        return true;
    case Line::chinh_quyen:
        return asked == Line::chinh_quyen || asked == Line::luc_luong_vu_trang || asked == Line::khac;
    case Line::mat_tran_doan_the:
    case Line::luc_luong_vu_trang:
        return asked == asking;
    case Line::khac:
        break;
    }
    return false;
}

bool is_among(std::vector<bodies::Body const*> const& all, BodyId body)
{
    return std::ranges::any_of(all, [&](bodies::Body const* one) { return one->body == body; });
}

} // namespace

std::string_view label(Part part)
{
    static constexpr std::array<std::string_view, 3> labels{"Chủ trì", "Phối hợp", "Theo dõi"};
    return labels.at(std::size_t(part));
}

std::string_view label(Group group)
{
    static constexpr std::array<std::string_view, 9> labels{"Đảng ủy các xã, phường, đặc khu",
                                                            "Chính quyền các xã, phường, đặc khu",
                                                            "Mặt trận các xã, phường, đặc khu",
                                                            "Lực lượng vũ trang các xã, phường, đặc khu",
                                                            "Đầu mối dân vận các xã, phường, đặc khu",
                                                            "Các cơ quan Đảng cùng cấp",
                                                            "Các cơ quan chính quyền cùng cấp",
                                                            "Mặt trận và đoàn thể cùng cấp",
                                                            "Lực lượng vũ trang cùng cấp"};
    return labels.at(std::size_t(group));
}

std::string text_of(std::vector<Whom> const& all)
{
    std::string text;
    for (auto const& one : all) {
        text += text.empty() ? "" : " ";
        text += boost::describe::enum_to_string(one.part, "");
        text += ":";
        text += one.group ? std::string(boost::describe::enum_to_string(*one.group, "")) : shown(one.body);
    }
    return text;
}

std::vector<Whom> whom_of(std::string_view text)
{
    std::vector<Whom> all;
    auto in = std::istringstream(std::string(text));
    for (std::string word; in >> word;) {
        auto const colon = word.find(':');
        auto one = Whom();
        ensure(colon != word.npos &&
                   boost::describe::enum_from_string(word.substr(0, colon).c_str(), one.part),
               "a task without the part of whom it is for");
        auto const name = word.substr(colon + 1);
        if (Group group{}; boost::describe::enum_from_string(name.c_str(), group))
            one.group = group;
        else
            one.body = {parse_id(name).value_or(0)};
        ensure(one.group || one.body, "a task for nobody");
        all.push_back(one);
    }
    return all;
}

std::vector<std::string> lines_of(std::vector<Whom> const& all, Date day)
{
    std::vector<std::string> lines;
    for (auto const part : {Part::lead, Part::support, Part::watch}) {
        std::string line;
        for (auto const& one : all)
            if (one.part == part)
                line += (line.empty() ? "" : "; ") +
                        (one.group ? std::string(label(*one.group)) : bodies::name_of(one.body, day));
        if (!line.empty())
            lines.push_back(std::string(label(part)) + ": " + line);
    }
    return lines;
}

bool may_lead(bodies::Directory const& held, bodies::Body const& asking, bodies::Body const& asked, Date day)
{
    if (held.below(asking.body, asked.body, day))
        return asking.body == asked.body;
    return held.below(asked.body, asking.body, day) || leads(asking.line, asked.line);
}

bool may_lead(bodies::Line asking, Group asked)
{
    // Most communes' đầu mối is a body of the Party.
    return leads(asking, asked == Group::communes_contact ? bodies::Line::dang : line_of(asked));
}

Meant const* Circle::find(BodyId body) const
{
    auto const found = std::ranges::find(meant, body, &Meant::body);
    return found == meant.end() ? nullptr : &*found;
}

Resolver::Found Resolver::heads(Group group, AreaId area, Date day) const
{
    Found found;
    if (group == Group::communes_contact) {
        if (auto const* const contact = held_.contact_of(area, day))
            found.push_back(contact);
        return found;
    }
    for (auto const* const body : held_.of_area(area, day)) {
        auto const* const above = held_.on(body->superior, day);
        if (body->line == line_of(group) && (!above || above->area != area))
            found.push_back(body);
    }
    return found;
}

Resolver::Found const& Resolver::of_group(Group group, BodyId assigner, AreaId area, Date day)
{
    auto const [at, fresh] = groups_.try_emplace({group, assigner.value, area.value, day.day});
    if (!fresh)
        return at->second;
    auto& found = at->second;
    auto const here = day < today_ ? area : atlas_.area_today(area, day);
    if (group >= Group::own_level_dang) {
        for (auto const* const body : held_.of_area(here, day))
            if (body->line == line_of(group) && !held_.below(assigner, body->body, day))
                found.push_back(body);
        return found;
    }
    auto const* const own = atlas_.on(here, day);
    std::vector<areas::Area const*> communes;
    if (own && areas::is_communal(own->kind))
        communes.push_back(own);
    else
        communes = atlas_.children(here, day);
    for (auto const* const commune : communes)
        if (areas::is_communal(commune->kind))
            std::ranges::copy_if(heads(group, commune->area, day), std::back_inserter(found),
                                 [&](bodies::Body const* body) { return body->body != assigner; });
    return found;
}

Date Resolver::begun(BodyId body)
{
    if (begun_.empty())
        for (auto const& period : held_.periods()) {
            auto const [at, fresh] = begun_.try_emplace(period.body, period.valid_from);
            at->second = std::min(at->second, period.valid_from);
        }
    return begun_.at(body);
}

std::optional<Date> Resolver::since(BodyId gone) const
{
    auto const* const last = held_.newest(gone);
    return last ? last->valid_to : std::nullopt;
}

BodyId Resolver::heir_among(bodies::Body const& gone, Found const& now) const
{
    auto const area = atlas_.area_today(gone.area, today_);
    auto const stands_there = [&](bodies::Body const* each) { return area && each->area == area; };
    if (std::ranges::count_if(now, stands_there) == 1)
        return (*std::ranges::find_if(now, stands_there))->body;
    // Of several, the one that has its work; never the first by name.
    auto const keeper = bodies::keeper_of(held_, atlas_, gone.body, today_);
    return is_among(now, keeper) ? keeper : BodyId();
}

void Resolver::add_gone(Circle& circle, bodies::Body const& body, Found const& now) const
{
    if (is_among(now, body.body) ||
        std::ranges::find(circle.gone, body.body, &Gone::body) != circle.gone.end())
        return;
    circle.gone.push_back({body.body, heir_among(body, now), since(body.body)});
}

Circle Resolver::circle(std::vector<Whom> const& all, Part part, BodyId assigner, AreaId area,
                        Date assigned_on, std::optional<Date> until)
{
    auto circle = Circle();
    for (auto const& one : all) {
        if (one.part != part)
            continue;
        if (!one.group) {
            auto const heir = bodies::keeper_of(held_, atlas_, one.body, today_);
            auto const* const body = held_.on(heir, today_);
            if (heir != one.body)
                circle.gone.push_back({one.body, body ? heir : BodyId(), since(one.body)});
            if (body)
                add(circle, *body, heir == one.body, heir == one.body ? BodyId() : one.body);
            continue;
        }
        auto const& now = of_group(*one.group, assigner, area, today_);
        auto const& then = of_group(*one.group, assigner, area, assigned_on);
        // Who went on that very day was asked in its morning.
        for (auto const* const body : of_group(*one.group, assigner, area, Date{assigned_on.day - 1}))
            add_gone(circle, *body, now);
        for (auto const* const body : then)
            add_gone(circle, *body, now);
        for (auto const* const body : now) {
            auto const heir = std::ranges::find(circle.gone, body->body, &Gone::heir) != circle.gone.end();
            auto const owed_then = is_among(then, body->body);
            if (!heir && !owed_then && until && *until < begun(body->body))
                continue;
            add(circle, *body, owed_then || !heir);
            for (auto const& gone : circle.gone)
                if (gone.heir == body->body)
                    add(circle, *body, false, gone.body);
        }
    }
    return circle;
}

} // namespace kheo::tasks
