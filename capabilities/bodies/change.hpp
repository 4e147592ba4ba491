// SPDX-License-Identifier: AGPL-3.0-or-later
// Change a body from a day on: another name, superior, or whether it is the
// đầu mối dân vận; and end it. What was stays as a period of its own.
#pragma once

#include "capabilities/bodies/bodies.hpp"
#include "platform/forms/forms.hpp"

#include <optional>
#include <vector>

namespace kheo::bodies
{

struct ChangeForm {
    BodyPeriodId period; // the newest of its body
    std::int64_t version = 0;
    std::string name;
    BodyId superior;
    bool contact = false;
    std::optional<Date> day; // today where none is given
    std::string decision;
    static std::span<forms::Rule const> rules();
};
BOOST_DESCRIBE_STRUCT(ChangeForm, (), (period, version, name, superior, contact, day, decision))

struct EndForm {
    BodyPeriodId period; // the newest of its body
    std::int64_t version = 0;
    std::optional<Date> day; // the first without it; today where none is given
    BodyId successor;        // takes its open work; by the rule where none is named
    std::string decision;
    static std::span<forms::Rule const> rules();
};
BOOST_DESCRIBE_STRUCT(EndForm, (), (period, version, day, successor, decision))

// The same by the codes of today, as an operator knows them.
struct EndByCodeForm {
    std::string code;
    std::optional<Date> day;
    std::string successor_code;
    std::string decision;
    static std::span<forms::Rule const> rules();
};
BOOST_DESCRIBE_STRUCT(EndByCodeForm, (), (code, day, successor_code, decision))

// The period that ends and the one that follows it; without the first, the
// second is a correction of the period itself.
struct Step {
    std::optional<Body> ended;
    Body begun; // without id where it is new
};

// Pure. The first step is the body's own; where it becomes the đầu mối, the
// second is that of the body which was.
Outcome<std::vector<Step>> changed(Body const& old, ChangeForm const& form, Date today,
                                   Directory const& directory);
Outcome<Body> ended(Body body, Date day, Directory const& directory);
// Pure. The period that names who takes its open work (see successor_of); nothing
// where none is named and the rule finds one, or nobody else is there.
Outcome<std::optional<Body>> handed_on(Body const& last, BodyId successor, Directory const& directory,
                                       areas::Atlas const& atlas);

Outcome<acts::Recorded<Body>> change(acts::Work& work, ChangeForm const& form);
Outcome<acts::Recorded<Body>> end(acts::Work& work, EndForm const& form);
Outcome<acts::Recorded<Body>> end_by_code(acts::Work& work, EndByCodeForm const& form);

Outcome<routes::Page> show_change(acts::Reading& reading, forms::Sent const& sent, Problem const* problem);
Outcome<routes::Page> show_end(acts::Reading& reading, forms::Sent const& sent, Problem const* problem);
routes::After after_change(Body const& body);
routes::After after_end(Body const& body);

} // namespace kheo::bodies
