// SPDX-License-Identifier: AGPL-3.0-or-later
#include "capabilities/matrix/ask.hpp"

#include "platform/forms/choices.hpp"
#include "platform/http/urlencoded.hpp"
#include "platform/text/text.hpp"

#include <algorithm>
#include <array>

namespace kheo::matrix
{

namespace
{

using forms::Input;

std::span<forms::Choice const> chosen_standings()
{
    static auto const list = forms::choices<Standing>([](Standing one) { return plans::label(one); });
    return list;
}

std::span<forms::Choice const> lines()
{
    static auto const list =
        forms::choices<bodies::Line>([](bodies::Line one) { return bodies::label(one); });
    return list;
}

// What of a task's column is shown: nothing, the asker's own bodies, or all.
enum class Width { none, own, whole };

Width width_of(tasks::Eyes& eyes, Task const& task, Seen seen)
{
    if (!eyes.stands(task))
        return Width::none;
    if (eyes.is_public(task))
        return Width::whole;
    if (seen == Seen::by_all)
        return Width::none;
    if (documents::sees(eyes.reading(), eyes.document_of(task)) || eyes.oversees(task))
        return Width::whole;
    return eyes.sees(task) ? Width::own : Width::none;
}

// Of what is asked what the asker sees, as the documents say it, the newest document first.
std::vector<Task> seen_of(tasks::Eyes& eyes, std::vector<Task> all, Seen seen)
{
    std::erase_if(all, [&](Task const& task) { return width_of(eyes, task, seen) == Width::none; });
    std::ranges::sort(all, {},
                      [](Task const& task) { return std::pair(-task.document.value, task.id.value); });
    return all;
}

// What is asked by the task or document that is named.
std::vector<Task> named_tasks(tasks::Eyes& eyes, BoardQuery const& query)
{
    auto const& reading = eyes.reading();
    if (!query.task)
        return documents::known(reading.db, query.document) ? tasks::tasks_of(reading.db, query.document)
                                                            : std::vector<Task>();
    auto task = tasks::load(reading, query.task);
    if (!task || (query.document && task->document != query.document))
        return {};
    return {std::move(*task)};
}

Source source_of(tasks::Eyes& eyes, Task const& task)
{
    auto const& document = eyes.document_of(task);
    return {eyes.document_name(task), eyes.bare_name(task),
            documents::sees(eyes.reading(), document) ? document.subject : "", eyes.press_words(task)};
}

Asked put_together(tasks::Eyes& eyes, std::vector<Task> const& wanted, plans::Said const& said, Seen seen,
                   Whole whole)
{
    auto const today = eyes.reading().today();
    auto answer = Asked{.seen = seen, .board = {}, .documents = {}};
    for (auto const& task : wanted)
        if (!answer.documents.contains(task.document))
            answer.documents.emplace(task.document, source_of(eyes, task));
    auto columns = columns_of(eyes, wanted, today);
    if (whole == Whole::table && columns.size() > most_columns) {
        answer.cut = true;
        columns.resize(most_columns);
    }
    answer.demo = !columns.empty() &&
                  std::ranges::all_of(columns, [](Column const& column) { return column.task.demo; });
    for (auto& column : columns)
        if (width_of(eyes, column.task, seen) == Width::own)
            std::erase_if(column.circle.meant,
                          [&](tasks::Meant const& meant) { return !eyes.owns(meant.body); });
    answer.board = board_of(std::move(columns), said, today);
    return answer;
}

bool fits(Row const& row, BoardQuery const& query, std::string const& part, Date today)
{
    if (query.standing && row.counts[std::size_t(*query.standing)] == 0)
        return false;
    auto const held = bodies::directory();
    auto const* const body = held->on(row.body, today);
    if (query.line && (!body || body->line != *query.line))
        return false;
    return part.empty() || (body && folded(body->name).find(part) != std::string::npos);
}

} // namespace

std::span<forms::Rule const> BoardQuery::rules()
{
    static std::array<forms::Rule, 6> const list{{
        {"document", "Văn bản", Input::id, INT64_MAX},
        {"task", "Nhiệm vụ", Input::id, INT64_MAX},
        {"standing", "Tình trạng", Input::choice, 0, forms::Need::optional, "", chosen_standings()},
        {"line", "Khối", Input::choice, 0, forms::Need::optional, "", lines()},
        {"q", "Tên đơn vị", Input::line, 60},
        {"dang", "Dạng", Input::line, 10},
    }};
    return list;
}

Source const& Asked::document_of(Column const& column) const
{
    auto const found = documents.find(column.task.document);
    ensure(found != documents.end(), "a column without its document");
    return found->second;
}

Current current_of(db::Connection& db, Seen seen)
{
    if (seen == Seen::by_all)
        return {tasks::open_tasks(db), plans::Said::of_public(db)};
    return {tasks::current_tasks(db), plans::Said::of_all(db)};
}

Outcome<Asked> asked(acts::Reading& reading, BoardQuery const& query, Seen seen, Whole whole)
{
    auto eyes = tasks::Eyes(reading);
    auto answer = Asked();
    if (query.task || query.document) {
        auto const wanted = seen_of(eyes, named_tasks(eyes, query), seen);
        if (wanted.empty())
            return refuse(kheo::problems::not_found);
        auto const said = query.task ? plans::Said::of_task(reading.db, query.task)
                                     : plans::Said::of_document(reading.db, query.document);
        answer = put_together(eyes, wanted, said, seen, Whole::all);
    } else {
        eyes.know_current();
        auto const current = current_of(reading.db, seen);
        answer = put_together(eyes, seen_of(eyes, current.tasks, seen), current.said, seen, whole);
    }
    auto const part = folded(tidied(query.q));
    auto const today = reading.today();
    if (query.standing || query.line || !part.empty())
        keep_rows(answer.board, [&](Row const& row) { return fits(row, query, part, today); });
    return answer;
}

Asked asked(acts::Reading& reading, Current const& current, Seen seen)
{
    auto eyes = tasks::Eyes(reading);
    eyes.know_current();
    return put_together(eyes, seen_of(eyes, current.tasks, seen), current.said, seen, Whole::all);
}

std::vector<std::pair<DocumentId, std::string>> documents_to_choose(acts::Reading& reading, Seen seen)
{
    auto eyes = tasks::Eyes(reading);
    eyes.know_current();
    auto tasks = seen == Seen::by_all ? tasks::open_tasks(reading.db) : tasks::current_tasks(reading.db);
    std::vector<std::pair<DocumentId, std::string>> all;
    for (auto const& task : seen_of(eyes, std::move(tasks), seen))
        if (all.empty() || all.back().first != task.document)
            all.emplace_back(task.document, eyes.document_name(task));
    return all;
}

std::string address_query(BoardQuery const& query)
{
    std::string text;
    auto const add = [&](std::string_view name, std::string const& value) {
        if (!value.empty())
            text += (text.empty() ? "?" : "&") + std::string(name) + "=" + value;
    };
    add("document", query.document ? shown(query.document) : "");
    add("task", query.task ? shown(query.task) : "");
    add("standing", query.standing ? boost::describe::enum_to_string(*query.standing, "") : "");
    add("line", query.line ? boost::describe::enum_to_string(*query.line, "") : "");
    add("q", http::percent_encoded(query.q));
    return text;
}

} // namespace kheo::matrix
