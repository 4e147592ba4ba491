// SPDX-License-Identifier: AGPL-3.0-or-later
// Begin a draft (soạn): from a record, with all that is known filled in.
#pragma once

#include "capabilities/drafts/load.hpp"
#include "platform/forms/forms.hpp"

#include <span>

namespace kheo::drafts
{

struct BeginForm {
    Kind kind = Kind::plan;
    BodyId body; // that issues it; the one of the post where none is named
    Signing signing = Signing::head;
    Origin origin = Origin::nothing;
    OriginId of;
    int year = 0; // of the summary
    std::optional<Date> as_of;
    AreaId area;
    static std::span<forms::Rule const> rules();
};
BOOST_DESCRIBE_STRUCT(BeginForm, (), (kind, body, signing, origin, of, year, as_of, area))

// Reads the record, before the queue.
Outcome<Draft> prepare_begin(routes::Before const& before, BeginForm const& form);
Outcome<routes::Kept> begin(acts::Work& work, Draft const& prepared);
Outcome<routes::Page> show_begin(routes::Reading& reading, forms::Sent const& sent, Problem const* problem);

} // namespace kheo::drafts
