// SPDX-License-Identifier: AGPL-3.0-or-later
// What a sentence of a document proposes about a task: whom it is for and by when,
// for a person to look at. Nothing is filled by guess.
#pragma once

#include "capabilities/tasks/form.hpp"

namespace kheo::tasks
{

// The groups that the words name, of those data/registers/task-assignees.csv
// lists; the longest words first, so that "UBND các xã" is not "các xã" too.
std::vector<Group> groups_in(std::string_view words);

// "trong thời hạn 10 ngày làm việc", "hằng quý", "mỗi 6 tháng"; kind none where
// the words say no term.
DueRule term_in(std::string_view words);

// One task that the text proposes, as somebody would have typed it. A body that the
// words name is looked up as it stands today; marks and case forgiven.
forms::Values values_of(documents::ProposedTask const& proposed, Document const& document, Date today);
// As a form to change it begins: bodies by their codes, also of those that are gone.
forms::Values values_of(Task const& task);

} // namespace kheo::tasks
