// SPDX-License-Identifier: AGPL-3.0-or-later
// For tests: areas, bodies and officers in one line each, and places put as the
// program holds them. All stand since the first of July 2025.
#pragma once

#include "capabilities/bodies/bodies.hpp"

#include <memory>
#include <string>
#include <vector>

namespace kheo::testing
{

using bodies::AreaId;
using bodies::BodyId;

inline areas::Area area(AreaId id, char const* code, areas::AreaKind kind, AreaId parent = {})
{
    return {.id = {id.value + 1000},
            .area = id,
            .code = code,
            .name = code,
            .full_name = code,
            .kind = kind,
            .parent = parent,
            .valid_from = *date_of({2025, 7, 1})};
}

inline bodies::Body body(BodyId id, AreaId at, BodyId superior = {}, bool contact = false)
{
    return {.id = {id.value + 2000},
            .body = id,
            .code = "B" + shown(id),
            .name = "Cơ quan " + shown(id),
            .area = at,
            .superior = superior,
            .contact = contact,
            .valid_from = *date_of({2025, 7, 1})};
}

inline void put_places(std::vector<areas::Area> units, std::vector<bodies::Body> all)
{
    areas::put_atlas(
        std::make_shared<areas::Atlas const>(std::move(units), std::vector<areas::AreaChange>()));
    bodies::put_directory(std::make_shared<bodies::Directory const>(std::move(all)));
}

// Body 1 of area 7, and nothing else: for what asks only whose a record is.
inline void put_one_body(std::string name = "Đảng ủy xã")
{
    auto one = body({1}, {7});
    one.code = "X";
    one.name = std::move(name);
    bodies::put_directory(std::make_shared<bodies::Directory const>(std::vector{std::move(one)}));
}

inline acts::Actor officer(std::string role, BodyId at, std::int64_t account = 7)
{
    return {.kind = acts::ActorKind::person,
            .account = account,
            .name = "A",
            .posts = {{account, std::move(role), at.value}}};
}

} // namespace kheo::testing
