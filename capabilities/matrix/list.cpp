// SPDX-License-Identifier: AGPL-3.0-or-later
#include "capabilities/matrix/list.hpp"

#include "capabilities/matrix/list.html.hpp"

#include <algorithm>

namespace kheo::matrix
{

namespace
{

constexpr std::size_t most_own = 60;
constexpr std::size_t most_documents = 40; // of one page

TaskItem item_of(Column const& column)
{
    return {.id = column.task.id,
            .text = column.task.text,
            .due_rule = tasks::words_of(tasks::due_of(column.task)),
            .demo = column.task.demo};
}

void add(TaskItem& item, Standing standing)
{
    std::int64_t* const figures[] = {&item.done_in_time, &item.done_late, &item.open_in_time,
                                     &item.open_late};
    ++*figures[std::size_t(standing)];
}

std::vector<DocumentItem> items_of(Asked const& asked)
{
    std::vector<DocumentItem> items;
    std::vector<TaskItem> tasks; // by column; a task's periods count in its first
    std::vector<std::size_t> first;
    for (auto const& column : asked.board.columns) {
        if (tasks.empty() || tasks.back().id != column.task.id)
            tasks.push_back(item_of(column));
        first.push_back(tasks.size() - 1);
    }
    for (auto const& row : asked.board.rows)
        for (auto const& cell : row.cells)
            add(tasks[first[cell.column]], cell.state.standing);
    for (std::size_t at = 0; at < asked.board.columns.size(); ++at) {
        auto const& column = asked.board.columns[at];
        if (items.empty() || items.back().document != column.task.document) {
            auto const& document = asked.document_of(column);
            items.push_back({column.task.document,
                             document.bare_name,
                             document.subject,
                             document.press.empty() ? "" : "press",
                             document.press,
                             {},
                             column.task.demo});
        }
        if (auto& list = items.back().tasks; list.empty() || list.back().id != column.task.id)
            list.push_back(tasks[first[at]]);
    }
    return items;
}

OwnItem own_of(Duty const& duty, Date today, int soon)
{
    return {.text = duty.text,
            .url = duty.address(),
            .body = bodies::name_of(duty.body, today),
            .document = duty.document,
            .due = duty.due,
            .kind = kind_of(duty, today, soon),
            .days_late = duty.state.days_late,
            .demo = duty.demo,
            .words = duty.supports
                         ? std::string(duty.state.begun ? "Đã ghi phần phối hợp" : "Chưa ghi phần phối hợp")
                         : plans::words_of(duty.state, duty.due, today)};
}

std::vector<OwnItem> own_items(acts::Reading const& reading, Current const& current)
{
    std::vector<OwnItem> items;
    if (reading.actor.kind != acts::ActorKind::person || !reading.may(plans::may::answer_tasks, {}))
        return items;
    auto const soon = tasks::threshold("task_due_soon");
    auto const duties = duties_of(reading, current);
    for (auto const* const all : {&duties.own, &duties.supported})
        for (auto const& duty : *all)
            items.push_back(own_of(duty, reading.today(), soon));
    return items;
}

ListView viewed(acts::Reading& reading, Current const& current, ListQuery const& query, Seen seen)
{
    auto const all = asked(reading, current, seen);
    auto const& board = all.board;
    auto view = ListView{.total = board.total(),
                         .done_in_time = count(board.totals, Standing::done_in_time),
                         .done_late = count(board.totals, Standing::done_late),
                         .open_in_time = count(board.totals, Standing::open_in_time),
                         .open_late = count(board.totals, Standing::open_late),
                         .items = items_of(all),
                         .next = {},
                         .seen = seen,
                         .begins = !query.after,
                         .own = {}};
    if (query.after)
        std::erase_if(view.items, [&](DocumentItem const& item) { return item.document >= query.after; });
    if (view.items.size() > most_documents) {
        view.items.resize(most_documents);
        view.next = shown(view.items.back().document);
    }
    return view;
}

web::WorkItem shown_item(OwnItem const& item)
{
    static constexpr std::array tones{web::Tone::orange, web::Tone::red, web::Tone::yellow, web::Tone::blue,
                                      web::Tone::grey};
    static constexpr std::array<std::string_view, 5> names{"Bị trả lại", "Quá hạn", "Sắp đến hạn",
                                                           "Trong hạn", "Phối hợp"};
    return {.title = item.text,
            .address = item.url,
            .from = item.body + ". Theo " + item.document,
            .note = item.words,
            .due = item.due ? "Hạn " + shown(*item.due) : "",
            .badge = {std::string(names.at(std::size_t(item.kind))), tones.at(std::size_t(item.kind))}};
}

} // namespace

std::span<forms::Rule const> ListQuery::rules()
{
    static constexpr std::array<forms::Rule, 1> list{{{"after", "Sau văn bản", forms::Input::id, INT64_MAX}}};
    return list;
}

Outcome<ListView> view_list(acts::Reading& reading, ListQuery const& query)
{
    auto const current = current_of(reading.db, Seen::by_officers);
    auto view = viewed(reading, current, query, Seen::by_officers);
    if (view.begins)
        view.own = own_items(reading, current);
    view.assigns = reading.may(tasks::may::assign_tasks, {});
    return view;
}

Outcome<ListView> view_public_list(acts::Reading& reading, ListQuery const& query)
{
    for (auto const* const topic : {"tasks", "documents", "bodies", "areas", "today"})
        reading.reads(topic);
    return viewed(reading, current_of(reading.db, Seen::by_all), query, Seen::by_all);
}

Outcome<OwnView> view_own(acts::Reading& reading, routes::Nothing const&)
{
    return OwnView{own_items(reading, current_of(reading.db, Seen::by_officers))};
}

routes::Page show_list(acts::Reading&, ListView const& view)
{
    auto page = ListPage();
    auto const figures = std::array{view.done_in_time, view.done_late, view.open_in_time, view.open_late};
    for (std::size_t at = 0; at < figures.size(); ++at)
        page.figures.push_back({std::string(plans::label(Standing(at))), web::number(figures[at]),
                                web::percent(figures[at], view.total), ""});
    for (auto const& item : view.own)
        if (page.own.size() < most_own)
            page.own.push_back(shown_item(item));
    if (view.own.size() > most_own)
        page.more_own = "Còn " + web::number(std::int64_t(view.own.size() - most_own)) + " việc nữa.";
    auto const inside = view.seen == Seen::by_officers;
    return {.title = inside ? "Nhiệm vụ" : "Việc đã hứa đến đâu",
            .description = "Việc mà các văn bản giao: cho ai, hạn nào, đã làm đến đâu.",
            .crumbs = {inside ? routes::Crumb{"Việc của tôi", "/can-bo"} : routes::Crumb{"Trang chủ", "/"},
                       {inside ? "Nhiệm vụ" : "Việc đã hứa đến đâu", ""}},
            .body = list_page(view, page),
            .section = std::string(base_of(view.seen))};
}

} // namespace kheo::matrix
