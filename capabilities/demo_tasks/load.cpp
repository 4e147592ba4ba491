// SPDX-License-Identifier: AGPL-3.0-or-later
#include "capabilities/demo_tasks/demo_tasks.hpp"
#include "capabilities/plans/plans.hpp"
#include "data/data.hpp"
#include "platform/text/csv.hpp"
#include "platform/text/text.hpp"

#include <algorithm>
#include <charconv>

namespace kheo::demo_tasks
{

namespace
{

using documents::Document;
using plans::Plan;
using tasks::Task;

csv::Records table(std::string const& name, std::initializer_list<std::string_view> columns)
{
    auto rows = csv::Records::parse(data::file(name), columns);
    ensure(rows.has_value(), "a table of the demo's tasks is broken");
    return std::move(*rows);
}

std::vector<std::string> words_of_kind(std::string_view kind)
{
    static auto const rows = table("demo/task-words.csv", {"kind", "text"});
    std::vector<std::string> all;
    for (std::size_t row = 0; row < rows.size(); ++row)
        if (rows.at(row, "kind") == kind)
            all.emplace_back(rows.at(row, "text"));
    ensure(!all.empty(), "the demo has no words of this kind");
    return all;
}

std::string const& word(std::string_view kind, std::size_t at)
{
    static std::map<std::string, std::vector<std::string>, std::less<>> held;
    auto found = held.find(kind);
    if (found == held.end())
        found = held.emplace(std::string(kind), words_of_kind(kind)).first;
    return found->second[at % found->second.size()];
}

Document document_of(acts::Work& work, std::string_view number)
{
    for (auto& document : documents::documents_before(work.db, {}, 300))
        if (document.demo && document.number == number)
            return std::move(document);
    throw Contradiction("the demo has no such document");
}

// The sentence of the document that begins so.
std::string sentence_of(acts::Work& work, Document const& document, std::string_view begin)
{
    for (auto const& proposed : documents::propose(documents::words_of(work.db, document.id).text).tasks)
        if (auto words = tidied(proposed.what.words); words.starts_with(begin) ||
                                                      words.find(begin) != std::string::npos ||
                                                      begin.find(words.substr(0, 30)) != begin.npos)
            return words;
    auto const words = tidied(documents::words_of(work.db, document.id).text);
    auto const at = words.find(begin);
    ensure(at != std::string::npos, "the demo's document does not say so");
    return words.substr(at, words.find(". ", at + begin.size()) - at + 1);
}

tasks::Whom whom(tasks::Part part, std::string_view group)
{
    auto one = tasks::Whom{part, tasks::Group{}, {}};
    ensure(boost::describe::enum_from_string(std::string(group).c_str(), *one.group), "no such group");
    return one;
}

Task task_of(acts::Work& work, csv::Records const& rows, std::size_t row)
{
    auto const document = document_of(work, rows.at(row, "document"));
    std::vector<tasks::Whom> all;
    if (auto const group = rows.at(row, "lead"); !group.empty())
        all.push_back(whom(tasks::Part::lead, group));
    else
        for (auto const body : documents::sent_to(document))
            all.push_back({tasks::Part::lead, std::nullopt, body});
    if (auto const group = rows.at(row, "support"); !group.empty())
        all.push_back(whom(tasks::Part::support, group));
    auto task = Task{.id = {work.draws.id()},
                     .document = document.id,
                     .body = document.body,
                     .area = document.area,
                     .text = std::string(rows.at(row, "text")),
                     .product = std::string(rows.at(row, "product")),
                     .sentence = sentence_of(work, document, rows.at(row, "sentence")),
                     .whom = tasks::text_of(all),
                     .due_on = parse_iso_date(rows.at(row, "due_on")),
                     .counted_from = document.issued_on.value_or(work.today()),
                     .assigned_on = work.today(),
                     .reason = {},
                     .opened = documents::is_open(document),
                     .demo = true};
    ensure(boost::describe::enum_from_string(std::string(rows.at(row, "due_kind")).c_str(), task.due_kind),
           "no such kind of term");
    auto const days = rows.at(row, "due_days");
    std::from_chars(days.data(), days.data() + days.size(), task.due_days);
    return task;
}

class Chronicle
{
  public:
    explicit Chronicle(acts::Work& work) : work_(work) {}

    // What became of one part; `at` tells the bodies apart.
    void tell(Task const& task, tasks::Occurrence const& occurrence, tasks::Meant const& meant,
              std::size_t at)
    {
        auto const fate = at % 10;
        auto const today = work_.today();
        auto const due = occurrence.due.value_or(today);
        // A paper without a day bounds nothing: its terms are counted from the day of typing.
        auto const from = std::min(task.counted_from, Date{due.day - 20});
        auto const in_time = std::max(Date{std::min(due.day, today.day) - int(at % 12)}, from);
        auto const late = Date{due.day + 3 + int(at % 15)};
        if (fate == 9)
            return; // never a word
        auto plan = Plan{.task = task.id,
                         .period = occurrence.period,
                         .body = meant.body,
                         .area = meant.area,
                         .promise = {},
                         .demo = true};
        put("plans.promised", plan, plans::planned(plan, word("promise", at), {}, Date{in_time.day - 20}));
        if (tidied(lower(task.product)).starts_with("mô hình"))
            point(task, occurrence, meant);
        if (fate == 7)
            return;
        put("plans.reported", plan, plans::reported(plan, word("progress", at), in_time),
            {{"text", word("progress", at)}});
        if (fate == 8 || (fate == 4 && late > today))
            return;
        put("plans.completed", plan,
            plans::completed(plan, {fate == 4 ? late : in_time, word("result", at), "Bí thư Đảng ủy", from},
                             today),
            {{"text", word("result", at)}});
        if (fate == 5)
            return;
        if (fate == 6)
            put("plans.returned", plan, plans::returned(plan, word("reason", at), today),
                {{"reason", word("reason", at)}});
        else
            put("plans.accepted", plan, plans::accepted(plan, today));
    }

    Loaded sums;

  private:
    // The newest model of its own that it registered, where it has one.
    void point(Task const& task, tasks::Occurrence const& occurrence, tasks::Meant const& meant)
    {
        auto const* const part = bodies::directory()->on(meant.body, work_.today());
        for (auto const body : plans::own_bodies(*part, work_.today()))
            for (auto const model : plans::models_to_point(work_.db, body)) {
                (void)plans::store_new(work_, {.id = {work_.draws.id()},
                                               .task = task.id,
                                               .period = occurrence.period,
                                               .body = meant.body,
                                               .area = meant.area,
                                               .model = model,
                                               .pointed_on = work_.today(),
                                               .removed_for = {},
                                               .demo = true});
                return;
            }
    }

    void put(std::string_view act, Plan& plan, Outcome<Plan> next, acts::Note note = {})
    {
        ensure(next.has_value(), "the demo's communes may not answer");
        plan = plans::store(work_, act, std::move(*next), std::move(note)).value();
        sums.plans += plan.version == 1 ? 1 : 0;
    }

    acts::Work& work_;
};

} // namespace

Loaded load(acts::Work& work)
{
    auto const rows = table("demo/tasks.csv", {"document", "sentence", "text", "product", "lead", "lead_unit",
                                               "support", "due_kind", "due_on", "due_days"});
    areas::put_atlas(areas::load_atlas(work.db));
    bodies::put_directory(bodies::load_directory(work.db));
    auto chronicle = Chronicle(work);
    auto eyes = tasks::Eyes(work);
    for (std::size_t row = 0; row < rows.size(); ++row) {
        auto const task = tasks::store_new(work, task_of(work, rows, row)).value();
        ++chronicle.sums.tasks;
        if (!rows.at(row, "lead_unit").empty())
            continue; // one that nobody has answered yet
        auto const all = tasks::occurrences_of(task, work.today());
        auto const first = all.size() > 4 ? all.size() - 4 : 0;
        for (auto at = first; at < all.size(); ++at) {
            auto const circle = eyes.circle(task, tasks::Part::lead, all[at]);
            for (std::size_t unit = 0; unit < circle.meant.size(); ++unit)
                // The period that goes on now has few answers yet.
                if (at + 1 < all.size() || all.size() == 1 || unit % 3 == 0)
                    chronicle.tell(task, all[at], circle.meant[unit], unit * 7 + row * 3 + at);
        }
    }
    return chronicle.sums;
}

} // namespace kheo::demo_tasks
