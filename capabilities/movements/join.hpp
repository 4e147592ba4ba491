// SPDX-License-Identifier: AGPL-3.0-or-later
// Join (thuộc phong trào): the owning body says to which movements a model
// belongs, all at once.
#pragma once

#include "capabilities/movements/movement.hpp"
#include "platform/routes/row.hpp"

#include <span>
#include <vector>

namespace kheo::movements
{

struct JoinForm {
    ModelId model;
    std::int64_t version = 0; // of what it belonged to when the form was shown
    std::vector<MovementId> movements;
    static std::span<forms::Rule const> rules();
};
BOOST_DESCRIBE_STRUCT(JoinForm, (), (model, version, movements))

struct Joined {
    ModelId model;
    std::vector<MovementId> movements;
};
BOOST_DESCRIBE_STRUCT(Joined, (), (model, movements))

Outcome<acts::Recorded<Joined>> join(acts::Work& work, JoinForm const& form);
Outcome<routes::Page> show_join(routes::Reading& reading, forms::Sent const& sent, Problem const* problem);
routes::After after_join(Joined const& joined);

// Movements that a model may belong to this year: those whose master body's area
// holds it.
std::vector<Movement> offered_to(acts::Reading const& reading, AreaId area);

// What the registration of a model shows and does of movements.
models::Movements for_registration();

} // namespace kheo::movements
