// SPDX-License-Identifier: AGPL-3.0-or-later
// Add a body to an area.
#pragma once

#include "capabilities/bodies/bodies.hpp"
#include "platform/forms/forms.hpp"

namespace kheo::bodies
{

struct AddForm {
    std::string code;
    std::string name;
    Line line = Line::khac;
    AreaId area;
    std::string area_code; // for those who have no id at hand: where `area` is not given
    BodyId superior;
    bool contact = false;
    Date valid_from;
    std::string decision;
    bool demo = false;
    static std::span<forms::Rule const> rules();
};
BOOST_DESCRIBE_STRUCT(AddForm, (),
                      (code, name, line, area, area_code, superior, contact, valid_from, decision, demo))

// Pure: refuses an unknown area, a superior that does not exist on that day,
// and a second đầu mối dân vận in one area.
Outcome<Body> added(AddForm const& form, Directory const& directory, areas::Atlas const& atlas);

Outcome<acts::Recorded<Body>> add(acts::Work& work, AddForm const& form);

Outcome<routes::Page> show_add(acts::Reading& reading, forms::Sent const& sent, Problem const* problem);
routes::After after_add(Body const& body);

} // namespace kheo::bodies
