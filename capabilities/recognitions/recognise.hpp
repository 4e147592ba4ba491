// SPDX-License-Identifier: AGPL-3.0-or-later
// Recognise (công nhận): one decision for all models that the council proposed,
// all or none; and withdraw one of them, with a reason that is shown.
#pragma once

#include "capabilities/recognitions/recognition.hpp"
#include "platform/forms/forms.hpp"
#include "platform/routes/row.hpp"
#include "web/components.hpp"

#include <span>

namespace kheo::recognitions
{

struct RecogniseForm {
    rounds::RoundId round;
    std::string number;
    std::optional<Date> issued_on;
    std::string signer;
    std::optional<Level> level;
    std::vector<std::string> candidates; // "CANDIDATE-VERSION"
    std::vector<forms::File> scan;
    static std::span<forms::Rule const> rules();
};
BOOST_DESCRIBE_STRUCT(RecogniseForm, (), (round, number, issued_on, signer, level, candidates, scan))

struct PreparedDecision {
    RecogniseForm form;
    models::Evidence scan; // stored
};
Outcome<PreparedDecision> prepare_decision(routes::Before const& before, RecogniseForm const& form);
Outcome<acts::Recorded<Decision>> recognise(acts::Work& work, PreparedDecision const& prepared);
Outcome<routes::Page> show_recognise(routes::Reading& reading, forms::Sent const& sent,
                                     Problem const* problem);
std::span<forms::Rule const> recognise_query();

struct WithdrawForm {
    RecognitionId recognition;
    std::int64_t version = 0;
    std::string reason;
    static std::span<forms::Rule const> rules();
};
BOOST_DESCRIBE_STRUCT(WithdrawForm, (), (recognition, version, reason))
Outcome<WithdrawForm> with_public_reason(WithdrawForm const& form);
Outcome<acts::Recorded<Recognition>> withdraw(acts::Work& work, WithdrawForm const& form);
Outcome<routes::Page> show_withdraw(routes::Reading& reading, forms::Sent const& sent,
                                    Problem const* problem);

// What the template shows.
struct Proposed {
    std::string value;
    std::string title;
    std::string unit;
    std::string address;
    bool chosen = true;
};
struct RecognisePage {
    rounds::Round round;
    std::string body;
    std::vector<web::Field> fields;
    std::vector<Proposed> proposed;
    web::FormKeys keys;
    web::Errors errors;
};

} // namespace kheo::recognitions
