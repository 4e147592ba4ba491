// SPDX-License-Identifier: AGPL-3.0-or-later
#include "capabilities/matrix/view.hpp"

#include "capabilities/matrix/view.html.hpp"
#include "platform/text/text.hpp"

#include <algorithm>
#include <fmt/format.h>
#include <set>

namespace kheo::matrix
{

namespace
{

void read_topics(acts::Reading& reading)
{
    for (auto const* const topic : {"tasks", "documents", "bodies", "areas", "today"})
        reading.reads(topic);
}

// Late first, the latest at the top; what is done last.
void in_order(std::vector<UnitView>& items)
{
    static constexpr std::array<int, plans::standings> rank{3, 2, 1, 0};
    std::ranges::sort(items, {}, [](UnitView const& one) {
        return std::tuple(rank.at(std::size_t(one.standing)), -one.days_late,
                          one.due.value_or(Date{INT32_MAX}), one.body, one.period);
    });
}

// What bodies said, with the papers of their plans that the actor may see.
struct Answers {
    Answers(acts::Reading const& reading, plans::Said from)
        : said(std::move(from)), papers(documents::load_all(reading, said.documents()))
    {
    }

    plans::Said said;
    std::map<documents::DocumentId, documents::Document> papers;
};

UnitView unit_of(tasks::Eyes& eyes, Column const& column, tasks::Meant const& meant, Answers const& answers,
                 Seen seen)
{
    auto const& reading = eyes.reading();
    auto const today = reading.today();
    auto const state = answers.said.state(column.task, column.occurrence, meant, today);
    auto unit = UnitView{.body = meant.body,
                         .name = bodies::name_of(meant.body, today),
                         .period = column.occurrence.period,
                         .due = column.occurrence.due,
                         .standing = state.standing,
                         .days_late = state.days_late,
                         .answered = state.begun,
                         .done_on = {},
                         .plan = {},
                         .fulfilled_by = {},
                         .demo = column.task.demo,
                         .task_text = column.task.text,
                         .words = plans::words_of(state, column.occurrence.due, today),
                         .address = {},
                         .models_words = {}};
    if (auto const* const plan = answers.said.find(column.task.id, column.occurrence.period, meant.body)) {
        if (plan->stage == plans::Stage::submitted || plan->stage == plans::Stage::accepted)
            unit.done_on = plan->done_on;
        auto const paper = answers.papers.find(plan->document);
        if (paper != answers.papers.end() && (documents::is_open(paper->second) || seen == Seen::by_officers))
            unit.plan = (seen == Seen::by_all ? "/van-ban/" : "/can-bo/van-ban/") + shown(plan->document);
    }
    if (seen == Seen::by_officers && (eyes.owns(meant.body) || eyes.oversees(column.task)))
        unit.address = fmt::format("/can-bo/nhiem-vu/{}/don-vi/{}{}", column.task.id.value, meant.body.value,
                                   unit.period.empty() ? "" : "?period=" + unit.period);
    return unit;
}

// What a part is said to be fulfilled by: what a body wrote is read by itself and by
// who asked; of a public task everybody is told of what is public.
void put_fulfilled(UnitView& unit, tasks::Eyes& eyes, Column const& column, tasks::Meant const& meant,
                   plans::Pointers const& pointers, Seen seen)
{
    auto const reads = seen == Seen::by_officers && (eyes.owns(meant.body) || eyes.oversees(column.task));
    if (!reads && !eyes.is_public(column.task))
        return;
    auto const reader = reads ? plans::Reader::officers : plans::Reader::everybody;
    auto told = pointers.of(eyes.reading(), column.occurrence.period, meant, reader);
    unit.fulfilled_by = std::move(told.items);
    unit.models = told.models;
    if (reads || told.models > 0)
        unit.models_words = plans::count_words(column.task.product, told.models, reader);
}

std::vector<web::Figure> figures_of(std::vector<UnitView> const& items)
{
    Counts counts{};
    for (auto const& one : items)
        ++counts[std::size_t(one.standing)];
    std::vector<web::Figure> figures;
    for (std::size_t at = 0; at < counts.size(); ++at)
        figures.push_back({std::string(plans::label(Standing(at))), web::number(counts[at]),
                           web::percent(counts[at], std::int64_t(items.size())), ""});
    return figures;
}

// Who helps, for itself, for those that lead the task and for who asked.
std::vector<SupportView> supports_of(tasks::Eyes& eyes, std::vector<Column> const& columns,
                                     plans::Said const& said)
{
    std::vector<SupportView> all;
    for (auto const& column : columns) {
        auto const& [task, occurrence, leading] = column;
        auto const reads =
            eyes.oversees(task) ||
            std::ranges::any_of(leading.meant, [&](tasks::Meant const& one) { return eyes.owns(one.body); });
        for (auto const& meant : eyes.circle(task, tasks::Part::support, occurrence).meant) {
            if (leading.find(meant.body) || !(reads || eyes.owns(meant.body)))
                continue;
            auto const* const plan = said.find(task.id, occurrence.period, meant.body);
            all.push_back(
                {.body = meant.body,
                 .name = bodies::name_of(meant.body, eyes.reading().today()),
                 .period = occurrence.period,
                 .answered = plan != nullptr,
                 .told_on = plan ? plan->progress_on : std::nullopt,
                 .url = fmt::format("/can-bo/nhiem-vu/{}/don-vi/{}{}", task.id.value, meant.body.value,
                                    occurrence.period.empty() ? "" : "?period=" + occurrence.period),
                 .demo = task.demo});
        }
    }
    return all;
}

std::string gone_words(tasks::Gone const& gone, Date today)
{
    auto words = bodies::name_of(gone.body, today);
    if (gone.heir)
        words += ": phần việc chuyển sang " + bodies::name_of(gone.heir, today);
    else if (bodies::directory()->on(gone.body, today))
        words += ": không còn thuộc nhóm được giao";
    else
        words += ": đã kết thúc hoạt động, không có đơn vị tiếp nhận";
    if (gone.since)
        words += ", từ ngày " + shown(*gone.since);
    return words;
}

Outcome<TaskView> viewed(acts::Reading& reading, TaskQuery const& query, Seen seen)
{
    auto eyes = tasks::Eyes(reading);
    auto const task = TRY(tasks::load(reading, query.task));
    if (seen == Seen::by_all && !eyes.is_public(task))
        return refuse(kheo::problems::not_found);
    auto const today = reading.today();
    auto const& document = eyes.document_of(task);
    auto view = TaskView{.id = task.id,
                         .text = task.text,
                         .product = task.product,
                         .sentence = task.sentence,
                         .whom = tasks::lines_of(tasks::whom_of(task.whom), today),
                         .due_rule = tasks::words_of(tasks::due_of(task)),
                         .document = task.document,
                         .document_name = eyes.bare_name(task),
                         .source = document.source == documents::Source::press ? "press" : "",
                         .source_words = eyes.press_words(task),
                         .assigned_by = task.body,
                         .assigner = bodies::name_of(task.body, today),
                         .stage = task.stage,
                         .reason = task.reason,
                         .receipt = {},
                         .demo = task.demo,
                         .items = {},
                         .supports = {},
                         .gone = {},
                         .seen = seen,
                         .task = task,
                         .document_url = {},
                         .original_url = {},
                         .original_name = {},
                         .withdrawn = document.stage != documents::Stage::recorded};
    if (auto const act = tasks::receipt_of(reading.db, task.id); act != 0 && eyes.is_public(task))
        view.receipt = "/so-kiem-chung/phieu/" + std::to_string(act);
    if (documents::sees(reading, document))
        view.document_url = (seen == Seen::by_all ? "/van-ban/" : "/can-bo/van-ban/") + shown(document.id);
    if (auto const original = eyes.original_of(task);
        original && (seen == Seen::by_officers || documents::is_open(*original))) {
        view.original_url = (seen == Seen::by_all ? "/van-ban/" : "/can-bo/van-ban/") + shown(original->id);
        view.original_name = documents::name_of(*original);
    }
    auto const whole = eyes.is_public(task) || documents::sees(reading, document) || eyes.oversees(task);
    auto const answers = Answers(reading, plans::Said::of_task(reading.db, task.id));
    auto const pointers = plans::Pointers(reading, task.id);
    auto const columns = columns_of(eyes, {task}, today);
    for (auto const& column : columns)
        for (auto const& meant : column.circle.meant)
            if (whole || eyes.owns(meant.body)) {
                view.items.push_back(unit_of(eyes, column, meant, answers, seen));
                put_fulfilled(view.items.back(), eyes, column, meant, pointers, seen);
            }
    in_order(view.items);
    if (seen == Seen::by_officers)
        view.supports = supports_of(eyes, columns, answers.said);
    if (!columns.empty() && whole)
        for (auto const& gone : columns.front().circle.gone)
            view.gone.push_back(gone_words(gone, today));
    return view;
}

// What one body owes, of what the asker may see.
std::vector<Column> columns_shown(tasks::Eyes& eyes, BodyId body, Seen seen, bool own)
{
    auto const& reading = eyes.reading();
    std::vector<Column> shown;
    eyes.know_current();
    auto const all = seen == Seen::by_all ? tasks::open_tasks(reading.db) : tasks::current_tasks(reading.db);
    for (auto const& task : all) {
        auto const shows = eyes.is_public(task) ||
                           (seen == Seen::by_officers &&
                            (own || documents::sees(reading, eyes.document_of(task)) || eyes.oversees(task)));
        if (!shows)
            continue;
        for (auto& column : columns_of(eyes, {task}, reading.today()))
            if (column.circle.find(body))
                shown.push_back(std::move(column));
    }
    return shown;
}

// Its own words, and those of the bodies whose part it took.
plans::Said said_by(db::Connection& db, BodyId body, std::vector<Column> const& columns)
{
    std::set<BodyId> all{body};
    for (auto const& column : columns)
        for (auto const gone : column.circle.find(body)->took_over)
            all.insert(gone);
    return plans::Said::of_bodies(db, {all.begin(), all.end()});
}

Outcome<BodyView> viewed(acts::Reading& reading, BodyQuery const& query, Seen seen)
{
    auto eyes = tasks::Eyes(reading);
    auto const today = reading.today();
    auto const* const body = bodies::directory()->on(query.body, today);
    if (!body)
        return refuse(kheo::problems::not_found);
    auto view =
        BodyView{.body = query.body, .name = body->name, .demo = body->demo, .items = {}, .seen = seen};
    auto const own = seen == Seen::by_officers && eyes.owns(query.body);
    auto const columns = columns_shown(eyes, query.body, seen, own);
    auto const answers = Answers(reading, said_by(reading.db, query.body, columns));
    for (auto const& column : columns) {
        view.items.push_back(unit_of(eyes, column, *column.circle.find(query.body), answers, seen));
        if (view.items.back().address.empty())
            view.items.back().address = std::string(base_of(seen)) + "/" + shown(column.task.id);
    }
    if (view.items.empty() && seen == Seen::by_officers && !own)
        return refuse(kheo::problems::not_found);
    in_order(view.items);
    return view;
}

std::vector<routes::Crumb> crumbs_of(Seen seen, std::string here)
{
    return {seen == Seen::by_all ? routes::Crumb{"Trang chủ", "/"} : routes::Crumb{"Việc của tôi", "/can-bo"},
            {"Nhiệm vụ", std::string(base_of(seen))},
            {std::move(here), ""}};
}

routes::Page page_of(TaskView const& view, TaskOffice const& office)
{
    auto const brief = std::string(first_characters(view.text, 80));
    return {.title = brief,
            .description = std::string(first_characters(view.assigner + ": " + view.text, 160)),
            .crumbs = crumbs_of(view.seen, brief),
            .body = task_page(view, figures_of(view.items), office),
            .section = std::string(base_of(view.seen)),
            .printed_code = view.seen == Seen::by_all};
}

} // namespace

std::span<forms::Rule const> BodyQuery::rules()
{
    static constexpr std::array<forms::Rule, 1> list{
        {{"body", "Đơn vị", forms::Input::id, INT64_MAX, forms::Need::required}}};
    return list;
}

Outcome<TaskView> view_task(acts::Reading& reading, TaskQuery const& query)
{
    return viewed(reading, query, Seen::by_officers);
}

Outcome<TaskView> view_public_task(acts::Reading& reading, TaskQuery const& query)
{
    read_topics(reading);
    return viewed(reading, query, Seen::by_all);
}

routes::Page show_task(acts::Reading&, TaskView const& view)
{
    return page_of(view, {});
}

Outcome<routes::Page> show_office_task(routes::Reading& reading, forms::Sent const& sent,
                                       Problem const* problem)
{
    auto const id = TaskId{parse_id(forms::value_of(sent.values, "task")).value_or(0)};
    auto const view = TRY(viewed(reading, TaskQuery{id}, Seen::by_officers));
    auto office = TaskOffice{
        .may_change = view.stage == tasks::Stage::assigned &&
                      reading.may(tasks::may::assign_tasks, tasks::place(view.task)),
        .keys = web::form_keys_of(reading.csrf, sent.values, problem, std::to_string(view.task.version)),
        .errors = web::errors_of(problem)};
    office.reason = web::FormFields(tasks::DropForm::rules(), sent.values, problem).field("reason");
    return page_of(view, office);
}

Outcome<BodyView> view_body(acts::Reading& reading, BodyQuery const& query)
{
    return viewed(reading, query, Seen::by_officers);
}

Outcome<BodyView> view_public_body(acts::Reading& reading, BodyQuery const& query)
{
    read_topics(reading);
    return viewed(reading, query, Seen::by_all);
}

routes::Page show_body(acts::Reading&, BodyView const& view)
{
    return {.title = view.name,
            .description = "Nhiệm vụ được giao cho " + view.name + " và tình trạng thực hiện.",
            .crumbs = crumbs_of(view.seen, view.name),
            .body = body_page(view, figures_of(view.items)),
            .section = std::string(base_of(view.seen))};
}

} // namespace kheo::matrix
