// SPDX-License-Identifier: AGPL-3.0-or-later
// Told of a model: which tasks it is said to fulfil, of those the reader may know.
#pragma once

#include "capabilities/plans/plans.hpp"

#include <string>
#include <vector>

namespace kheo::plans
{

struct TaskOfModel {
    TaskId task;
    std::string text;
    std::string url;
    std::string document; // its name, with what kind of source it is
    std::string source;   // "press" where the task is read from a press text
    BodyId body;          // that says so
    std::string body_name;
};
BOOST_DESCRIBE_STRUCT(TaskOfModel, (), (task, text, url, document, source, body, body_name))
struct ModelTasks {
    std::vector<TaskOfModel> items;
};
BOOST_DESCRIBE_STRUCT(ModelTasks, (), (items))

// Everybody is told of tasks of public documents alone, and of a public model; officers
// of tasks they may see. That there are others nobody learns.
ModelTasks tasks_of_model(acts::Reading const& reading, models::Model const& model, Reader reader);
Outcome<ModelTasks> view_tasks_of(acts::Reading& reading, models::ModelQuery const& query);

} // namespace kheo::plans
