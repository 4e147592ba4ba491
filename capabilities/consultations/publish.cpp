// SPDX-License-Identifier: AGPL-3.0-or-later
#include "capabilities/consultations/publish.hpp"

#include "capabilities/consultations/consultation.sql.hpp"
#include "capabilities/consultations/consultations.hpp"
#include "web/form_page.hpp"
#include "web/form_page.html.hpp"

#include <algorithm>
#include <array>
#include <fmt/format.h>

namespace kheo::consultations
{

namespace
{

using forms::Input;
using forms::Need;
using rounds::Candidate;
constexpr std::size_t named_at_most = 5; // models in one refusal

Outcome<rounds::Round> round_of_body(acts::Reading const& reading, RoundId id)
{
    auto round = TRY(rounds::load_round(reading, id));
    if (!reading.may(may::consult, rounds::place(round)))
        return refuse(kheo::problems::not_allowed);
    return round;
}

Outcome<rounds::Round> round_to_consult(acts::Reading const& reading, RoundId id)
{
    auto round = TRY(round_of_body(reading, id));
    if (round.stage != rounds::RoundStage::open)
        return refuse(rounds::problems::round_stage_forbids, label(round.stage));
    return round;
}

std::vector<Candidate> proposed(db::Connection& db, RoundId round)
{
    auto all = rounds::candidates_of(db, round);
    std::erase_if(all, [](Candidate const& one) { return one.state != rounds::State::passed; });
    return all;
}

// A list names only models that everybody may read.
Outcome<void> all_public(acts::Reading const& reading, std::vector<Candidate> const& list)
{
    std::string names;
    std::size_t count = 0;
    for (auto const& one : list) {
        auto const model = TRY(models::load(reading, one.model));
        if (model.published && model.stage != models::Stage::withdrawn)
            continue;
        if (++count <= named_at_most)
            names += (names.empty() ? "“" : ", “") + model.title + "”";
    }
    if (count == 0)
        return {};
    if (count > named_at_most)
        names += fmt::format(" và {} mô hình khác", count - named_at_most);
    return refuse(problems::not_public, names);
}

Outcome<Consultation> consultation_to_change(acts::Reading const& reading, ConsultationId id)
{
    auto one = reading.db.one<Consultation>(sql::consultation_by_id, {{"id", id}});
    if (!one)
        return refuse(kheo::problems::not_found);
    if (!reading.may(may::consult, place(*one)))
        return refuse(kheo::problems::not_allowed);
    return *one;
}

} // namespace

std::span<forms::Rule const> PublishForm::rules()
{
    static constexpr std::array<forms::Rule, 3> list{
        {{"round", "Đợt thẩm định", Input::id, INT64_MAX, Need::required},
         {"days", "Số ngày lấy ý kiến", Input::number, 365},
         {"note", "Niêm yết thêm ở đâu", Input::text, 500, Need::optional,
          "Ví dụ: bảng tin trụ sở xã, nhà văn hóa thôn, loa truyền thanh."}}};
    return list;
}

std::span<forms::Rule const> StopForm::rules()
{
    static constexpr std::array<forms::Rule, 3> list{
        {{"consultation", "Lần lấy ý kiến", Input::id, INT64_MAX, Need::required},
         {"version", "Phiên bản", Input::hidden, INT64_MAX, Need::required},
         {"reason", "Lý do dừng", Input::text, 500, Need::required, "Ai cũng đọc được."}}};
    return list;
}

std::span<forms::Rule const> round_query()
{
    static constexpr std::array<forms::Rule, 1> list{
        {{"round", "Đợt thẩm định", Input::id, INT64_MAX, Need::required}}};
    return list;
}

Outcome<PublishForm> checked_publish(PublishForm const& form)
{
    auto checked = form;
    if (checked.days == 0)
        checked.days = int(rule("days"));
    if (checked.days < rule("least_days") || checked.days > rule("most_days"))
        return refuse(kheo::problems::bad_fields,
                      std::vector<FieldError>{{"days", fmt::format("Số ngày lấy ý kiến: từ {} đến {} ngày.",
                                                                   rule("least_days"), rule("most_days"))}});
    return areas::without_private_data(checked, {"note"});
}

Outcome<StopForm> checked_stop(StopForm const& form)
{
    return areas::without_private_data(form, {"reason"});
}

Outcome<acts::Recorded<Consultation>> publish(acts::Work& work, PublishForm const& form)
{
    auto const round = TRY(round_to_consult(work, form.round));
    auto const list = proposed(work.db, round.id);
    if (list.empty())
        return refuse(problems::nothing_proposed);
    for (auto const& one : of_round(work.db, round.id))
        if (course(one, work.today()) == Course::running)
            return refuse(problems::runs_already, shown(one.closes_on));
    if (auto const open = all_public(work, list); !open)
        return std::unexpected(open.error());
    auto made = Consultation{.id = {work.draws.id()},
                             .round = round.id,
                             .body = round.body,
                             .area = round.area,
                             .title = round.title,
                             .opened_on = work.today(),
                             .closes_on = Date{work.today().day + form.days},
                             .note = form.note,
                             .demo = round.demo};
    for (auto const& one : list) {
        auto const space = made.candidates.empty() ? "" : " ";
        made.candidates += space + shown(one.id);
        made.models += space + shown(one.model);
    }
    return store(work, "consultations.published", std::move(made));
}

Outcome<acts::Recorded<Consultation>> stop(acts::Work& work, StopForm const& form)
{
    auto now = TRY(consultation_to_change(work, form.consultation));
    if (now.version != form.version)
        return refuse(kheo::problems::changed_meanwhile, "Người khác");
    auto next = TRY(stopped(std::move(now), form.reason, work.today()));
    return store(work, "consultations.stopped", std::move(next));
}

routes::After after(Consultation const& consultation)
{
    return {"/lay-y-kien/" + shown(consultation.id),
            consultation.stopped ? "Đã dừng lấy ý kiến."
                                 : "Đã công bố. Ai cũng đọc và góp ý được đến hết ngày " +
                                       shown(consultation.closes_on) + "."};
}

Outcome<routes::Page> show_publish(routes::Reading& reading, forms::Sent const& sent, Problem const* problem)
{
    auto const id = RoundId{parse_id(forms::value_of(sent.values, "round")).value_or(0)};
    // What was typed is shown again even where the round was closed meanwhile.
    auto const round = TRY((problem ? round_of_body : round_to_consult)(reading, id));
    auto values = sent.values;
    if (!problem)
        forms::replace(values, "days", std::to_string(rule("days")));
    auto const list = proposed(reading.db, id);
    auto const fields = web::FormFields(PublishForm::rules(), values, problem);
    auto const address = "/can-bo/tham-dinh/" + shown(id);
    auto form =
        web::FormPage{.title = "Công bố danh sách lấy ý kiến",
                      .intro = fmt::format(
                          "{}: {} mô hình được hội đồng đề nghị. Danh sách nêu tên mô hình và đơn vị, không "
                          "nêu tên ai. Quyết định công nhận chỉ ghi được sau khi hết thời gian và mọi ý kiến "
                          "đã có trả lời.",
                          round.title, list.size()),
                      .action = address + "/lay-y-kien",
                      .keys = web::form_keys_of(reading.csrf, sent.values, problem),
                      .errors = web::errors_of(problem),
                      .sections = {{"", "", fields.fields({"days", "note"})}},
                      .buttons = {{"Công bố danh sách"}},
                      .cancel = {"Bỏ, về đợt thẩm định", address}};
    if (list.empty() && !problem) {
        form.intro = std::string(problems::nothing_proposed.sentence);
        form.sections.clear();
        form.buttons.clear();
    }
    return routes::Page{.title = form.title,
                        .crumbs = {{"Việc của tôi", "/can-bo"},
                                   {"Thẩm định", "/can-bo/tham-dinh"},
                                   {round.title, address},
                                   {"Lấy ý kiến", ""}},
                        .body = web::form_page(form),
                        .section = "/can-bo/tham-dinh"};
}

Outcome<routes::Page> show_stop(routes::Reading& reading, forms::Sent const& sent, Problem const* problem)
{
    auto const id = ConsultationId{parse_id(forms::value_of(sent.values, "consultation")).value_or(0)};
    auto const now = TRY(consultation_to_change(reading, id));
    auto const fields = web::FormFields(StopForm::rules(), sent.values, problem);
    auto const form = web::FormPage{
        .title = "Dừng lấy ý kiến",
        .intro =
            now.title + ". Trang vẫn còn, ghi rõ đã dừng và lý do. Muốn công nhận thì công bố danh sách mới.",
        .action = "/can-bo/lay-y-kien/" + shown(id) + "/dung",
        .keys = web::form_keys_of(reading.csrf, sent.values, problem, std::to_string(now.version)),
        .errors = web::errors_of(problem),
        .sections = {{"", "", fields.fields({"reason"})}},
        .buttons = {{"Dừng lấy ý kiến", web::Button::Kind::warning}},
        .cancel = {"Thôi, về danh sách", "/lay-y-kien/" + shown(id)}};
    return routes::Page{.title = form.title,
                        .crumbs = {{"Việc của tôi", "/can-bo"},
                                   {"Thẩm định", "/can-bo/tham-dinh"},
                                   {now.title, "/lay-y-kien/" + shown(id)},
                                   {"Dừng", ""}},
                        .body = web::form_page(form),
                        .section = "/can-bo/tham-dinh"};
}

Outcome<void> may_decide(acts::Reading const& reading, rounds::Round const& round, CandidateId candidate,
                         rounds::Level level, Date issued_on)
{
    auto const all = of_round(reading.db, round.id);
    auto const why = obstacle(all, candidate, must_consult(level), reading.today(), issued_on);
    if (!why.empty())
        return refuse(problems::not_yet, why);
    std::int64_t waiting = 0;
    for (auto const& one : all)
        waiting += one.stopped ? 0 : unread(reading.db, one.id);
    if (waiting > 0)
        return refuse(
            problems::not_yet,
            fmt::format("Còn {} ý kiến về danh sách chưa được trả lời. Xin đọc và trả lời trước.", waiting));
    return {};
}

} // namespace kheo::consultations
