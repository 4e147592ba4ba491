// SPDX-License-Identifier: AGPL-3.0-or-later
#include "capabilities/plans/told.hpp"

#include "capabilities/plans/told.html.hpp"

#include <algorithm>

namespace kheo::plans
{

namespace
{

// Whose part a pointer stands at today: of the body that wrote it or its successor;
// nothing where the task is not its any more.
std::optional<BodyId> part_of(acts::Reading const& reading, tasks::Eyes& eyes, tasks::Task const& task,
                              Fulfilment const& one)
{
    auto const occurrence =
        tasks::occurrence(tasks::due_of(task), one.period, reading.today(), workdays::calendar());
    if (!occurrence)
        return std::nullopt;
    auto const circle = eyes.circle(task, tasks::Part::lead, *occurrence);
    auto const at = std::ranges::find_if(circle.meant, [&](tasks::Meant const& meant) {
        return meant.body == one.body ||
               std::ranges::find(meant.took_over, one.body) != meant.took_over.end();
    });
    return at == circle.meant.end() ? std::nullopt : std::optional(at->body);
}

} // namespace

ModelTasks tasks_of_model(acts::Reading const& reading, models::Model const& model, Reader reader)
{
    auto told = ModelTasks();
    if (model.stage == models::Stage::withdrawn || (reader == Reader::everybody && !model.published))
        return told;
    // Also of what is not shown: a page made without it must go when it may be.
    for (auto const document : documents_behind(reading.db, model.id))
        reading.reads("document/" + shown(document));
    auto eyes = tasks::Eyes(reading);
    auto const all = fulfilled_by(reading.db, model.id);
    std::vector<TaskId> pointed;
    for (auto const& one : all)
        pointed.push_back(one.task);
    auto const seen = tasks::load_all(eyes, pointed);
    for (auto const& one : all) {
        reading.reads("task/" + shown(one.task));
        auto const at = seen.find(one.task);
        if (at == seen.end() || !eyes.stands(at->second))
            continue;
        auto const* const task = &at->second;
        auto const press = eyes.document_of(*task).source == documents::Source::press;
        if (press) // its original may come, or be narrowed
            reading.reads("documents");
        auto const part = part_of(reading, eyes, *task, one);
        if (!part)
            continue;
        // What a body wrote is read by itself and by who asked.
        auto const reads = reader == Reader::officers && (eyes.owns(*part) || eyes.oversees(*task));
        if (!reads && !eyes.is_public(*task))
            continue;
        auto url = (reader == Reader::everybody ? "/nhiem-vu/" : "/can-bo/nhiem-vu/") + shown(one.task);
        if (reads)
            url += "/don-vi/" + shown(*part) + (one.period.empty() ? "" : "?period=" + one.period);
        told.items.push_back({.task = one.task,
                              .text = task->text,
                              .url = std::move(url),
                              .document = eyes.document_name(*task),
                              .source = press ? "press" : "",
                              .body = one.body,
                              .body_name = bodies::name_of(one.body, reading.today())});
    }
    return told;
}

Outcome<ModelTasks> view_tasks_of(acts::Reading& reading, models::ModelQuery const& query)
{
    auto const model = TRY(models::load(reading, query.model));
    auto const inside = reading.may(tasks::may::see_tasks, {});
    return tasks_of_model(reading, model, inside ? Reader::officers : Reader::everybody);
}

models::Told tell(acts::Reading& reading, models::Model const& model, models::Audience side)
{
    auto const tasks = tasks_of_model(
        reading, model, side == models::Audience::office ? Reader::officers : Reader::everybody);
    auto told = models::Told();
    if (!tasks.items.empty())
        told.main = tasks_told(tasks);
    return told;
}

} // namespace kheo::plans
