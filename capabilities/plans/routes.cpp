// SPDX-License-Identifier: AGPL-3.0-or-later
// Every way by which bodies answer a task, and by which that is accepted.
#include "capabilities/plans/answer.hpp"

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
    };
    return list;
}

} // namespace kheo::plans
