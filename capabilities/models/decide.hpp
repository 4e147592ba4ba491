// SPDX-License-Identifier: AGPL-3.0-or-later
// The small steps of a model's life: submit, receive or return, publish,
// withdraw. Each is one transition, one permission, one act.
#pragma once

#include "capabilities/models/model.hpp"
#include "platform/forms/forms.hpp"
#include "platform/routes/row.hpp"

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

// Before the queue, for submit and publish: refuses private_data, with what was
// found in which field.
Outcome<DecideForm> without_private_data(routes::Before const& before, DecideForm const& form);

Outcome<acts::Recorded<Model>> submit(acts::Work& work, DecideForm const& form);
Outcome<acts::Recorded<Model>> receive(acts::Work& work, DecideForm const& form);
Outcome<acts::Recorded<Model>> give_back(acts::Work& work, DecideForm const& form);
Outcome<acts::Recorded<Model>> publish(acts::Work& work, DecideForm const& form);
Outcome<acts::Recorded<Model>> withdraw(acts::Work& work, DecideForm const& form);

// The same model for another year, in last year's words; edited afterwards.
struct KeepForm {
    ModelId model;
    std::int64_t version = 0;
    int year = 0;
    static std::span<forms::Rule const> rules();
};
BOOST_DESCRIBE_STRUCT(KeepForm, (), (model, version, year))
Outcome<acts::Recorded<Model>> keep(acts::Work& work, KeepForm const& form);

} // namespace kheo::models
