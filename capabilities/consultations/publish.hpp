// SPDX-License-Identifier: AGPL-3.0-or-later
// The recognising body publishes the list that its council proposes, and may stop
// it with a reason that everybody reads.
#pragma once

#include "capabilities/consultations/consultation.hpp"
#include "platform/routes/row.hpp"

#include <span>
#include <string>

namespace kheo::consultations
{

struct PublishForm {
    RoundId round;
    int days = 0; // 0: as the rule says
    std::string note;
    static std::span<forms::Rule const> rules();
};
BOOST_DESCRIBE_STRUCT(PublishForm, (), (round, days, note))

struct StopForm {
    ConsultationId consultation;
    std::int64_t version = 0;
    std::string reason;
    static std::span<forms::Rule const> rules();
};
BOOST_DESCRIBE_STRUCT(StopForm, (), (consultation, version, reason))

Outcome<PublishForm> checked_publish(PublishForm const& form);
Outcome<StopForm> checked_stop(StopForm const& form);
Outcome<acts::Recorded<Consultation>> publish(acts::Work& work, PublishForm const& form);
Outcome<acts::Recorded<Consultation>> stop(acts::Work& work, StopForm const& form);
Outcome<routes::Page> show_publish(routes::Reading& reading, forms::Sent const& sent, Problem const* problem);
Outcome<routes::Page> show_stop(routes::Reading& reading, forms::Sent const& sent, Problem const* problem);
routes::After after(Consultation const& consultation);
std::span<forms::Rule const> round_query();

} // namespace kheo::consultations
