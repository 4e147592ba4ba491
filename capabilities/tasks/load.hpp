// SPDX-License-Identifier: AGPL-3.0-or-later
// The doors to a task's row.
#pragma once

#include "capabilities/tasks/task.hpp"

namespace kheo::tasks
{

inline constexpr std::size_t most_of_document = 200;

// The task as this actor may see it; not_found otherwise.
Outcome<Task> load(acts::Reading const& reading, TaskId id);
// Many at once, those that these eyes see; in a few questions, however many they are.
std::map<TaskId, Task> load_all(Eyes& eyes, std::vector<TaskId> const& ids);
Outcome<Task> load_for_change(acts::Work const& work, acts::Permission permission, TaskId id,
                              std::int64_t version);
// In the order in which the document says them; dropped ones too. The caller asks
// Eyes what of it may be shown.
std::vector<Task> tasks_of(db::Connection& db, DocumentId document);
// All that is asked of anybody: not dropped, its document not withdrawn.
std::vector<Task> current_tasks(db::Connection& db);
// Of that what everybody may see.
std::vector<Task> open_tasks(db::Connection& db);
// The documents of the current tasks.
std::vector<Document> current_documents(db::Connection& db);
// The periods of which some body spoke already; "" of what is asked once.
std::vector<std::string> answered_periods(db::Connection& db, TaskId task);

acts::Recorded<Task> store(acts::Work& work, std::string_view act, Task const& task, acts::Note note = {});
acts::Recorded<Task> store_new(acts::Work& work, Task const& task);

// The newest act of a task that everybody may check; 0: none.
std::int64_t receipt_of(db::Connection& db, TaskId id);

} // namespace kheo::tasks
