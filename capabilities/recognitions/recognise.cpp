// SPDX-License-Identifier: AGPL-3.0-or-later
#include "capabilities/recognitions/recognise.hpp"

#include "capabilities/consultations/consultations.hpp"
#include "capabilities/recognitions/load.hpp"
#include "capabilities/recognitions/recognise.html.hpp"
#include "web/form_page.hpp"
#include "web/form_page.html.hpp"

#include <array>
#include <fmt/format.h>

namespace kheo::recognitions
{

namespace
{

using forms::Input;
using forms::Need;
using rounds::Candidate;
using rounds::Round;

constexpr std::size_t most_at_once = 200;
constexpr std::array<forms::Choice, 3> levels{
    {{"cap_xa", "Cấp xã"}, {"cap_tinh", "Cấp tỉnh"}, {"cap_trung_uong", "Cấp trung ương"}}};

auto wrong(std::string field, std::string sentence)
{
    return refuse(kheo::problems::bad_fields,
                  std::vector<FieldError>{{std::move(field), std::move(sentence)}});
}

Outcome<Round> round_of_decider(acts::Reading const& reading, rounds::RoundId id)
{
    auto round = TRY(rounds::load_round(reading, id));
    if (!reading.may(may::decide_recognitions, rounds::place(round)))
        return refuse(kheo::problems::not_allowed);
    return round;
}

Outcome<Round> round_to_decide(acts::Reading const& reading, rounds::RoundId id)
{
    auto round = TRY(round_of_decider(reading, id));
    if (round.stage != rounds::RoundStage::open)
        return refuse(rounds::problems::round_stage_forbids, label(round.stage));
    return round;
}

// No body recognises at a level above its own.
bool is_above(std::string const& level, Level most)
{
    auto named = Level();
    return boost::describe::enum_from_string(level.c_str(), named) && named > most;
}

// The refusal with the first place of the number.
Outcome<void> free_number(db::Connection& db, Decision const& decision)
{
    auto const first = decision_of_number(db, decision.body, decision.year, decision.number);
    if (!first)
        return {};
    auto problem =
        Problem(problems::number_used,
                fmt::format("quyết định {} ngày {} đã công nhận {} mô hình (/quyet-dinh/{}).", first->number,
                            shown(first->issued_on), first->models, shown(first->id)));
    problem.fields.push_back({"number", problem.sentence});
    return std::unexpected(std::move(problem));
}

Outcome<Candidate> proposed_one(acts::Work& work, Round const& round, std::string_view text)
{
    auto const one = rounds::ticked(text);
    if (!one)
        return wrong("candidates", "Các mô hình: có mục không đọc được.");
    auto const named = TRY(rounds::load_candidate(work, {one->id}));
    // Said before its own round is asked for: that may be closed, this one is not.
    if (named.round != round.id)
        return refuse(
            rounds::problems::not_in_round,
            std::vector<FieldError>{{"candidates", std::string(rounds::problems::not_in_round.sentence)}});
    return rounds::load_for_round(work, may::decide_recognitions, {one->id}, one->version);
}

// What the council has not yet met about cannot be decided.
Outcome<void> after_its_meeting(db::Connection& db, Candidate const& candidate, Date issued_on)
{
    auto const meeting = candidate.meeting ? rounds::meeting_by_id(db, candidate.meeting) : std::nullopt;
    if (!meeting || issued_on >= meeting->held_on)
        return {};
    return wrong("issued_on", fmt::format("Ngày ban hành: hội đồng họp ngày {}, quyết định không thể ban "
                                          "hành trước ngày đó.",
                                          shown(meeting->held_on)));
}

Outcome<void> recognise_one(acts::Work& work, Round const& round, Decision const& decision,
                            Candidate candidate)
{
    auto const next = TRY(rounds::decided(std::move(candidate)));
    auto const model = TRY(models::load_row(work, next.model));
    if (model.stage == models::Stage::withdrawn)
        return refuse(models::problems::stage_forbids, models::label(model.stage));
    auto const changed =
        rounds::change_model(work, next, round.year, models::recognised, "models.recognised");
    if (!changed)
        return changed;
    rounds::store(work, "candidates.recognised", next);
    store_new(work, Recognition{.id = {work.draws.id()},
                                .decision = decision.id,
                                .round = round.id,
                                .candidate = next.id,
                                .model = next.model,
                                .body = next.body,
                                .area = next.area,
                                .issuer = decision.body,
                                .year = round.year,
                                .level = decision.level,
                                .number = decision.number,
                                .issued_on = decision.issued_on,
                                .signer = decision.signer,
                                .opened = model.published,
                                .demo = model.demo});
    return {};
}

} // namespace

std::span<forms::Rule const> RecogniseForm::rules()
{
    static constexpr std::array<forms::Rule, 7> list{{
        {"round", "Đợt thẩm định", Input::id, INT64_MAX, Need::required},
        {"number", "Số, ký hiệu quyết định", Input::line, 60, Need::required, "Ví dụ: 412/QĐ-UBND"},
        {"issued_on", "Ngày ban hành", Input::date, 200, Need::required},
        {"signer", "Chức vụ người ký", Input::line, 160, Need::required,
         "Ghi chức vụ, không ghi họ tên. Ví dụ: Chủ tịch Ủy ban nhân dân xã"},
        {"level", "Cấp công nhận", Input::choice, 20, Need::optional, "Để trống: cấp của đợt thẩm định.",
         levels},
        {"candidates", "Các mô hình", Input::line, 60, Need::required},
        {"scan", "Bản chụp quyết định", Input::file, 1, Need::optional,
         "Một tệp PDF hoặc ảnh; chỉ nội bộ xem."},
    }};
    return list;
}

std::span<forms::Rule const> WithdrawForm::rules()
{
    static constexpr std::array<forms::Rule, 3> list{{
        {"recognition", "Việc công nhận", Input::id, INT64_MAX, Need::required},
        {"version", "Phiên bản", Input::hidden, INT64_MAX, Need::required},
        {"reason", "Lý do", Input::text, 1'000},
    }};
    return list;
}

std::span<forms::Rule const> recognise_query()
{
    static constexpr std::array<forms::Rule, 1> list{
        {{"round", "Đợt thẩm định", Input::id, INT64_MAX, Need::required}}};
    return list;
}

Outcome<PreparedDecision> prepare_decision(routes::Before const& before, RecogniseForm const& form)
{
    // Nothing is read or stored for one who may not decide.
    auto const round = before.store.read([&](db::Connection& db) {
        return round_to_decide(
            {.db = db, .actor = before.actor, .now = before.now, .allowed = before.allowed}, form.round);
    });
    if (!round)
        return std::unexpected(round.error());
    if (form.issued_on && *form.issued_on > local_date(before.now))
        return wrong("issued_on", "Ngày ban hành: chưa đến ngày này.");
    if (auto error = areas::private_data_in("signer", "Chức vụ người ký", form.signer))
        return refuse(kheo::problems::bad_fields, std::vector<FieldError>{std::move(*error)});
    auto files = TRY(models::files_taken_in("scan", form.scan));
    auto prepared = PreparedDecision{.form = form, .scan = {}};
    if (!files.empty())
        prepared.scan = std::move(files.front());
    return prepared;
}

Outcome<acts::Recorded<Decision>> recognise(acts::Work& work, PreparedDecision const& prepared)
{
    auto const& form = prepared.form;
    auto const round = TRY(round_to_decide(work, form.round));
    if (form.candidates.size() > most_at_once)
        return wrong("candidates", fmt::format("Mỗi quyết định nhiều nhất {} mô hình.", most_at_once));
    if (form.level.value_or(round.level) > round.level)
        return wrong("level", fmt::format("Cấp công nhận: cao nhất là “{}”, cấp của cơ quan công nhận.",
                                          label(round.level)));
    auto const decision = Decision{.id = {work.draws.id()},
                                   .body = round.body,
                                   .area = round.area,
                                   .year = civil(form.issued_on.value()).year,
                                   .number = form.number,
                                   .issued_on = *form.issued_on,
                                   .signer = form.signer,
                                   .level = form.level.value_or(round.level),
                                   .round = round.id,
                                   .models = int(form.candidates.size()),
                                   .file_name = prepared.scan.name,
                                   .file_ending = prepared.scan.ending,
                                   .file_size = prepared.scan.size,
                                   .file_hash = prepared.scan.hash,
                                   .demo = round.demo};
    auto const free = free_number(work.db, decision);
    if (!free)
        return std::unexpected(free.error());
    auto recorded = store_new(work, decision);
    for (auto const& text : form.candidates) {
        auto candidate = TRY(proposed_one(work, round, text));
        if (auto const met = after_its_meeting(work.db, candidate, decision.issued_on); !met)
            return std::unexpected(met.error());
        if (auto const heard =
                consultations::may_decide(work, round, candidate.id, decision.level, decision.issued_on);
            !heard)
            return std::unexpected(heard.error());
        auto const done = recognise_one(work, round, decision, std::move(candidate));
        if (!done)
            return std::unexpected(done.error());
    }
    return recorded;
}

Outcome<WithdrawForm> with_public_reason(WithdrawForm const& form)
{
    return areas::without_private_data(form, {"reason"});
}

Outcome<acts::Recorded<Recognition>> withdraw(acts::Work& work, WithdrawForm const& form)
{
    auto recognition = TRY(load(work, form.recognition));
    auto const decision = decision_by_id(work.db, recognition.decision);
    ensure(decision.has_value(), "a recognition without its decision");
    if (!work.may(may::decide_recognitions, place(*decision)))
        return refuse(kheo::problems::not_allowed);
    if (recognition.version != form.version)
        return refuse(kheo::problems::changed_meanwhile, "Người khác");
    auto const next = TRY(withdrawn(std::move(recognition), form.reason, work.today()));
    auto recorded = store(work, "recognitions.withdrawn", next);
    auto candidate = TRY(rounds::load_candidate(work, next.candidate));
    auto const back = TRY(rounds::undecided(std::move(candidate)));
    rounds::store(work, "candidates.recognition_withdrawn", back, {{"reason", form.reason}});
    // Another decision may still recognise it.
    auto model = TRY(models::load_row(work, next.model));
    if (standing_of(work.db, next.model).empty() && model.stage == models::Stage::recognised) {
        auto const changed = TRY(models::recognition_withdrawn(std::move(model)));
        models::store(work, "models.recognition_withdrawn", changed, {{"reason", form.reason}});
    }
    return recorded;
}

Outcome<routes::Page> show_recognise(routes::Reading& reading, forms::Sent const& sent,
                                     Problem const* problem)
{
    auto const id = rounds::RoundId{parse_id(forms::value_of(sent.values, "round")).value_or(0)};
    // What was typed is shown again even where the round was closed meanwhile.
    auto const round = TRY((problem ? round_of_decider : round_to_decide)(reading, id));
    auto const fields = web::FormFields(RecogniseForm::rules(), sent.values, problem);
    auto page = RecognisePage{.round = round,
                              .body = bodies::name_of(round.body, reading.today()),
                              .fields = fields.fields({"number", "issued_on", "signer", "level", "scan"}),
                              .keys = web::form_keys_of(reading.csrf, sent.values, problem),
                              .errors = web::errors_of(problem)};
    for (auto& field : page.fields)
        if (field.name == "level")
            std::erase_if(field.choices,
                          [&](web::Choice const& choice) { return is_above(choice.value, round.level); });
    page.fields.back().accept = "application/pdf,image/jpeg,image/png,image/webp";
    for (auto const& candidate : rounds::candidates_of(reading.db, id)) {
        if (candidate.state != rounds::State::passed)
            continue;
        auto const model = models::load(reading, candidate.model);
        auto const value = fmt::format("{}-{}", shown(candidate.id), candidate.version);
        auto const chosen =
            std::ranges::find(sent.values, std::pair(std::string("candidates"), value)) != sent.values.end();
        page.proposed.push_back({.value = value,
                                 .title = model ? model->title : "Mô hình " + shown(candidate.model),
                                 .unit = bodies::name_of(candidate.body, reading.today()),
                                 .address = "/can-bo/ho-so-tham-dinh/" + shown(candidate.id),
                                 .chosen = !problem || chosen});
    }
    return routes::Page{.title = "Ghi quyết định công nhận",
                        .crumbs = {{"Việc của tôi", "/can-bo"},
                                   {"Thẩm định", "/can-bo/tham-dinh"},
                                   {round.title, "/can-bo/tham-dinh/" + shown(id)},
                                   {"Quyết định", ""}},
                        .body = recognise_page(page),
                        .section = "/can-bo/tham-dinh"};
}

Outcome<routes::Page> show_withdraw(routes::Reading& reading, forms::Sent const& sent, Problem const* problem)
{
    auto const id = RecognitionId{parse_id(forms::value_of(sent.values, "recognition")).value_or(0)};
    auto const recognition = TRY(load(reading, id));
    auto const decision = decision_by_id(reading.db, recognition.decision);
    if (!decision || !reading.may(may::decide_recognitions, place(*decision)))
        return refuse(kheo::problems::not_allowed);
    if (!problem && recognition.withdrawn)
        return refuse(problems::withdrawn_already);
    auto const model = TRY(models::load(reading, recognition.model));
    auto const fields = web::FormFields(WithdrawForm::rules(), sent.values, problem);
    auto const page = web::FormPage{
        .title = "Hủy công nhận",
        .intro = fmt::format("“{}”, quyết định {} ngày {}. Trang công khai vẫn còn, ghi rõ đã hủy và lý do.",
                             model.title, recognition.number, shown(recognition.issued_on)),
        .action = "/can-bo/cong-nhan/" + shown(id) + "/huy",
        .keys = web::form_keys_of(reading.csrf, sent.values, problem, std::to_string(recognition.version)),
        .errors = web::errors_of(problem),
        .sections = {{"", "", fields.fields({"reason"})}},
        .buttons = {{"Hủy công nhận", web::Button::Kind::warning}},
        .cancel = {"Bỏ, về quyết định", "/quyet-dinh/" + shown(recognition.decision)}};
    return routes::Page{.title = page.title,
                        .crumbs = {{"Việc của tôi", "/can-bo"},
                                   {"Quyết định công nhận", "/can-bo/cong-nhan"},
                                   {page.title, ""}},
                        .body = web::form_page(page),
                        .section = "/can-bo/tham-dinh"};
}

} // namespace kheo::recognitions
