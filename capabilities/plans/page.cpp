// SPDX-License-Identifier: AGPL-3.0-or-later
#include "capabilities/plans/page.hpp"

#include "capabilities/ledger/ledger.hpp"
#include "capabilities/plans/alike.hpp"
#include "capabilities/plans/page.html.hpp"

#include <algorithm>
#include <array>
#include <fmt/format.h>

namespace kheo::plans
{

namespace
{

constexpr std::size_t most_alike = 3;
constexpr int most_documents = 200; // to choose from

std::string address_of(Part const& part)
{
    return "/can-bo/nhiem-vu/" + shown(part.task.id) + "/don-vi/" + shown(part.body.body);
}

std::vector<web::Event> events_of(acts::Reading const& reading, Plan const& plan)
{
    std::vector<web::Event> events;
    if (!plan.id)
        return events;
    for (auto const& act : acts::history(reading.db, "plan", plan.id.value)) {
        auto event =
            web::Event{.date = shown(local_date(act.at)), .title = std::string(ledger::said(act.kind))};
        if (!act.content.empty()) {
            auto const content = boost::json::parse(act.content);
            auto const* const note = content.as_object().if_contains("note");
            for (auto const* const key : {"text", "reason"})
                if (auto const* const said = note ? note->as_object().if_contains(key) : nullptr)
                    event.text = std::string(said->as_string());
        }
        events.push_back(std::move(event));
    }
    return events;
}

web::SummaryRow row(std::string key, std::string value, std::string address = {})
{
    return {std::move(key), {std::move(value), std::move(address), {}}, {}};
}

web::Link link_of(acts::Reading const& reading, Proof const& proof)
{
    if (proof.document) {
        auto const document = documents::load(reading, proof.document);
        return document ? web::Link{documents::name_of(*document), "/can-bo/van-ban/" + shown(proof.document)}
                        : web::Link{"Văn bản bạn không được xem", ""};
    }
    auto const model = models::load(reading, proof.model);
    return model ? web::Link{"Mô hình: " + model->title, "/can-bo/mo-hinh/" + shown(proof.model)}
                 : web::Link{"Mô hình bạn không được xem", ""};
}

void put_said(PartPage& page, acts::Reading const& reading, Plan const& plan)
{
    if (!plan.promise.empty())
        page.said.push_back(row("Kế hoạch", plan.promise));
    if (plan.document) {
        auto const link = link_of(reading, {plan.document, {}});
        page.said.push_back(row("Văn bản kế hoạch", link.text, link.address));
    }
    if (plan.planned_on)
        page.said.push_back(row("Ngày ký kế hoạch", shown(*plan.planned_on)));
    if (!plan.progress.empty())
        page.said.push_back(row("Tiến độ, ngày " + shown(*plan.progress_on), plan.progress));
    if (plan.done_on) {
        page.said.push_back(row("Ngày diễn ra", shown(*plan.done_on)));
        page.said.push_back(row("Kết quả", plan.result));
        if (!plan.signer_office.empty())
            page.said.push_back(row("Chức vụ người ký", plan.signer_office));
        page.said.push_back(row("Ngày nhập báo hoàn thành", shown(*plan.submitted_on)));
    }
    for (auto const& proof : proofs_of(plan.evidence))
        page.proofs.push_back(link_of(reading, proof));
    if (plan.stage == Stage::returned)
        page.returned = plan.reason;
}

// The unit's own documents, and the one that is its plan now, whoever keeps it: to save
// again must not take it away.
web::Offered documents_of(acts::Reading const& reading, Part const& part)
{
    web::Offered offered;
    auto& choices = offered["document"];
    for (auto const& document : documents::documents_of_body(reading.db, part.body.body, most_documents))
        if (documents::sees(reading, document))
            choices.push_back({shown(document.id), documents::name_of(document) + ": " + document.subject});
    auto const now = part.plan.document;
    if (now && std::ranges::find(choices, shown(now), &web::Choice::value) == choices.end())
        choices.insert(choices.begin(), {shown(now), link_of(reading, {now, {}}).text});
    if (choices.empty())
        choices.push_back({"", "Thư viện chưa có văn bản nào của đơn vị"});
    return offered;
}

// What was typed goes to the form it was sent by; the others begin with the record.
bool was_sent(forms::Values const& sent, std::string_view name)
{
    return std::ranges::any_of(sent, [&](auto const& pair) { return pair.first == name; });
}

// Of drafts, which stand above plans and are seen from here by their address alone.
constexpr acts::Permission write_drafts{"drafts.write"};

void put_unit_steps(PartPage& page, acts::Reading const& reading, Part const& part, forms::Values const& sent,
                    Problem const* problem)
{
    auto const& plan = part.plan;
    if (plan.stage != Stage::working && plan.stage != Stage::returned)
        return;
    auto const address = address_of(part);
    auto const stored =
        forms::Values{{"promise", plan.promise},
                      {"document", plan.document ? shown(plan.document) : std::string()},
                      {"planned_on", plan.planned_on ? shown(*plan.planned_on) : std::string()}};
    auto const promise = web::FormFields(PromiseForm::rules(), was_sent(sent, "promise") ? sent : stored,
                                         problem, documents_of(reading, part), stored);
    auto const report = web::FormFields(ReportForm::rules(), sent, problem);
    auto const complete = web::FormFields(CompleteForm::rules(), sent, problem);
    if (part.role == tasks::Part::support) {
        page.steps.push_back({.title = "Ghi phần phối hợp",
                              .action = address + "/tien-do",
                              .button = "Ghi phần phối hợp",
                              .kind = web::Button::Kind::primary,
                              .fields = report.fields({"progress", "proofs"}),
                              .open = true});
        return;
    }
    page.writes_plan = reading.may(write_drafts, bodies::place(part.body));
    page.steps.push_back({.title = plan.version == 0 ? "Gửi kế hoạch của đơn vị" : "Sửa kế hoạch của đơn vị",
                          .action = address + "/ke-hoach",
                          .button = "Gửi kế hoạch",
                          .fields = promise.fields({"promise", "document", "planned_on"}),
                          .open = was_sent(sent, "promise") || (!problem && plan.version == 0)});
    page.steps.push_back({.title = "Báo tiến độ",
                          .action = address + "/tien-do",
                          .button = "Gửi tiến độ",
                          .fields = report.fields({"progress", "proofs"}),
                          .open = was_sent(sent, "progress")});
    page.steps.push_back({.title = "Báo hoàn thành",
                          .action = address + "/hoan-thanh",
                          .button = "Báo hoàn thành",
                          .kind = web::Button::Kind::primary,
                          .fields = complete.fields({"done_on", "result", "signer_office", "evidence"}),
                          .open = was_sent(sent, "done_on") || (!problem && plan.version > 0)});
}

void put_parent_steps(PartPage& page, acts::Reading const& reading, Part const& part,
                      forms::Values const& sent, Problem const* problem)
{
    auto const stage = part.plan.stage;
    auto const address = address_of(part);
    if (is_own_word(reading, part.plan))
        page.own_word = std::string(problems::own_word.sentence);
    else if (stage == Stage::submitted)
        page.steps.push_back({.title = "Xác nhận đã hoàn thành",
                              .action = address + "/dong-y",
                              .button = "Xác nhận hoàn thành",
                              .kind = web::Button::Kind::primary,
                              .fields = {},
                              .open = true});
    if (stage == Stage::submitted || stage == Stage::accepted)
        page.steps.push_back({.title = "Trả lại để làm tiếp",
                              .action = address + "/tra-lai",
                              .button = "Trả lại",
                              .kind = web::Button::Kind::warning,
                              .fields = {web::FormFields(DecideForm::rules(), sent, problem).field("reason")},
                              .open = was_sent(sent, "reason")});
}

void put_alike(PartPage& page, acts::Reading const& reading, Part const& part, Said const& said)
{
    if (part.plan.promise.empty() && !part.plan.document)
        return;
    auto const others = said.of(part.task.id, part.plan.period);
    for (auto const& one : alike_of(reading, part.plan, others, most_alike))
        page.alike.push_back({.name = bodies::name_of(one.body, reading.today()),
                              .address = "/can-bo/nhiem-vu/" + shown(part.task.id) + "/don-vi/" +
                                         shown(one.body) +
                                         (part.plan.period.empty() ? "" : "?period=" + part.plan.period),
                              .how = fmt::format("Giống {} %", one.percent),
                              .own = words_of(reading, part.plan),
                              .other = one.text});
}

// It is asked to help: nothing it does or leaves counts in time or late.
void put_support(PartPage& page, Part const& part)
{
    page.badge = {std::string(tasks::label(part.role)), web::Tone::grey};
    page.standing = part.plan.progress.empty() ? "Chưa ghi phần phối hợp" : "";
    page.stage = "Phối hợp: không tính đúng hạn hay quá hạn";
}

void put_taken(PartPage& page, acts::Reading const& reading, Part const& part, Said const& said)
{
    for (auto const gone : part.meant.took_over) {
        auto const* const plan = said.find(part.task.id, part.plan.period, gone);
        page.taken.push_back({bodies::name_of(gone, reading.today()), taken_words(plan)});
    }
}

// Where the period is none of the task's, its newest: an address without one.
Outcome<Part> part_shown(acts::Reading const& reading, PartQuery query)
{
    auto part = load_part(reading, query);
    if (part)
        return part;
    auto const task = TRY(tasks::load(reading, query.task));
    if (auto const all = tasks::occurrences_of(task, reading.today()); !all.empty())
        query.period = all.back().period;
    return load_part(reading, query);
}

} // namespace

std::string taken_words(Plan const* plan)
{
    if (!plan)
        return "chưa trả lời";
    if (is_done(*plan))
        return fmt::format("hoàn thành ngày {}. {}", shown(*plan->done_on), plan->result);
    if (plan->stage == Stage::returned)
        return "đã báo hoàn thành, bị trả lại: " + plan->reason;
    return plan->progress.empty() ? plan->promise : plan->progress;
}

web::Badge badge_of(State const& state)
{
    static constexpr std::array tones{web::Tone::green, web::Tone::yellow, web::Tone::blue, web::Tone::red};
    return {std::string(label(state.standing)), tones.at(std::size_t(state.standing))};
}

std::string words_of(State const& state, std::optional<Date> due, Date today)
{
    std::string words;
    if (state.days_late > 0)
        words = fmt::format("Quá hạn {} ngày", state.days_late);
    else if (state.standing == Standing::open_in_time && due)
        words = due->day == today.day ? std::string("Hết hạn hôm nay")
                                      : fmt::format("Còn {} ngày", due->day - today.day);
    for (auto const& [holds, said] :
         {std::pair(state.waiting, "chờ xác nhận"), std::pair(state.returned, "bị trả lại"),
          std::pair(state.inherited, "nhận từ đơn vị cũ"), std::pair(!state.begun, "chưa trả lời")})
        if (holds)
            words += (words.empty() ? "" : ", ") + std::string(said);
    return words;
}

Outcome<routes::Page> show_part(routes::Reading& reading, forms::Sent const& sent, Problem const* problem)
{
    auto const value = [&](std::string_view name) { return forms::value_of(sent.values, name); };
    auto const part = TRY(part_shown(reading, {{parse_id(value("task")).value_or(0)},
                                               {parse_id(value("body")).value_or(0)},
                                               std::string(value("period"))}));
    auto eyes = tasks::Eyes(reading);
    auto const& document = eyes.document_of(part.task);
    auto const said = Said::of_task(reading.db, part.task.id);
    auto const state = said.state(part.task, part.occurrence, part.meant, reading.today());
    auto page = PartPage{
        .task_text = part.task.text,
        .task_url = "/can-bo/nhiem-vu/" + shown(part.task.id),
        .unit = part.body.name,
        .sentence = part.task.sentence,
        .product = part.task.product,
        .assigner = bodies::name_of(part.task.body, reading.today()),
        .document = eyes.document_name(part.task),
        .due = tasks::words_of(tasks::due_of(part.task)),
        .period = tasks::period_words(part.occurrence.period),
        .badge = badge_of(state),
        .standing = words_of(state, part.occurrence.due, reading.today()),
        .stage = std::string(label(part.plan.stage)),
        .fulfilled = {},
        .task = shown(part.task.id),
        .body = shown(part.body.body),
        .events = events_of(reading, part.plan),
        .address = address_of(part),
        .period_key = part.occurrence.period,
        .keys = web::form_keys_of(reading.csrf, sent.values, problem, std::to_string(part.plan.version)),
        .errors = web::errors_of(problem)};
    if (documents::sees(reading, document))
        page.document_url = "/can-bo/van-ban/" + shown(document.id);
    if (part.occurrence.due && part.task.due_kind != tasks::DueKind::on_day)
        page.due += " (hết ngày " + shown(*part.occurrence.due) + ")";
    page.warning = tasks::warning_of(tasks::due_of(part.task), part.occurrence, workdays::calendar());
    put_said(page, reading, part.plan);
    put_taken(page, reading, part, said);
    auto const stands = eyes.stands(part.task);
    if (part.role == tasks::Part::lead)
        page.fulfilled = fulfilled_part(reading, part, stands, sent.values, problem);
    else
        put_support(page, part);
    if (stands && reading.may(may::answer_tasks, bodies::place(part.body)))
        put_unit_steps(page, reading, part, sent.values, problem);
    if (stands && reading.may(may::accept_plans, tasks::place(part.task)))
        put_parent_steps(page, reading, part, sent.values, problem);
    if (eyes.oversees(part.task))
        put_alike(page, reading, part, said);
    return routes::Page{.title = part.task.text,
                        .crumbs = {{"Việc của tôi", "/can-bo"},
                                   {"Nhiệm vụ", "/can-bo/nhiem-vu"},
                                   {page.document, page.task_url},
                                   {part.body.name, ""}},
                        .body = part_page(page),
                        .section = "/can-bo/nhiem-vu"};
}

} // namespace kheo::plans
