// SPDX-License-Identifier: AGPL-3.0-or-later
#include "capabilities/rounds/meet.hpp"

#include "capabilities/rounds/judge.hpp"
#include "capabilities/rounds/load.hpp"
#include "capabilities/rounds/meet.html.hpp"
#include "capabilities/rounds/put_in.hpp"
#include "capabilities/rounds/view.hpp"
#include "web/form_page.hpp"
#include "web/form_page.html.hpp"

#include <array>
#include <fmt/format.h>
#include <ranges>

namespace kheo::rounds
{

namespace
{

using forms::Input;
using forms::Need;

constexpr std::string_view taken = "application/pdf,image/jpeg,image/png,image/webp";
constexpr std::int64_t most_judged = 300; // on one paper

acts::Reading reading_of(routes::Before const& before, db::Connection& db)
{
    return {.db = db, .actor = before.actor, .now = before.now, .allowed = before.allowed};
}

// Offices, not people: who sat there is told by what they hold.
Outcome<void> offices_only(std::string_view field, std::string_view label, std::string const& text)
{
    if (auto error = areas::private_data_in(field, label, text))
        return refuse(kheo::problems::bad_fields, std::vector<FieldError>{std::move(*error)});
    return {};
}

Outcome<void> not_ahead(std::string field, std::string_view label, std::optional<Date> day, Date today)
{
    if (day && *day > today)
        return refuse(
            kheo::problems::bad_fields,
            std::vector<FieldError>{{std::move(field), std::string(label) + ": chưa đến ngày này."}});
    return {};
}

std::string title_of(acts::Reading const& reading, ModelId id)
{
    auto const model = models::load(reading, id);
    return model ? model->title : "Mô hình " + shown(id);
}

Outcome<acts::Recorded<Candidate>> propose(acts::Work& work, Round const& round, Ticked const& one,
                                           MeetingId meeting)
{
    auto const named = TRY(load_candidate(work, {one.id}));
    if (named.round != round.id)
        return refuse(problems::not_in_round);
    auto candidate = TRY(load_for_round(work, may::manage_rounds, {one.id}, one.version));
    auto const hindered = obstacle_for(work, round, candidate, scores_of(work.db, candidate.id));
    if (!hindered.empty())
        return refuse(problems::not_ready, title_of(work, candidate.model) + ": " + hindered);
    auto const next = TRY(passed(std::move(candidate), meeting));
    return store(work, "candidates.passed", next);
}

} // namespace

std::span<forms::Rule const> MeetForm::rules()
{
    static constexpr std::array<forms::Rule, 7> list{{
        {"round", "Đợt thẩm định", Input::id, INT64_MAX, Need::required},
        {"held_on", "Ngày họp ghi trên biên bản", Input::date, 200, Need::required},
        {"location", "Nơi họp", Input::line, 200, Need::required},
        {"members", "Thành phần (chức vụ, mỗi dòng một)", Input::text, 1'000, Need::required,
         "Chỉ ghi chức vụ và cơ quan, không ghi họ tên."},
        {"conclusion", "Kết luận chung", Input::text, 2'000},
        {"passed", "Đề nghị công nhận", Input::line, 60},
        {"minutes", "Bản chụp biên bản", Input::file, 1, Need::required, "Một tệp PDF hoặc ảnh."},
    }};
    return list;
}

std::span<forms::Rule const> meet_query()
{
    static constexpr std::array<forms::Rule, 1> list{
        {{"round", "Đợt thẩm định", Input::id, INT64_MAX, Need::required}}};
    return list;
}

std::span<forms::Rule const> VisitForm::rules()
{
    static constexpr std::array<forms::Rule, 6> list{{
        {"candidate", "Hồ sơ thẩm định", Input::id, INT64_MAX, Need::required},
        {"version", "Phiên bản", Input::hidden, INT64_MAX, Need::required},
        {"visited_on", "Ngày khảo sát", Input::date, 200, Need::required},
        {"visitors", "Ai đi khảo sát (chức vụ, mỗi dòng một)", Input::text, 1'000, Need::required,
         "Chỉ ghi chức vụ và cơ quan, không ghi họ tên."},
        {"findings", "Biên bản: thấy gì, đo được gì", Input::text, 4'000, Need::required},
        {"files", "Ảnh, bản chụp biên bản", Input::file, models::most_files_at_once, Need::optional,
         "Lưu cùng minh chứng của mô hình; chỉ nội bộ xem."},
    }};
    return list;
}

std::span<forms::Rule const> MinutesQuery::rules()
{
    static constexpr std::array<forms::Rule, 1> list{
        {{"meeting", "Biên bản", Input::id, INT64_MAX, Need::required}}};
    return list;
}

Outcome<PreparedMeeting> prepare_meeting(routes::Before const& before, MeetForm const& form)
{
    // Nothing is read or stored for one who may not hold it.
    auto const round = TRY(before.store.read([&](db::Connection& db) -> Outcome<Round> {
        auto const reading = reading_of(before, db);
        auto found = TRY(load_round(reading, form.round));
        if (!reading.may(may::manage_rounds, place(found)))
            return refuse(kheo::problems::not_allowed);
        return found;
    }));
    auto const offices = offices_only("members", "Thành phần", form.members);
    if (!offices)
        return std::unexpected(offices.error());
    auto const past = not_ahead("held_on", "Ngày họp", form.held_on, local_date(before.now));
    if (!past)
        return std::unexpected(past.error());
    auto files = TRY(models::files_taken_in("minutes", form.minutes));
    auto prepared = PreparedMeeting{.form = form, .file = {}};
    if (!files.empty())
        prepared.file = std::move(files.front());
    prepared.form.round = round.id;
    return prepared;
}

Outcome<acts::Recorded<Meeting>> meet(acts::Work& work, PreparedMeeting const& prepared)
{
    auto const& form = prepared.form;
    auto const round = TRY(load_round(work, form.round));
    if (!work.may(may::manage_rounds, place(round)))
        return refuse(kheo::problems::not_allowed);
    if (round.stage != RoundStage::open)
        return refuse(problems::round_stage_forbids, label(round.stage));
    auto const meeting = Meeting{.id = {work.draws.id()},
                                 .round = round.id,
                                 .body = round.body,
                                 .area = round.area,
                                 .held_on = form.held_on.value(),
                                 .location = form.location,
                                 .members = form.members,
                                 .conclusion = form.conclusion,
                                 .passed = int(form.passed.size()),
                                 .file_name = prepared.file.name,
                                 .file_ending = prepared.file.ending,
                                 .file_size = prepared.file.size,
                                 .file_hash = prepared.file.hash,
                                 .demo = round.demo};
    for (auto const& text : form.passed) {
        auto const one = ticked(text);
        if (!one)
            return refuse(kheo::problems::bad_fields,
                          std::vector<FieldError>{{"passed", "Đề nghị công nhận: có mục không đọc được."}});
        auto const done = propose(work, round, *one, meeting.id);
        if (!done)
            return refuse(kheo::problems::bad_fields,
                          std::vector<FieldError>{{"passed", done.error().sentence}});
    }
    return store_new(work, meeting);
}

Outcome<PreparedVisit> prepare_visit(routes::Before const& before, VisitForm const& form)
{
    auto const allowed = before.store.read([&](db::Connection& db) -> Outcome<Candidate> {
        auto const reading = reading_of(before, db);
        auto candidate = TRY(load_candidate(reading, form.candidate));
        if (!reading.may(may::manage_rounds, place(round_of(db, candidate.round))))
            return refuse(kheo::problems::not_allowed);
        return candidate;
    });
    if (!allowed)
        return std::unexpected(allowed.error());
    for (auto const& [field, label, text] :
         {std::tuple("visitors", "Ai đi khảo sát", &form.visitors), {"findings", "Biên bản", &form.findings}})
        if (auto const offices = offices_only(field, label, *text); !offices)
            return std::unexpected(offices.error());
    auto const past = not_ahead("visited_on", "Ngày khảo sát", form.visited_on, local_date(before.now));
    if (!past)
        return std::unexpected(past.error());
    auto files = TRY(models::files_taken_in("files", form.files));
    return PreparedVisit{.form = form, .files = std::move(files)};
}

Outcome<acts::Recorded<Visit>> visit(acts::Work& work, PreparedVisit const& prepared)
{
    auto const& form = prepared.form;
    auto const candidate = TRY(load_for_round(work, may::manage_rounds, form.candidate, form.version));
    auto const model = TRY(models::load_row(work, candidate.model));
    auto const caption = "Khảo sát ngày " + shown(form.visited_on.value());
    for (auto file : prepared.files) {
        file.caption = caption;
        auto const kept = models::keep_file(work, model, std::move(file));
        if (!kept)
            return std::unexpected(kept.error());
    }
    return store_new(work, Visit{.id = {work.draws.id()},
                                 .candidate = candidate.id,
                                 .body = candidate.body,
                                 .area = candidate.area,
                                 .visited_on = *form.visited_on,
                                 .visitors = form.visitors,
                                 .findings = form.findings,
                                 .files = int(prepared.files.size()),
                                 .demo = candidate.demo});
}

Outcome<http::Response> minutes_file(routes::Reading& reading, MinutesQuery const& query)
{
    auto const meeting = meeting_by_id(reading.db, query.meeting);
    if (!meeting || meeting->file_hash.empty() ||
        !sees_appraisal(reading, round_of(reading.db, meeting->round)))
        return refuse(kheo::problems::not_found);
    auto answer = TRY(models::stored_file(meeting->file_hash, meeting->file_ending));
    answer.download_as = meeting->file_name;
    return answer;
}

bool hindered(MeetPage const& page)
{
    return std::ranges::any_of(page.judged, [](Judged const& one) { return !one.obstacle.empty(); });
}

namespace
{

// What waits to be judged, with what this reader may know of its scores.
void judge(MeetPage& page, acts::Reading const& reading, forms::Values const& sent)
{
    auto const& round = page.round;
    auto const waiting = waiting_of(reading.db, round.id, most_judged + 1);
    page.more = std::int64_t(waiting.size()) > most_judged;
    auto scores = scores_of_round(reading.db, round.id);
    auto const sits = sits_in_council(reading, round);
    for (auto const& candidate : waiting | std::views::take(most_judged)) {
        auto const& all = scores[candidate.id];
        auto const picture = picture_of(visible_scores(all, reading.actor.account, sits));
        auto const value = fmt::format("{}-{}", shown(candidate.id), candidate.version);
        page.judged.push_back(
            {.value = value,
             .title = fmt::format("{}. {}", candidate.place, title_of(reading, candidate.model)),
             .address = "/can-bo/ho-so-tham-dinh/" + shown(candidate.id),
             .note = picture.scores > 0 ? fmt::format("{} người chấm, bình quân {}%, chênh {}%",
                                                      picture.scores, picture.mean / 10, picture.spread / 10)
                                        : "",
             .obstacle = obstacle_for(reading, round, candidate, all),
             .chosen = std::ranges::find(sent, std::pair(std::string("passed"), value)) != sent.end()});
    }
}

} // namespace

Outcome<routes::Page> show_meet(routes::Reading& reading, forms::Sent const& sent, Problem const* problem)
{
    auto const id = RoundId{parse_id(forms::value_of(sent.values, "round")).value_or(0)};
    auto const round = TRY(load_round(reading, id));
    if (!reading.may(may::manage_rounds, place(round)))
        return refuse(kheo::problems::not_allowed);
    // What was typed is shown again even where the round was closed meanwhile.
    if (!problem && round.stage != RoundStage::open)
        return refuse(problems::round_stage_forbids, label(round.stage));
    auto const fields = web::FormFields(MeetForm::rules(), sent.values, problem);
    auto page = MeetPage{.round = round,
                         .fields = fields.fields({"held_on", "location", "members", "conclusion"}),
                         .file = fields.field("minutes"),
                         .keys = web::form_keys_of(reading.csrf, sent.values, problem),
                         .errors = web::errors_of(problem)};
    page.file.accept = taken;
    judge(page, reading, sent.values);
    return routes::Page{.title = "Ghi biên bản họp hội đồng",
                        .crumbs = {{"Việc của tôi", "/can-bo"},
                                   {"Thẩm định", "/can-bo/tham-dinh"},
                                   {round.title, "/can-bo/tham-dinh/" + shown(id)},
                                   {"Biên bản họp", ""}},
                        .body = meet_page(page),
                        .section = "/can-bo/tham-dinh"};
}

Outcome<routes::Page> show_visit(routes::Reading& reading, forms::Sent const& sent, Problem const* problem)
{
    auto const id = CandidateId{parse_id(forms::value_of(sent.values, "candidate")).value_or(0)};
    auto const candidate = TRY(load_candidate(reading, id));
    if (!reading.may(may::manage_rounds, place(round_of(reading.db, candidate.round))))
        return refuse(kheo::problems::not_allowed);
    auto const address = "/can-bo/ho-so-tham-dinh/" + shown(id);
    auto const fields = web::FormFields(VisitForm::rules(), sent.values, problem);
    auto page = web::FormPage{
        .title = "Ghi kết quả khảo sát",
        .intro = title_of(reading, candidate.model),
        .action = address + "/khao-sat",
        .with_files = true,
        .keys = web::form_keys_of(reading.csrf, sent.values, problem, std::to_string(candidate.version)),
        .errors = web::errors_of(problem),
        .sections = {{"", "", fields.fields({"visited_on", "visitors", "findings", "files"})}},
        .buttons = {{"Lưu"}},
        .cancel = {"Bỏ, về hồ sơ", address}};
    for (auto& field : page.sections.front().fields)
        if (field.name == "files")
            field.accept = taken;
    return routes::Page{.title = page.title,
                        .crumbs = {{"Việc của tôi", "/can-bo"},
                                   {"Thẩm định", "/can-bo/tham-dinh"},
                                   {"Hồ sơ", address},
                                   {"Khảo sát", ""}},
                        .body = web::form_page(page),
                        .section = "/can-bo/tham-dinh"};
}

} // namespace kheo::rounds
