// SPDX-License-Identifier: AGPL-3.0-or-later
// What other capabilities may use of consultations.
#pragma once

#include "capabilities/consultations/consultation.hpp"
#include "capabilities/consultations/opinion.hpp"
#include "capabilities/consultations/publish.hpp"
#include "capabilities/consultations/view.hpp"
#include "platform/acts/erasures.hpp"
#include "platform/acts/projection.hpp"
#include "platform/routes/row.hpp"

#include <span>
#include <vector>

namespace kheo::consultations
{

std::span<routes::Row const> rows();
std::vector<acts::Projection> projections();
std::vector<acts::Erasable> erasables();

// Whether a decision that bears this day may recognise a candidate: its list has
// run to its end and everything said of it was answered; and there was a list
// where the level asks for one.
Outcome<void> may_decide(acts::Reading const& reading, rounds::Round const& round, CandidateId candidate,
                         rounds::Level level, Date issued_on);

// Opinions that this actor may answer, at most `most` of them.
voices::Waiting<Opinion> unread_opinions(acts::Reading const& reading, std::size_t most);

// What the page of a model says while its list is open to opinions.
models::Told tell(acts::Reading& reading, models::Model const& model, models::Audience side);

} // namespace kheo::consultations
