// SPDX-License-Identifier: AGPL-3.0-or-later
#include "capabilities/tasks/load.hpp"

#include "capabilities/tasks/load.sql.hpp"
#include "capabilities/tasks/tasks.hpp"

namespace kheo::tasks
{

namespace
{

bool is_read_by_all(db::Connection& db, std::int64_t id)
{
    return db.one<std::int64_t>(sql::task_in_public, {{"id", id}}).has_value();
}

} // namespace

std::vector<acts::Projection> projections()
{
    return {acts::projection<Task>("task", sql::every_task, is_read_by_all, "/nhiem-vu/")};
}

Outcome<Task> load(acts::Reading const& reading, TaskId id)
{
    auto task = reading.db.one<Task>(sql::task_by_id, {{"id", id}});
    if (!task || !Eyes(reading).sees(*task))
        return refuse(kheo::problems::not_found);
    return *task;
}

std::map<TaskId, Task> load_all(Eyes& eyes, std::vector<TaskId> const& ids)
{
    std::map<TaskId, Task> seen;
    if (ids.empty())
        return seen;
    auto const all = eyes.reading().db.all<Task>(sql::tasks_by_ids, {{"ids", list_of(ids)}});
    eyes.know(all);
    for (auto const& one : all)
        if (eyes.sees(one))
            seen.emplace(one.id, one);
    return seen;
}

Outcome<Task> load_for_change(acts::Work const& work, acts::Permission permission, TaskId id,
                              std::int64_t version)
{
    auto task = TRY(load(work, id));
    if (!work.may(permission, place(task)))
        return refuse(kheo::problems::not_allowed);
    if (task.version != version)
        return refuse(kheo::problems::changed_meanwhile, "Người khác");
    return task;
}

std::vector<Task> tasks_of(db::Connection& db, DocumentId document)
{
    return db.all<Task>(sql::tasks_of_document, {{"document", document}});
}

std::vector<Task> current_tasks(db::Connection& db)
{
    return db.all<Task>(sql::current_tasks);
}

std::vector<Task> open_tasks(db::Connection& db)
{
    return db.all<Task>(sql::open_tasks);
}

std::vector<Document> current_documents(db::Connection& db)
{
    return db.all<Document>(sql::current_documents);
}

std::vector<std::string> answered_periods(db::Connection& db, TaskId task)
{
    return db.all<std::string>(sql::answered_periods, {{"task", task}});
}

acts::Recorded<Task> store(acts::Work& work, std::string_view act, Task const& task, acts::Note note)
{
    ensure(work.db.run(sql::update_task, task) == 1, "a task changed under its verb");
    return acts::append(work, act, task, std::move(note));
}

acts::Recorded<Task> store_new(acts::Work& work, Task const& task)
{
    work.db.run(sql::insert_task, task);
    return acts::append(work, "tasks.assigned", task);
}

std::int64_t receipt_of(db::Connection& db, TaskId id)
{
    return db.one<std::int64_t>(sql::newest_open_act, {{"id", id}}).value_or(0);
}

} // namespace kheo::tasks
