// SPDX-License-Identifier: AGPL-3.0-or-later
#include "capabilities/plans/load.hpp"

#include "capabilities/plans/fulfil.hpp"
#include "capabilities/plans/fulfil.sql.hpp"
#include "capabilities/plans/load.sql.hpp"
#include "capabilities/plans/plans.hpp"

#include <algorithm>
#include <array>

namespace kheo::plans
{

std::vector<acts::Projection> projections()
{
    return {acts::projection<Plan>("plan", sql::every_plan),
            acts::projection<Fulfilment>("fulfilment", sql::every_fulfilment)};
}

std::span<forms::Rule const> PartQuery::rules()
{
    static constexpr std::array<forms::Rule, 3> list{{
        {"task", "Nhiệm vụ", forms::Input::id, INT64_MAX, forms::Need::required},
        {"body", "Đơn vị", forms::Input::id, INT64_MAX, forms::Need::required},
        {"period", "Kỳ", forms::Input::line, 10},
    }};
    return list;
}

Outcome<Part> load_part(acts::Reading const& reading, PartQuery const& query)
{
    auto task = TRY(tasks::load(reading, query.task));
    auto part = Part{.task = std::move(task), .occurrence = {}, .body = {}, .plan = {}, .meant = {}};
    auto eyes = tasks::Eyes(reading);
    auto const* const body = bodies::directory()->on(query.body, reading.today());
    auto const occurrence =
        tasks::occurrence(tasks::due_of(part.task), query.period, reading.today(), workdays::calendar());
    if (!body || !occurrence)
        return refuse(kheo::problems::not_found);
    auto const leading = eyes.circle(part.task, tasks::Part::lead, *occurrence);
    auto reads = eyes.owns(query.body) || eyes.oversees(part.task);
    auto circle = leading;
    if (!leading.find(query.body)) {
        part.role = tasks::Part::support;
        circle = eyes.circle(part.task, tasks::Part::support, *occurrence);
        reads = reads || std::ranges::any_of(leading.meant,
                                             [&](tasks::Meant const& one) { return eyes.owns(one.body); });
    }
    auto const* const meant = circle.find(query.body);
    if (!meant || !reads)
        return refuse(kheo::problems::not_found);
    part.occurrence = *occurrence;
    part.body = *body;
    part.meant = *meant;
    part.plan = word_of(reading.db, part.task, query.period, *body);
    return part;
}

Plan word_of(db::Connection& db, Task const& task, std::string const& period, bodies::Body const& body)
{
    auto const said =
        db.one<Plan>(sql::plan_of, {{"task", task.id}, {"period", period}, {"body", body.body}});
    return said.value_or(
        Plan{.task = task.id, .period = period, .body = body.body, .area = body.area, .demo = task.demo});
}

namespace
{

Outcome<Part> load_for(acts::Work const& work, Side side, PartQuery const& query)
{
    auto part = TRY(load_part(work, query));
    auto const own = side == Side::unit ? work.may(may::answer_tasks, bodies::place(part.body))
                                        : work.may(may::accept_plans, tasks::place(part.task));
    if (!own)
        return refuse(kheo::problems::not_allowed);
    if (part.task.stage == tasks::Stage::dropped)
        return refuse(problems::task_dropped);
    if (!tasks::Eyes(work).stands(part.task))
        return refuse(problems::document_withdrawn);
    return part;
}

} // namespace

Outcome<Part> load_to_lead(acts::Work const& work, PartQuery const& query)
{
    auto part = TRY(load_for(work, Side::unit, query));
    if (part.role != tasks::Part::lead)
        return refuse(problems::supports_only);
    return part;
}

Outcome<Part> load_for_change(acts::Work const& work, Side side, PartQuery const& query, std::int64_t version)
{
    auto part = TRY(load_for(work, side, query));
    if (part.plan.version != version)
        return refuse(kheo::problems::changed_meanwhile, "Người khác");
    return part;
}

bool is_own_word(acts::Reading const& reading, Plan const& plan)
{
    if (plan.stage != Stage::submitted || reading.actor.kind != acts::ActorKind::person)
        return false;
    auto const said = acts::history(reading.db, "plan", plan.id.value);
    auto const last = std::ranges::find(said.rbegin(), said.rend(), std::string_view("plans.completed"),
                                        [](acts::Act const& act) { return std::string_view(act.kind); });
    return last != said.rend() && last->account == reading.actor.account;
}

void Said::add(Plan plan)
{
    auto key = Key{plan.task, plan.period, plan.body};
    all_.emplace(std::move(key), std::move(plan));
}

Said Said::of_task(db::Connection& db, TaskId task)
{
    auto said = Said();
    db.each<Plan>(sql::plans_of_task, {{"task", task}}, [&](Plan& plan) { said.add(std::move(plan)); });
    return said;
}

Said Said::of_document(db::Connection& db, DocumentId document)
{
    auto said = Said();
    db.each<Plan>(sql::plans_of_document, {{"document", document}},
                  [&](Plan& plan) { said.add(std::move(plan)); });
    return said;
}

Said Said::of_bodies(db::Connection& db, std::vector<BodyId> const& bodies)
{
    auto said = Said();
    for (auto const body : bodies)
        db.each<Plan>(sql::plans_of_body, {{"body", body}}, [&](Plan& plan) { said.add(std::move(plan)); });
    return said;
}

Said Said::of_public(db::Connection& db)
{
    auto said = Said();
    db.each<Plan>(sql::plans_of_public, {}, [&](Plan& plan) { said.add(std::move(plan)); });
    return said;
}

Said Said::of_all(db::Connection& db)
{
    auto said = Said();
    db.each<Plan>(sql::plans_of_current, {}, [&](Plan& plan) { said.add(std::move(plan)); });
    return said;
}

std::vector<DocumentId> Said::documents() const
{
    std::vector<DocumentId> all;
    for (auto const& [key, plan] : all_)
        if (plan.document)
            all.push_back(plan.document);
    return all;
}

Plan const* Said::find(TaskId task, std::string const& period, BodyId body) const
{
    auto const found = all_.find({task, period, body});
    return found == all_.end() ? nullptr : &found->second;
}

std::vector<Plan const*> Said::of(TaskId task, std::string const& period) const
{
    std::vector<Plan const*> list;
    for (auto at = all_.lower_bound({task, period, BodyId()});
         at != all_.end() && std::get<0>(at->first) == task && std::get<1>(at->first) == period; ++at)
        list.push_back(&at->second);
    return list;
}

State Said::state(Task const& task, tasks::Occurrence const& occurrence, tasks::Meant const& meant,
                  Date today) const
{
    std::vector<Plan const*> taken;
    for (auto const gone : meant.took_over)
        taken.push_back(find(task.id, occurrence.period, gone));
    auto const* const own = find(task.id, occurrence.period, meant.body);
    if (!meant.owes_itself)
        return state_of(occurrence.due, own, taken, today);
    // Who owes it itself is not excused by what others did whose part it took; only that
    // they spoke is told.
    auto state = state_of(occurrence.due, own, {}, today);
    state.inherited = !own && std::ranges::any_of(taken, [](Plan const* one) { return one != nullptr; });
    state.begun = state.begun || state.inherited;
    return state;
}

acts::Recorded<Plan> store(acts::Work& work, std::string_view act, Plan plan, acts::Note note)
{
    if (plan.version == 1) {
        plan.id = {work.draws.id()};
        work.db.run(sql::insert_plan, plan);
    } else
        ensure(work.db.run(sql::update_plan, plan) == 1, "a plan changed under its verb");
    return acts::append(work, act, std::move(plan), std::move(note));
}

} // namespace kheo::plans
