// SPDX-License-Identifier: AGPL-3.0-or-later
#include "capabilities/tasks/assign.hpp"

#include "capabilities/tasks/problems.hpp"
#include "platform/text/text.hpp"

#include <algorithm>
#include <sstream>
#include <tuple>

namespace kheo::tasks
{

namespace
{

// What a task is made from: its document as the actor sees it, and its words.
struct Ground {
    Document document;
    std::string words; // tidied
    Date today;
    bool allowed = false;   // to assign
    std::vector<Whom> whom; // of the task that is changed: who is left in it as they stood, stays
};

// Of those that the task names already, the one that this line leaves as it stood; also one
// that is gone, whose code another may bear today.
std::optional<Whom> left_in(Ground const& ground, Part part, std::string_view line)
{
    auto const held = bodies::directory();
    for (auto const& one : ground.whom) {
        auto const* const body = one.group ? nullptr : held->newest(one.body);
        if (body && one.part == part &&
            (body->code == line || (body->name == line && held->by_name(line, ground.today).empty())))
            return one;
    }
    return std::nullopt;
}

// One body by its code or name, in today's area of whoever assigns.
Outcome<bodies::Body const*> named_body(std::string const& line, Ground const& ground)
{
    auto const held = bodies::directory();
    auto const atlas = areas::atlas();
    auto const* body = held->by_code(line, ground.today);
    auto const named = body ? std::vector<bodies::Body const*>() : held->by_name(line, ground.today);
    if (named.size() > 1)
        return refuse(problems::several_bodies, line);
    if (!named.empty())
        body = named.front();
    auto const area = atlas->area_today(ground.document.area, ground.today);
    if (!body || (area && !atlas->within(body->area, area, ground.today)))
        return refuse(problems::no_such_body, line);
    return body;
}

// Whether the body that assigns may make this one answer for it; the operator's own may.
bool leads(Ground const& ground, Whom const& one)
{
    auto const held = bodies::directory();
    auto const* const asking = held->newest(ground.document.body);
    if (one.part != Part::lead || !asking || std::ranges::find(ground.whom, one) != ground.whom.end())
        return true;
    if (one.group)
        return may_lead(asking->line, *one.group);
    auto const* const asked = held->on(one.body, ground.today);
    return asked && may_lead(*held, *asking, *asked, ground.today);
}

void add(Whom const& one, std::string_view field, std::string_view name, Ground const& ground,
         std::vector<Whom>& all, std::vector<FieldError>& errors)
{
    if (!leads(ground, one))
        errors.push_back({std::string(field), Problem(problems::leads_not, name).sentence});
    else if (std::ranges::find(all, one) == all.end())
        all.push_back(one);
}

void add_names(std::string const& names, Part part, std::string_view field, Ground const& ground,
               std::vector<Whom>& all, std::vector<FieldError>& errors)
{
    auto lines = std::istringstream(names);
    for (std::string line; std::getline(lines, line);) {
        line = tidied(line);
        if (line.empty())
            continue;
        if (auto const left = left_in(ground, part, line)) {
            add(*left, field, line, ground, all, errors);
            continue;
        }
        auto const body = named_body(line, ground);
        if (body)
            add({part, std::nullopt, (*body)->body}, field, line, ground, all, errors);
        else
            errors.push_back({std::string(field), body.error().sentence});
    }
}

std::vector<Whom> whom_in(Fields const& fields, Ground const& ground, std::vector<FieldError>& errors)
{
    std::vector<Whom> all;
    for (auto const& [part, chosen, names, field] :
         {std::tuple(Part::lead, &fields.lead, &fields.lead_names, "lead_names"),
          std::tuple(Part::support, &fields.support, &fields.support_names, "support_names")}) {
        for (auto const group : *chosen)
            add({part, group, {}}, part == Part::lead ? "lead" : "support", label(group), ground, all,
                errors);
        add_names(*names, part, field, ground, all, errors);
    }
    add_names(fields.watch_names, Part::watch, "watch_names", ground, all, errors);
    if (errors.empty() && std::ranges::find(all, Part::lead, &Whom::part) == all.end())
        errors.push_back({"lead", "Chủ trì: xin chọn nhóm cơ quan hoặc ghi tên cơ quan."});
    return all;
}

void check_due(Fields const& fields, Date from, std::vector<FieldError>& errors)
{
    auto const counted =
        fields.due_kind == DueKind::days_after || fields.due_kind == DueKind::working_days_after;
    if (fields.due_kind == DueKind::on_day && !fields.due_on)
        errors.push_back({"due_on", "Ngày hạn: xin ghi ngày."});
    if (counted && fields.due_days < 1)
        errors.push_back({"due_days", "Số ngày: xin ghi từ 1 trở lên."});
    if (!counted && !is_periodic(fields.due_kind) && fields.due_days != 0)
        errors.push_back({"due_days", "Số ngày: chỉ ghi khi hạn tính theo số ngày hoặc theo kỳ."});
    if (fields.due_on && *fields.due_on < from)
        errors.push_back({"due_on", "Ngày hạn: trước ngày tính hạn " + shown(from) + "."});
}

void check_words(Fields const& fields, Ground const& ground, std::vector<FieldError>& errors)
{
    if (!fields.sentence.empty() && ground.words.find(tidied(fields.sentence)) == std::string::npos)
        errors.push_back({"sentence", std::string(problems::not_in_text.sentence)});
    // Whatever its reach is today: the document may be opened later, and these with it.
    for (auto const& [field, label, text] :
         {std::tuple("text", "Việc", fields.text), std::tuple("product", "Sản phẩm", fields.product)})
        if (auto found = areas::private_data_in(field, label, text))
            errors.push_back(std::move(*found));
}

// A reason goes wherever its task goes.
Outcome<void> fit_for_all(std::string_view label, std::string const& reason)
{
    if (auto const marking = documents::secret_marking(reason))
        return refuse(documents::problems::secret, documents::words_of(marking->secrecy));
    if (auto found = areas::private_data_in("reason", label, reason))
        return refuse(kheo::problems::bad_fields, std::vector{std::move(*found)});
    return {};
}

// The record as the form says it, or all that is wrong with it.
Outcome<Task> filled(Fields const& fields, Ground const& ground)
{
    if (auto const marking = documents::secret_marking(fields.text + "\n" + fields.product))
        return refuse(documents::problems::secret, documents::words_of(marking->secrecy));
    std::vector<FieldError> errors;
    auto task = Task{.document = ground.document.id,
                     .body = ground.document.body,
                     .area = ground.document.area,
                     .text = fields.text,
                     .product = fields.product,
                     .sentence = tidied(fields.sentence),
                     .due_kind = fields.due_kind,
                     .due_on = fields.due_on,
                     .due_days = fields.due_days};
    task.counted_from = fields.counted_from.value_or(ground.document.issued_on.value_or(ground.today));
    task.opened = documents::is_open(ground.document);
    task.demo = ground.document.demo;
    if (task.due_kind == DueKind::none)
        task.due_on.reset();
    task.whom = text_of(whom_in(fields, ground, errors));
    check_due(fields, task.counted_from, errors);
    check_words(fields, ground, errors);
    if (!errors.empty())
        return refuse(kheo::problems::bad_fields, std::move(errors));
    return task;
}

Outcome<Ground> ground_of(routes::Before const& before, DocumentId id)
{
    return before.store.read([&](db::Connection& db) -> Outcome<Ground> {
        auto const reading =
            acts::Reading{.db = db, .actor = before.actor, .now = before.now, .allowed = before.allowed};
        auto document = TRY(documents::load(reading, id));
        auto words = tidied(documents::words_of(db, id).text);
        auto const allowed = may_assign_at(reading, document);
        return Ground{std::move(document), std::move(words), reading.today(), allowed, {}};
    });
}

// `adding` so many to those it has, dropped ones too.
Outcome<Document> document_for_tasks(acts::Work const& work, DocumentId id, std::size_t adding)
{
    auto document = TRY(documents::load(work, id));
    if (!may_assign_at(work, document))
        return refuse(kheo::problems::not_allowed);
    if (document.stage != documents::Stage::recorded)
        return refuse(problems::document_withdrawn);
    if (tasks_of(work.db, id).size() + adding > most_of_document)
        return refuse(problems::too_many, std::to_string(most_of_document));
    return document;
}

acts::Recorded<Task> assigned(acts::Work& work, Task task, Document const& document)
{
    task.id = {work.draws.id()};
    task.assigned_on = work.today();
    task.opened = documents::is_open(document);
    return store_new(work, task);
}

} // namespace

bool may_assign_at(acts::Reading const& reading, Document const& document)
{
    // Without a body it is the operator's own; a place without a body would be any place.
    return document.body ? reading.may(may::assign_tasks, documents::place(document))
                         : reading.actor.kind == acts::ActorKind::system;
}

Outcome<void> may_assign(routes::Before const& before, DocumentId id)
{
    auto const ground = TRY(ground_of(before, id));
    if (!ground.allowed)
        return refuse(kheo::problems::not_allowed);
    return {};
}

Outcome<AssignPrepared> prepare_lines(routes::Before const& before, std::vector<AssignForm> const& forms,
                                      std::vector<std::string> const& suffixes)
{
    ensure(!forms.empty() && forms.size() == suffixes.size(), "lines without their numbers");
    auto const ground = TRY(ground_of(before, forms.front().document));
    auto prepared = AssignPrepared{ground.document.id, {}};
    std::vector<FieldError> errors;
    for (std::size_t at = 0; at < forms.size(); ++at) {
        auto task = filled(forms[at], ground);
        if (task)
            prepared.tasks.push_back(std::move(*task));
        else if (task.error().fields.empty())
            return std::unexpected(std::move(task).error());
        else
            for (auto& error : task.error().fields)
                errors.push_back({error.field + suffixes[at], std::move(error.sentence)});
    }
    if (!errors.empty())
        return refuse(kheo::problems::bad_fields, std::move(errors));
    return prepared;
}

Outcome<AssignPrepared> prepare_assign(routes::Before const& before, AssignForm const& form)
{
    return prepare_lines(before, {form}, {""});
}

Outcome<ChangePrepared> prepare_change(routes::Before const& before, ChangeForm const& form)
{
    auto const task = TRY(before.store.read([&](db::Connection& db) {
        return load({.db = db, .actor = before.actor, .now = before.now, .allowed = before.allowed},
                    form.task);
    }));
    if (auto const fit = fit_for_all("Lý do sửa", form.reason); !fit)
        return std::unexpected(fit.error());
    auto ground = TRY(ground_of(before, task.document));
    ground.whom = whom_of(task.whom);
    auto next = TRY(filled(form, ground));
    return ChangePrepared{form, std::move(next)};
}

Outcome<acts::Recorded<Task>> assign(acts::Work& work, AssignPrepared const& prepared)
{
    auto const document = TRY(document_for_tasks(work, prepared.document, 1));
    return assigned(work, prepared.tasks.front(), document);
}

Outcome<acts::Recorded<Assigned>> assign_all(acts::Work& work, AssignPrepared const& prepared)
{
    auto const document = TRY(document_for_tasks(work, prepared.document, prepared.tasks.size()));
    auto sums = Assigned{prepared.document};
    std::optional<acts::Recorded<Assigned>> answer;
    for (auto const& task : prepared.tasks) {
        ++sums.tasks;
        answer = acts::answering(assigned(work, task, document), sums);
    }
    ensure(answer.has_value(), "no line is assigned");
    return *answer;
}

Outcome<acts::Recorded<Task>> change(acts::Work& work, ChangePrepared const& prepared)
{
    auto const& form = prepared.form;
    auto const task = TRY(load_for_change(work, may::assign_tasks, form.task, form.version));
    auto const answered = answered_periods(work.db, task.id);
    auto next = TRY(changed(task, prepared.next, form.reason, answered, work.today()));
    next.opened = next.opened || Eyes(work).is_public(next);
    return store(work, "tasks.changed", next, {{"reason", form.reason}});
}

Outcome<acts::Recorded<Task>> drop(acts::Work& work, DropForm const& form)
{
    auto const task = TRY(load_for_change(work, may::assign_tasks, form.task, form.version));
    if (auto const fit = fit_for_all("Lý do thôi giao", form.reason); !fit)
        return std::unexpected(fit.error());
    auto const next = TRY(dropped(task, form.reason));
    return store(work, "tasks.dropped", next, {{"reason", form.reason}});
}

} // namespace kheo::tasks
