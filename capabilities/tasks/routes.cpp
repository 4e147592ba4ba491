// SPDX-License-Identifier: AGPL-3.0-or-later
// Every way by which tasks are assigned and change; `matrix` shows them.
#include "capabilities/tasks/assign.hpp"

#include <array>

namespace kheo::tasks
{

namespace
{

using may::assign_tasks;

routes::After after_change(Task const& task)
{
    return {"/can-bo/nhiem-vu/" + shown(task.id), "Đã lưu nhiệm vụ. Việc này đã được ghi lại."};
}

routes::After after_all(Assigned const& assigned)
{
    return {"/can-bo/van-ban/" + shown(assigned.document) + "/giao-viec",
            "Đã giao " + std::to_string(assigned.tasks) + " việc. Việc này đã được ghi lại."};
}

// The lines of the page are named after their place in the document, so they are
// read here and not by the rules of a form.
routes::Row lines_row()
{
    auto row = routes::form("/can-bo/van-ban/{document}/giao-viec", assign_tasks, show_assign,
                            AssignAllForm::rules());
    row.kind = routes::Kind::act;
    row.method = http::Method::post;
    row.read = {};
    row.form = show_assign;
    row.takes = json::describe<AssignAllForm>;
    row.act = [](routes::Before const& before, forms::Sent const& sent) -> Outcome<routes::Row::Verb> {
        auto const form = TRY(forms::decode<AssignAllForm>(sent));
        if (auto const may = may_assign(before, form.document); !may)
            return std::unexpected(may.error());
        auto const lines = TRY(lines_of(form, sent.values));
        std::vector<std::string> suffixes;
        for (auto const& line : taken_lines(sent.values))
            suffixes.push_back("-" + line);
        auto prepared = TRY(prepare_lines(before, lines, suffixes));
        auto const ready = std::make_shared<AssignPrepared const>(std::move(prepared));
        return
            [ready](routes::Work& work) { return routes::detail::done(assign_all(work, *ready), after_all); };
    };
    return row;
}

} // namespace

std::span<routes::Row const> rows()
{
    static std::array const list = {
        routes::form("/can-bo/van-ban/{document}/giao-viec", assign_tasks, show_assign,
                     AssignAllForm::rules()),
        lines_row(),
        routes::form("/can-bo/van-ban/{document}/giao-viec/them", assign_tasks, show_add,
                     AssignAllForm::rules()),
        routes::act("/can-bo/van-ban/{document}/giao-viec/them", "/api/v1/documents/{document}/tasks",
                    assign_tasks, prepare_assign, assign, after_change, show_add,
                    {.summary = "Giao một việc từ một văn bản"}),
        routes::form("/can-bo/nhiem-vu/{task}/sua", assign_tasks, show_change, TaskQuery::rules()),
        routes::act("/can-bo/nhiem-vu/{task}/sua", "/api/v1/tasks/{task}/change", assign_tasks,
                    prepare_change, change, after_change, show_change,
                    {.summary = "Sửa một nhiệm vụ, kèm lý do"}),
    };
    return list;
}

} // namespace kheo::tasks
