// SPDX-License-Identifier: AGPL-3.0-or-later
// Assign (giao việc): a person confirms, corrects, adds or leaves out what a
// document's text proposes as tasks; and changes or takes back a task later.
#pragma once

#include "capabilities/tasks/form.hpp"

namespace kheo::tasks
{

// The record as far as the form says it; the verb adds who assigns and when.
struct AssignPrepared {
    DocumentId document;
    std::vector<Task> tasks;
};
struct ChangePrepared {
    ChangeForm form;
    Task next;
};
// Whether this actor may assign what this document asks: one question for the
// page, for what comes before the queue, and for the verb.
bool may_assign_at(acts::Reading const& reading, Document const& document);
// Refuses before anything of the lines is looked at.
Outcome<void> may_assign(routes::Before const& before, DocumentId document);
Outcome<AssignPrepared> prepare_lines(routes::Before const& before, std::vector<AssignForm> const& forms,
                                      std::vector<std::string> const& suffixes);
Outcome<AssignPrepared> prepare_assign(routes::Before const& before, AssignForm const& form);
Outcome<ChangePrepared> prepare_change(routes::Before const& before, ChangeForm const& form);

Outcome<acts::Recorded<Task>> assign(acts::Work& work, AssignPrepared const& prepared);
struct Assigned {
    DocumentId document;
    std::int64_t tasks = 0;
};
BOOST_DESCRIBE_STRUCT(Assigned, (), (document, tasks))
Outcome<acts::Recorded<Assigned>> assign_all(acts::Work& work, AssignPrepared const& prepared);
Outcome<acts::Recorded<Task>> change(acts::Work& work, ChangePrepared const& prepared);

Outcome<routes::Page> show_assign(routes::Reading& reading, forms::Sent const& sent, Problem const* problem);
Outcome<routes::Page> show_add(routes::Reading& reading, forms::Sent const& sent, Problem const* problem);
Outcome<routes::Page> show_change(routes::Reading& reading, forms::Sent const& sent, Problem const* problem);

} // namespace kheo::tasks
