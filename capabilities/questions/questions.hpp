// SPDX-License-Identifier: AGPL-3.0-or-later
// What other capabilities may use of questions.
#pragma once

#include "capabilities/questions/question.hpp"
#include "platform/acts/erasures.hpp"
#include "platform/acts/projection.hpp"

#include <span>
#include <vector>

namespace kheo::questions
{

std::span<routes::Row const> rows();
std::vector<acts::Projection> projections();
std::vector<acts::Erasable> erasables();

// Questions that this actor may answer, at most `most` of them.
voices::Waiting<Question> waiting(acts::Reading const& reading, std::size_t most);

// What the page of a model says: questions with their answers, and how to ask.
models::Told tell(acts::Reading& reading, Model const& model, models::Audience side);

} // namespace kheo::questions
