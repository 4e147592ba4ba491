// SPDX-License-Identifier: AGPL-3.0-or-later
// The small steps of a model's life: submit, receive or return, publish,
// withdraw. Each is one transition, one permission, one act.
#pragma once

#include "capabilities/models/model.hpp"
#include "platform/forms/forms.hpp"

#include <span>

namespace kheo::models
{

struct DecideForm {
    ModelId model;
    std::int64_t version = 0; // the one that was shown
    std::string reason;
    static std::span<forms::Rule const> rules();
};
BOOST_DESCRIBE_STRUCT(DecideForm, (), (model, version, reason))

Outcome<acts::Recorded<Model>> submit(acts::Work& work, DecideForm const& form);
Outcome<acts::Recorded<Model>> receive(acts::Work& work, DecideForm const& form);
Outcome<acts::Recorded<Model>> give_back(acts::Work& work, DecideForm const& form);
Outcome<acts::Recorded<Model>> publish(acts::Work& work, DecideForm const& form);
Outcome<acts::Recorded<Model>> withdraw(acts::Work& work, DecideForm const& form);

} // namespace kheo::models
