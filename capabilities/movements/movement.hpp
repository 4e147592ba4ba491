// SPDX-License-Identifier: AGPL-3.0-or-later
// Movement (phong trào, cuộc vận động): launched by a master body for some years,
// with a theme for each year (chủ đề năm). A model belongs to several.
#pragma once

#include "capabilities/models/models.hpp"

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace kheo::movements
{

using areas::AreaId;
using bodies::BodyId;
using models::Model;
using models::ModelId;
using models::MovementId;

enum class Kind { phong_trao, cuoc_van_dong };
BOOST_DESCRIBE_ENUM(Kind, phong_trao, cuoc_van_dong)
std::string_view label(Kind kind); // Phong trào

struct Movement {
    MovementId id;
    std::int64_t version = 1;
    Kind kind = Kind::phong_trao;
    std::string name;
    BodyId body; // that leads it and reads its summary
    AreaId area;
    int first_year = 0;
    int last_year = 0; // 0: it goes on
    std::string basis; // the paper that launched it
    bool demo = false;
};
BOOST_DESCRIBE_STRUCT(Movement, (), (id, version, kind, name, body, area, first_year, last_year, basis, demo))

// What one year is about.
struct Theme {
    Id<struct ThemeTag> id;
    std::int64_t version = 1;
    MovementId movement;
    int year = 0;
    std::string theme;
    BodyId body;
    AreaId area;
    bool demo = false;
};
BOOST_DESCRIBE_STRUCT(Theme, (), (id, version, movement, year, theme, body, area, demo))

// That a model belongs to it, from a year on; one that left keeps its record.
struct Membership {
    Id<struct MembershipTag> id;
    std::int64_t version = 1;
    ModelId model;
    MovementId movement;
    BodyId body; // of the model
    AreaId area;
    int since_year = 0;
    bool gone = false;
    bool opened = false;
    bool demo = false;
};
BOOST_DESCRIBE_STRUCT(Membership, (),
                      (id, version, model, movement, body, area, since_year, gone, opened, demo))

inline std::string_view object_kind(Movement const&)
{
    return "movement";
}
inline std::string_view object_kind(Theme const&)
{
    return "theme";
}
inline std::string_view object_kind(Membership const&)
{
    return "membership";
}
template <class T>
    requires std::same_as<T, Movement> || std::same_as<T, Theme> || std::same_as<T, Membership>
acts::Place place(T const& record)
{
    return {record.area.value, record.body.value};
}
inline acts::Visibility visibility(Movement const&)
{
    return acts::Visibility::open;
}
inline acts::Visibility visibility(Theme const&)
{
    return acts::Visibility::open;
}
inline acts::Visibility visibility(Membership const& membership)
{
    return membership.opened ? acts::Visibility::open : acts::Visibility::internal;
}
inline std::string topics(Movement const& movement)
{
    return "movements movement/" + shown(movement.id);
}
inline std::string topics(Theme const& theme)
{
    return "movements movement/" + shown(theme.movement);
}
inline std::string topics(Membership const& membership)
{
    return "movement/" + shown(membership.movement) + " model/" + shown(membership.model) + " models";
}

// Pure. Whether it goes on in that year.
bool holds_in(Movement const& movement, int year);
// "2021–2025", "từ 2021".
std::string years_of(Movement const& movement);
// Pure. Which memberships change where the model is to belong to `wanted` and no
// others: those to store, each under its next version. `since` is the year in
// which a new one begins.
std::vector<Membership> changes(std::vector<Membership> const& now, std::vector<MovementId> const& wanted,
                                Model const& model, int since);
// Grows with every change of what a model belongs to.
std::int64_t version_of(std::vector<Membership> const& now);

// All of them, by name; there are few.
std::vector<Movement> all_movements(db::Connection& db);
std::optional<Movement> movement_of(db::Connection& db, MovementId id);
std::vector<Theme> themes_of(db::Connection& db, MovementId id); // newest year first
std::vector<Membership> memberships_of(db::Connection& db, ModelId model);
acts::Recorded<Movement> store(acts::Work& work, std::string_view act, Movement movement);
acts::Recorded<Theme> store(acts::Work& work, Theme theme);
acts::Recorded<Membership> store(acts::Work& work, Membership membership);

struct MovementQuery {
    MovementId movement;
    static std::span<forms::Rule const> rules();
};
BOOST_DESCRIBE_STRUCT(MovementQuery, (), (movement))

namespace may
{
inline constexpr acts::Permission lead_movements{"movements.lead"}; // at the master body
inline constexpr acts::Permission join_movements{"movements.join"}; // at the model
} // namespace may

namespace problems
{
inline constexpr Refusal same_name{"movements.same_name", 409,
                                   "Đơn vị này đã có phong trào, cuộc vận động tên như vậy."};
inline constexpr Refusal years_turned{"movements.years_turned", 422,
                                      "Năm kết thúc: không thể trước năm bắt đầu."};
inline constexpr Refusal outside_years{"movements.outside_years", 422,
                                       "Năm này phong trào chưa bắt đầu hoặc đã kết thúc."};
inline constexpr Refusal has_theme{"movements.has_theme", 409,
                                   "Năm này đã có chủ đề. Xin mở chủ đề của năm đó để sửa."};
inline constexpr Refusal no_such_movement{
    "movements.no_such_movement", 422, "Không có phong trào này, hoặc nơi này không thuộc phạm vi của nó."};
inline constexpr Refusal nothing_changed{"movements.nothing_changed", 422,
                                         "Chưa có gì thay đổi so với bản đang lưu."};
} // namespace problems

} // namespace kheo::movements
