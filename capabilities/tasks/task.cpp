// SPDX-License-Identifier: AGPL-3.0-or-later
#include "capabilities/tasks/task.hpp"

#include "capabilities/tasks/load.hpp"
#include "capabilities/tasks/problems.hpp"

#include <algorithm>

namespace kheo::tasks
{

namespace
{

// Whether this period would no longer be asked for; not where it is out of sight anyway.
bool loses(Task const& task, Task const& next, std::string_view period, Date today)
{
    auto const& calendar = workdays::calendar();
    return occurrence(due_of(task), period, today, calendar) &&
           !occurrence(due_of(next), period, today, calendar);
}

} // namespace

DueRule due_of(Task const& task)
{
    return {task.due_kind, task.due_on, task.due_days, task.counted_from};
}

std::vector<Occurrence> occurrences_of(Task const& task, Date today)
{
    return occurrences(due_of(task), today, workdays::calendar());
}

Outcome<Task> changed(Task task, Task const& next, std::string reason,
                      std::vector<std::string> const& answered, Date today)
{
    if (task.stage == Stage::dropped)
        return refuse(problems::dropped_before);
    if (reason.empty())
        return refuse(problems::reason_needed);
    if (std::ranges::any_of(answered, [&](auto const& period) { return loses(task, next, period, today); }))
        return refuse(problems::answered_before,
                      std::vector<FieldError>{{"due_kind", std::string(problems::answered_before.sentence)}});
    task.text = next.text;
    task.product = next.product;
    task.sentence = next.sentence;
    task.whom = next.whom;
    task.due_kind = next.due_kind;
    task.due_on = next.due_on;
    task.due_days = next.due_days;
    task.counted_from = next.counted_from;
    task.reason = std::move(reason);
    ++task.version;
    return task;
}

Outcome<Task> dropped(Task task, std::string reason)
{
    if (task.stage == Stage::dropped)
        return refuse(problems::dropped_before);
    if (reason.empty())
        return refuse(problems::reason_needed);
    task.stage = Stage::dropped;
    task.reason = std::move(reason);
    ++task.version;
    return task;
}

Eyes::Eyes(acts::Reading const& reading)
    : reading_(reading), held_(bodies::directory()), atlas_(areas::atlas()),
      resolver_(*held_, *atlas_, reading.today())
{
}

Circle Eyes::circle(Task const& task, Part part, Occurrence const& occurrence)
{
    return resolver_.circle(whom_of(task.whom), part, task.body, task.area, task.assigned_on,
                            occurrence.until());
}

Circle Eyes::circle(Task const& task, Part part)
{
    auto const all = occurrences_of(task, reading_.today());
    return circle(task, part, all.empty() ? Occurrence() : all.back());
}

void Eyes::know_current()
{
    for (auto& document : current_documents(reading_.db)) {
        auto const id = document.id;
        documents_.try_emplace(id, std::move(document));
    }
}

void Eyes::know(std::vector<Task> const& tasks)
{
    std::set<DocumentId> fresh;
    for (auto const& task : tasks)
        if (!documents_.contains(task.document))
            fresh.insert(task.document);
    std::vector<Document> press;
    for (auto& [id, document] : documents::all_known(reading_.db, {fresh.begin(), fresh.end()})) {
        if (document.source == documents::Source::press && !originals_.contains(id))
            press.push_back(document);
        documents_.emplace(id, std::move(document));
    }
    auto originals = documents::originals_of(reading_, press);
    for (auto const& one : press) {
        auto const at = originals.find(one.id);
        originals_.emplace(one.id, at == originals.end() ? std::nullopt : std::optional(at->second));
    }
}

Document const& Eyes::document_of(Task const& task)
{
    auto const at = documents_.find(task.document);
    if (at != documents_.end())
        return at->second;
    auto document = documents::known(reading_.db, task.document);
    ensure(document.has_value(), "a task without its document");
    return documents_.emplace(task.document, std::move(*document)).first->second;
}

std::optional<Document> Eyes::original_of(Task const& task)
{
    auto const& document = document_of(task);
    if (document.source != documents::Source::press)
        return std::nullopt;
    auto const [at, fresh] = originals_.try_emplace(document.id);
    if (fresh)
        if (auto const found = documents::originals_of(reading_, {document}); !found.empty())
            at->second = found.begin()->second;
    return at->second;
}

std::string Eyes::press_words(Task const& task)
{
    if (document_of(task).source != documents::Source::press)
        return {};
    auto const original = original_of(task);
    return original ? "Theo báo; văn bản gốc: " + documents::name_of(*original)
                    : std::string(documents::label(documents::Source::press));
}

std::string Eyes::document_name(Task const& task)
{
    auto const press = press_words(task);
    return bare_name(task) + (press.empty() ? "" : " (t" + press.substr(1) + ")");
}

std::string Eyes::bare_name(Task const& task)
{
    auto const& document = document_of(task);
    auto name = documents::name_of(document);
    if (name == document.subject && !documents::sees(reading_, document))
        return "Văn bản chỉ đến nơi nhận";
    return name;
}

bool Eyes::stands(Task const& task)
{
    return task.stage == Stage::assigned && document_of(task).stage == documents::Stage::recorded;
}

bool Eyes::is_public(Task const& task)
{
    return documents::is_open(document_of(task));
}

bool Eyes::owns(BodyId body)
{
    auto const [at, fresh] = own_.try_emplace(body, false);
    if (fresh) {
        auto const* period = held_->on(body, reading_.today());
        if (!period)
            period = held_->newest(body);
        at->second = period && reading_.may(may::see_tasks, bodies::place(*period));
    }
    return at->second;
}

bool Eyes::oversees(Task const& task)
{
    if (!reading_.may(may::see_tasks, {}))
        return false;
    if (reading_.may(may::see_tasks, place(task)))
        return true;
    if (document_of(task).stage != documents::Stage::recorded)
        return false;
    return std::ranges::any_of(circle(task, Part::watch).meant,
                               [&](Meant const& one) { return owns(one.body); });
}

bool Eyes::sees(Task const& task)
{
    // Its words are the document's: they go with it.
    if (document_of(task).stage != documents::Stage::recorded)
        return reading_.may(may::see_tasks, place(task));
    if (documents::sees(reading_, document_of(task)))
        return true;
    if (!reading_.may(may::see_tasks, {}))
        return false;
    if (oversees(task))
        return true;
    for (auto const part : {Part::lead, Part::support})
        if (std::ranges::any_of(circle(task, part).meant, [&](Meant const& one) { return owns(one.body); }))
            return true;
    return false;
}

} // namespace kheo::tasks
