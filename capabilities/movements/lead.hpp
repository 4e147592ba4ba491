// SPDX-License-Identifier: AGPL-3.0-or-later
// The master body's part: launch a movement, change what is said of it, name the
// theme of a year.
#pragma once

#include "capabilities/movements/movement.hpp"
#include "platform/routes/row.hpp"

#include <optional>
#include <span>
#include <string>

namespace kheo::movements
{

struct MovementText {
    Kind kind = Kind::phong_trao;
    std::string name;
    int first_year = 0;
    int last_year = 0;
    std::string basis;
};
BOOST_DESCRIBE_STRUCT(MovementText, (), (kind, name, first_year, last_year, basis))

struct LaunchForm : MovementText {
    BodyId body;
    static std::span<forms::Rule const> rules();
};
BOOST_DESCRIBE_STRUCT(LaunchForm, (MovementText), (body))

struct ChangeForm : MovementText {
    MovementId movement;
    std::int64_t version = 0;
    static std::span<forms::Rule const> rules();
};
BOOST_DESCRIBE_STRUCT(ChangeForm, (MovementText), (movement, version))

struct ThemeForm {
    MovementId movement;
    Id<ThemeTag> instead_of;  // the year's theme as it was shown; none where it has none yet
    std::int64_t version = 0; // of that
    int year = 0;
    std::string theme;
    static std::span<forms::Rule const> rules();
};
BOOST_DESCRIBE_STRUCT(ThemeForm, (), (movement, instead_of, version, year, theme))

Outcome<LaunchForm> checked_launch(LaunchForm const& form);
Outcome<ChangeForm> checked_change(ChangeForm const& form);
Outcome<ThemeForm> checked_theme(ThemeForm const& form);

Outcome<acts::Recorded<Movement>> launch(acts::Work& work, LaunchForm const& form);
Outcome<acts::Recorded<Movement>> change(acts::Work& work, ChangeForm const& form);
Outcome<acts::Recorded<Theme>> set_theme(acts::Work& work, ThemeForm const& form);

Outcome<routes::Page> show_launch(routes::Reading& reading, forms::Sent const& sent, Problem const* problem);
Outcome<routes::Page> show_change(routes::Reading& reading, forms::Sent const& sent, Problem const* problem);
Outcome<routes::Page> show_theme(routes::Reading& reading, forms::Sent const& sent, Problem const* problem);
std::span<forms::Rule const> theme_query(); // which year is to be changed
routes::After after_movement(Movement const& movement);
routes::After after_theme(Theme const& theme);

} // namespace kheo::movements
