// SPDX-License-Identifier: AGPL-3.0-or-later
// The small steps of a model's life: submit, receive or return, publish,
// withdraw. Each is one transition, one permission, one act.
#pragma once

#include "capabilities/models/model.hpp"
#include "platform/forms/forms.hpp"
#include "platform/routes/row.hpp"

#include "web/components.hpp"

#include <span>
#include <string>
#include <vector>

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

// Before the queue, for receive: the same where the model is public, since all read
// its words once they are received.
Outcome<DecideForm> receivable(routes::Before const& before, DecideForm const& form);

// Before the queue, for return and withdraw: the reason is read by people outside.
Outcome<DecideForm> with_public_reason(routes::Before const& before, DecideForm const& form);

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

// One step for many models, all or none, each with its own act.
enum class ManyStep { receive, publish };
BOOST_DESCRIBE_ENUM(ManyStep, receive, publish)
inline constexpr std::size_t most_at_once = 50;

struct ManyForm {
    ManyStep step = ManyStep::receive;
    std::vector<std::string> models; // "ID-VERSION", as they were shown
    static std::span<forms::Rule const> rules();
};
BOOST_DESCRIBE_STRUCT(ManyForm, (), (step, models))

// Refuses more than most_at_once; and private_data, with each model in which
// something was found that people outside would read.
Outcome<ManyForm> without_private_data_in_any(routes::Before const& before, ManyForm const& form);
// The record of the last one.
Outcome<acts::Recorded<Model>> decide_many(acts::Work& work, ManyForm const& form);

struct ManyItem {
    std::string value;
    std::string title;
    std::string url;
    std::string unit;
    std::string since;
    bool chosen = false;
};
struct ManyPage {
    ManyStep step = ManyStep::receive;
    std::int64_t total = 0;
    std::vector<ManyItem> items; // those that wait longest, most_at_once at the most
    web::FormKeys keys;
    web::Errors errors;
};
// Those that wait, to be ticked. Its query names the step.
Outcome<routes::Page> show_many(routes::Reading& reading, forms::Sent const& sent, Problem const* problem);

} // namespace kheo::models
