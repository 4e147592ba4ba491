// SPDX-License-Identifier: AGPL-3.0-or-later
#include "capabilities/matrix/work.hpp"

#include <algorithm>

namespace kheo::matrix
{

namespace
{

struct Teller {
    acts::Reading const& reading;
    tasks::Eyes eyes;
    std::map<BodyId, bool> answers;
    int patience;
    Duties duties;

    explicit Teller(acts::Reading const& given)
        : reading(given), eyes(given), answers(), patience(tasks::threshold("task_escalation")), duties()
    {
    }

    bool answers_for(BodyId id)
    {
        auto const [at, fresh] = answers.try_emplace(id, false);
        if (fresh)
            if (auto const* const body = bodies::directory()->on(id, reading.today()))
                at->second = is_own(*body) && reading.may(plans::may::answer_tasks, bodies::place(*body));
        return at->second;
    }

    // A post's own body, or one of the same commune. What a province's office may answer
    // for, below it, is still the work of those below.
    bool is_own(bodies::Body const& body) const
    {
        auto const held = bodies::directory();
        auto const atlas = areas::atlas();
        return std::ranges::any_of(reading.actor.posts, [&](acts::Post const& post) {
            auto const* const at = held->on({post.body}, reading.today());
            auto const* const area = at ? atlas->on(at->area, reading.today()) : nullptr;
            return at && (at->body == body.body || (area && areas::is_communal(area->kind) &&
                                                    atlas->within(body.area, at->area, reading.today())));
        });
    }

    void tell(Column const& column, tasks::Meant const& meant, plans::Said const& said, bool accepts)
    {
        auto const& [task, occurrence, circle] = column;
        auto const today = reading.today();
        auto const mine = answers_for(meant.body);
        if (!mine && !accepts)
            return;
        auto const state = said.state(task, occurrence, meant, today);
        auto duty = Duty{.task = task.id,
                         .text = task.text,
                         .period = occurrence.period,
                         .document = eyes.document_name(task),
                         .body = meant.body,
                         .assigner = task.body,
                         .due = occurrence.due,
                         .state = state,
                         .since = task.assigned_on,
                         .open = eyes.is_public(task),
                         .demo = task.demo};
        auto const open = state.standing == Standing::open_in_time || state.standing == Standing::open_late;
        if (auto const* const plan = said.find(task.id, occurrence.period, meant.body))
            duty.since = (state.waiting    ? plan->submitted_on
                          : state.returned ? plan->decided_on
                                           : std::nullopt)
                             .value_or(duty.since);
        if (accepts && state.waiting)
            duties.to_accept.push_back(duty);
        if (accepts && state.standing == Standing::open_late && occurrence.due &&
            workdays::calendar().between(*occurrence.due, today) > patience)
            duties.stuck.push_back(duty);
        if (mine && open)
            duties.own.push_back(std::move(duty));
    }

    // Whose part is to help, or to follow, while somebody who leads is not done.
    void tell_others(Column const& column, plans::Said const& said)
    {
        auto const& task = column.task;
        auto const helping = task.whom.find("support:") == std::string::npos ? std::vector<tasks::Meant>()
                                                                             : helping_of(column);
        auto const follows = task.whom.find("watch:") != std::string::npos && follows_it(column);
        if (helping.empty() && !follows)
            return;
        auto watched = Watched{.task = task.id,
                               .text = task.text,
                               .document = {},
                               .assigner = task.body,
                               .since = task.assigned_on,
                               .demo = task.demo};
        for (auto const& meant : column.circle.meant) {
            auto const standing = said.state(task, column.occurrence, meant, reading.today()).standing;
            ++watched.all;
            watched.open += standing >= Standing::open_in_time ? 1 : 0;
            watched.late += standing == Standing::open_late ? 1 : 0;
        }
        if (watched.open > 0)
            for (auto const& meant : helping)
                help(column, meant, said);
        if (follows && watched.late > 0) {
            watched.document = eyes.document_name(task);
            add(std::move(watched));
        }
    }

    void help(Column const& column, tasks::Meant const& meant, plans::Said const& said)
    {
        auto const& task = column.task;
        auto const* const plan = said.find(task.id, column.occurrence.period, meant.body);
        duties.supported.push_back({.task = task.id,
                                    .text = task.text,
                                    .period = column.occurrence.period,
                                    .document = eyes.document_name(task),
                                    .body = meant.body,
                                    .assigner = task.body,
                                    .due = column.occurrence.due,
                                    .state = {.begun = plan != nullptr},
                                    .since = task.assigned_on,
                                    .supports = true,
                                    .demo = task.demo});
    }

    // The reader's own bodies that help and do not lead.
    std::vector<tasks::Meant> helping_of(Column const& column)
    {
        auto circle = eyes.circle(column.task, tasks::Part::support, column.occurrence);
        std::erase_if(circle.meant, [&](tasks::Meant const& meant) {
            return !answers_for(meant.body) || column.circle.find(meant.body);
        });
        return circle.meant;
    }

    bool follows_it(Column const& column)
    {
        return std::ranges::any_of(eyes.circle(column.task, tasks::Part::watch, column.occurrence).meant,
                                   [&](tasks::Meant const& one) { return answers_for(one.body); });
    }

    // The periods of a task are one thing to look at.
    void add(Watched watched)
    {
        if (!duties.watched.empty() && duties.watched.back().task == watched.task) {
            auto& last = duties.watched.back();
            last.late += watched.late;
            last.open += watched.open;
            last.all += watched.all;
        } else {
            duties.watched.push_back(std::move(watched));
        }
    }
};

} // namespace

std::string Duty::address() const
{
    return "/can-bo/nhiem-vu/" + shown(task) + "/don-vi/" + shown(body) +
           (period.empty() ? "" : "?period=" + period);
}

std::string Watched::address() const
{
    return "/can-bo/nhiem-vu/bang?task=" + shown(task);
}

Kind kind_of(Duty const& duty, Date today, int soon_days)
{
    if (duty.supports)
        return Kind::support;
    if (duty.state.returned)
        return Kind::returned;
    if (duty.state.standing == Standing::open_late)
        return Kind::late;
    return duty.due && duty.due->day - today.day <= soon_days ? Kind::soon : Kind::open;
}

Duties duties_of(acts::Reading const& reading)
{
    return duties_of(reading, current_of(reading.db, Seen::by_officers));
}

Duties duties_of(acts::Reading const& reading, Current const& current)
{
    auto teller = Teller(reading);
    teller.eyes.know_current();
    auto const& said = current.said;
    for (auto const& column : columns_of(teller.eyes, current.tasks, reading.today())) {
        auto const accepts = reading.may(plans::may::accept_plans, tasks::place(column.task));
        for (auto const& meant : column.circle.meant)
            teller.tell(column, meant, said, accepts);
        teller.tell_others(column, said);
    }
    auto& duties = teller.duties;
    auto const soon = tasks::threshold("task_due_soon");
    auto const place = [](Duty const& duty) { return std::tuple(duty.task, duty.body, duty.period); };
    std::ranges::sort(duties.own, {}, [&](Duty const& duty) {
        return std::tuple(kind_of(duty, reading.today(), soon), duty.due.value_or(Date{INT32_MAX}),
                          place(duty));
    });
    std::ranges::sort(duties.supported, {}, [&](Duty const& duty) {
        return std::tuple(duty.state.begun, duty.due.value_or(Date{INT32_MAX}), place(duty));
    });
    std::ranges::sort(duties.watched, {},
                      [](Watched const& one) { return std::pair(-one.late, one.task.value); });
    std::ranges::sort(duties.to_accept, {},
                      [&](Duty const& duty) { return std::tuple(duty.since, place(duty)); });
    std::ranges::sort(duties.stuck, {},
                      [&](Duty const& duty) { return std::tuple(-duty.state.days_late, place(duty)); });
    return std::move(duties);
}

} // namespace kheo::matrix
