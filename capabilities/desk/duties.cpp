// SPDX-License-Identifier: AGPL-3.0-or-later
// What tasks leave on the desk: for a body what it owes, for whoever asked what
// to accept and who has not moved.
#include "capabilities/desk/desk.hpp"
#include "capabilities/matrix/matrix.hpp"

#include <algorithm>
#include <fmt/format.h>

namespace kheo::desk
{

namespace
{

std::string note_of(matrix::Duty const& duty, Date today)
{
    auto words = duty.supports ? std::string() : plans::words_of(duty.state, duty.due, today);
    if (auto const period = tasks::period_words(duty.period); !period.empty())
        words = period + (words.empty() ? "" : ": " + words);
    return words;
}

Item item_of(matrix::Duty const& duty, matrix::BodyId from, Date today)
{
    return {.title = duty.text,
            .url = duty.address(),
            .from = bodies::name_of(from, today) + ", " + duty.document,
            .note = note_of(duty, today),
            // What I owe is told by when it is due; what others sent, by how long it waits.
            .since = duty.state.waiting ? iso(duty.since) : "",
            .days = duty.state.waiting ? today.day - duty.since.day : 0,
            .demo = duty.demo};
}

void add(DeskView& view, Group group, std::vector<matrix::Duty> const& duties,
         matrix::BodyId matrix::Duty::* from, Date today)
{
    if (duties.empty())
        return;
    group.total = std::int64_t(duties.size());
    for (auto const& duty : duties)
        if (group.items.size() < most_items)
            group.items.push_back(item_of(duty, duty.*from, today));
    view.groups.push_back(std::move(group));
}

// What a body helps with, as long as it said nothing of its part.
void add_supported(DeskView& view, std::vector<matrix::Duty> duties, Date today)
{
    std::erase_if(duties, [](matrix::Duty const& duty) { return duty.state.begun; });
    add(view,
        {.name = "supported",
         .title = "Nhiệm vụ phối hợp, chưa ghi phần của mình",
         .all = "/can-bo/nhiem-vu"},
        duties, &matrix::Duty::assigner, today);
}

void add_watched(DeskView& view, std::vector<matrix::Watched> const& all, Date today)
{
    if (all.empty())
        return;
    auto group = Group{.name = "watched",
                       .title = "Nhiệm vụ theo dõi, có đơn vị quá hạn",
                       .items = {},
                       .total = std::int64_t(all.size()),
                       .all = "/can-bo/nhiem-vu/bang"};
    for (auto const& one : all)
        if (group.items.size() < most_items)
            group.items.push_back({.title = one.text,
                                   .url = one.address(),
                                   .from = bodies::name_of(one.assigner, today) + ", " + one.document,
                                   .note = fmt::format("{} quá hạn, {} chưa xong, trong {} phần việc",
                                                       one.late, one.open, one.all),
                                   .since = {},
                                   .demo = one.demo});
    view.groups.push_back(std::move(group));
}

} // namespace

void add_duties(acts::Reading const& reading, DeskView& view)
{
    auto const answers = reading.may(plans::may::answer_tasks, {});
    auto const accepts = reading.may(plans::may::accept_plans, {});
    if (!answers && !accepts)
        return;
    auto const duties = matrix::duties_of(reading);
    auto const today = reading.today();
    if (answers)
        add(view, {.name = "duties", .title = "Nhiệm vụ được giao, chưa xong", .all = "/can-bo/nhiem-vu"},
            duties.own, &matrix::Duty::assigner, today);
    if (answers)
        add_supported(view, duties.supported, today);
    if (accepts)
        add(view,
            {.name = "to_accept", .title = "Báo hoàn thành, chờ xác nhận", .all = "/can-bo/nhiem-vu/bang"},
            duties.to_accept, &matrix::Duty::body, today);
    if (accepts)
        add(view,
            {.name = "stuck",
             .title = "Quá hạn đã lâu, cần đôn đốc",
             .all = "/can-bo/nhiem-vu/bang?standing=open_late"},
            duties.stuck, &matrix::Duty::body, today);
    add_watched(view, duties.watched, today);
}

} // namespace kheo::desk
