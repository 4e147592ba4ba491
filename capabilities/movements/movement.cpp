// SPDX-License-Identifier: AGPL-3.0-or-later
#include "capabilities/movements/movement.hpp"

#include "capabilities/movements/movement.sql.hpp"
#include "platform/text/text.hpp"

#include <algorithm>
#include <array>

namespace kheo::movements
{

std::string_view label(Kind kind)
{
    static constexpr std::array<std::string_view, 2> labels{"Phong trào", "Cuộc vận động"};
    return labels.at(std::size_t(kind));
}

bool holds_in(Movement const& movement, int year)
{
    return movement.first_year <= year && (movement.last_year == 0 || year <= movement.last_year);
}

std::string years_of(Movement const& movement)
{
    if (movement.last_year == 0)
        return "từ " + std::to_string(movement.first_year);
    if (movement.last_year == movement.first_year)
        return std::to_string(movement.first_year);
    return std::to_string(movement.first_year) + "–" + std::to_string(movement.last_year);
}

std::vector<Membership> changes(std::vector<Membership> const& now, std::vector<MovementId> const& wanted,
                                Model const& model, int since)
{
    auto const is_wanted = [&](MovementId id) { return std::ranges::find(wanted, id) != wanted.end(); };
    std::vector<Membership> made;
    for (auto one : now) {
        if (one.gone != is_wanted(one.movement))
            continue;
        one.gone = !one.gone;
        one.since_year = one.gone ? one.since_year : since;
        one.opened = one.opened || model.published;
        ++one.version;
        made.push_back(std::move(one));
    }
    for (auto const id : wanted)
        if (std::ranges::find(now, id, &Membership::movement) == now.end() &&
            std::ranges::find(made, id, &Membership::movement) == made.end())
            made.push_back({.model = model.id,
                            .movement = id,
                            .body = model.body,
                            .area = model.area,
                            .since_year = since,
                            .opened = model.published,
                            .demo = model.demo});
    return made;
}

std::int64_t version_of(std::vector<Membership> const& now)
{
    std::int64_t version = 0;
    for (auto const& one : now)
        version += one.version;
    return version;
}

std::vector<Movement> all_movements(db::Connection& db)
{
    return db.all<Movement>(sql::movements_in_order);
}

std::optional<Movement> movement_of(db::Connection& db, MovementId id)
{
    return db.one<Movement>(sql::movement_by_id, {{"id", id}});
}

std::vector<Theme> themes_of(db::Connection& db, MovementId id)
{
    return db.all<Theme>(sql::themes_of_movement, {{"movement", id}});
}

std::vector<Membership> memberships_of(db::Connection& db, ModelId model)
{
    return db.all<Membership>(sql::memberships_of_model, {{"model", model}});
}

acts::Recorded<Movement> store(acts::Work& work, std::string_view act, Movement movement)
{
    auto const key = sort_key(movement.name);
    if (movement.version == 1)
        work.db.run(sql::insert_movement, db::Params(movement), {{"sort_key", key}});
    else
        ensure(work.db.run(sql::update_movement, db::Params(movement), {{"sort_key", key}}) == 1,
               "a movement changed under its verb");
    return acts::append(work, act, std::move(movement));
}

acts::Recorded<Theme> store(acts::Work& work, Theme theme)
{
    auto const first = theme.version == 1;
    if (first)
        work.db.run(sql::insert_theme, theme);
    else
        ensure(work.db.run(sql::update_theme, theme) == 1, "a theme changed under its verb");
    return acts::append(work, first ? "themes.set" : "themes.corrected", std::move(theme));
}

acts::Recorded<Membership> store(acts::Work& work, Membership membership)
{
    if (membership.version == 1) {
        membership.id = {work.draws.id()};
        work.db.run(sql::insert_membership, membership);
    } else {
        ensure(work.db.run(sql::update_membership, membership) == 1, "a membership changed under its verb");
    }
    auto const* const act = membership.gone ? "memberships.left" : "memberships.joined";
    return acts::append(work, act, std::move(membership));
}

void open_memberships(acts::Work& work, Model const& model)
{
    for (auto one : memberships_of(work.db, model.id)) {
        if (one.gone || one.opened)
            continue;
        ++one.version;
        one.opened = true;
        ensure(work.db.run(sql::update_membership, one) == 1, "a membership changed under its verb");
        acts::append(work, "memberships.opened", std::move(one));
    }
}

std::span<forms::Rule const> MovementQuery::rules()
{
    static constexpr std::array<forms::Rule, 1> list{
        {{"movement", "Phong trào", forms::Input::id, INT64_MAX, forms::Need::required}}};
    return list;
}

} // namespace kheo::movements
