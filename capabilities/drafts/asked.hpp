// SPDX-License-Identifier: AGPL-3.0-or-later
// Asked (việc được giao): what one document asks of a body, for its plan to answer.
#pragma once

#include "capabilities/drafts/outline.hpp"
#include "capabilities/plans/plans.hpp"

#include <vector>

namespace kheo::drafts
{

struct Asked {
    tasks::Task task;
    tasks::Occurrence occurrence; // of what is asked each period the one that goes on
};

// All tasks of the task's document that the body is to answer for today, in the order of
// the document; not_found where that task is none of them.
Outcome<std::vector<Asked>> asked_of(acts::Reading const& reading, tasks::TaskId task, BodyId body);

// What the plan says of them: each with its product and term, and room for the way.
Known known_of(acts::Reading const& reading, std::vector<Asked> const& all, sheets::Heading heading);

} // namespace kheo::drafts
