// SPDX-License-Identifier: AGPL-3.0-or-later
// Every way by which bodies answer a task, and by which that is accepted.
#include "capabilities/plans/answer.hpp"
#include "capabilities/plans/point.hpp"
#include "capabilities/plans/told.hpp"

#include <array>

namespace kheo::plans
{

namespace
{

using may::accept_plans;
using may::answer_tasks;

routes::After after(Plan const& plan)
{
    return {"/can-bo/nhiem-vu/" + shown(plan.task) + "/don-vi/" + shown(plan.body) +
                (plan.period.empty() ? "" : "?period=" + plan.period),
            "Đã lưu. Việc này đã được ghi lại."};
}

routes::After after_pointing(Fulfilment const& fulfilment)
{
    return {"/can-bo/nhiem-vu/" + shown(fulfilment.task) + "/don-vi/" + shown(fulfilment.body) +
                (fulfilment.period.empty() ? "" : "?period=" + fulfilment.period) + "#dap-ung",
            fulfilment.removed ? "Đã gỡ. Việc này đã được ghi lại."
                               : "Đã ghi mục đáp ứng. Việc này đã được ghi lại."};
}

Outcome<Plan> view_plan(acts::Reading& reading, PartQuery const& query)
{
    auto part = TRY(load_part(reading, query));
    return std::move(part.plan);
}

} // namespace

std::span<routes::Row const> rows()
{
    static std::array const list = {
        routes::form("/can-bo/nhiem-vu/{task}/don-vi/{body}", tasks::may::see_tasks, show_part,
                     PartQuery::rules()),
        routes::read<PartQuery, Plan>({}, "/api/v1/tasks/{task}/plans/{body}", tasks::may::see_tasks,
                                      view_plan, nullptr,
                                      {.summary = "Một đơn vị đã trả lời một nhiệm vụ thế nào"}),
        routes::act("/can-bo/nhiem-vu/{task}/don-vi/{body}/ke-hoach",
                    "/api/v1/tasks/{task}/plans/{body}/promise", answer_tasks, promise, after, show_part,
                    {.summary = "Gửi kế hoạch của đơn vị"}),
        routes::act("/can-bo/nhiem-vu/{task}/don-vi/{body}/tien-do",
                    "/api/v1/tasks/{task}/plans/{body}/report", answer_tasks, report, after, show_part,
                    {.summary = "Báo tiến độ, kèm minh chứng"}),
        routes::act("/can-bo/nhiem-vu/{task}/don-vi/{body}/hoan-thanh",
                    "/api/v1/tasks/{task}/plans/{body}/complete", answer_tasks, complete, after, show_part,
                    {.summary = "Báo hoàn thành, theo ngày ghi trên văn bản"}),
        routes::act("/can-bo/nhiem-vu/{task}/don-vi/{body}/dong-y",
                    "/api/v1/tasks/{task}/plans/{body}/accept", accept_plans, accept, after, show_part,
                    {.summary = "Xác nhận một đơn vị đã hoàn thành"}),
        routes::act("/can-bo/nhiem-vu/{task}/don-vi/{body}/tra-lai",
                    "/api/v1/tasks/{task}/plans/{body}/return", accept_plans, give_back, after, show_part,
                    {.summary = "Trả lại để làm tiếp, kèm lý do"}),
        routes::read<PartQuery, FulfilledView>(
            {}, "/api/v1/tasks/{task}/plans/{body}/fulfilments", tasks::may::see_tasks, view_fulfilled,
            nullptr, {.summary = "Mô hình, văn bản, cuộc họp mà một đơn vị ghi là đáp ứng nhiệm vụ"}),
        routes::act("/can-bo/nhiem-vu/{task}/don-vi/{body}/dap-ung",
                    "/api/v1/tasks/{task}/plans/{body}/fulfilments", answer_tasks, point, after_pointing,
                    show_part, {.summary = "Ghi một mô hình hoặc văn bản đáp ứng nhiệm vụ"}),
        routes::act("/can-bo/nhiem-vu/{task}/don-vi/{body}/go-dap-ung",
                    "/api/v1/tasks/{task}/plans/{body}/fulfilments/remove", tasks::may::see_tasks, unpoint,
                    after_pointing, show_part, {.summary = "Gỡ một mục đáp ứng, kèm lý do"}),
        routes::read<models::ModelQuery, ModelTasks>(
            {}, "/api/v1/models/{model}/tasks", routes::anyone, view_tasks_of, nullptr,
            {.summary = "Nhiệm vụ mà một mô hình đáp ứng, trong những nhiệm vụ người hỏi được xem"}),
    };
    return list;
}

} // namespace kheo::plans
