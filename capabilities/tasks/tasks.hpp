// SPDX-License-Identifier: AGPL-3.0-or-later
// What other capabilities may use of tasks.
#pragma once

#include "capabilities/tasks/load.hpp"
#include "capabilities/tasks/task.hpp"
#include "platform/acts/projection.hpp"
#include "platform/routes/row.hpp"

#include <span>
#include <vector>

namespace kheo::tasks
{

std::span<routes::Row const> rows();
// Which rows `kheo check` compares with their acts.
std::vector<acts::Projection> projections();

struct TaskQuery {
    TaskId task;
    static std::span<forms::Rule const> rules();
};
BOOST_DESCRIBE_STRUCT(TaskQuery, (), (task))

struct DropForm {
    TaskId task;
    std::int64_t version = 0;
    std::string reason;
    static std::span<forms::Rule const> rules();
};
BOOST_DESCRIBE_STRUCT(DropForm, (), (task, version, reason))

// Takes a task back, with the reason; its page is the matrix's.
Outcome<acts::Recorded<Task>> drop(acts::Work& work, DropForm const& form);

} // namespace kheo::tasks
