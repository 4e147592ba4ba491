// SPDX-License-Identifier: AGPL-3.0-or-later
#include "capabilities/rounds/judge.hpp"

#include "capabilities/rounds/load.hpp"
#include "capabilities/rounds/put_in.hpp"
#include "platform/text/number.hpp"

#include <algorithm>
#include <fmt/format.h>

namespace kheo::rounds
{

namespace
{

using forms::Input;
using forms::Need;

constexpr forms::Rule candidate_rule{"candidate", "Hồ sơ thẩm định", Input::id, INT64_MAX, Need::required};
constexpr forms::Rule version_rule{"version", "Phiên bản", Input::hidden, INT64_MAX, Need::required};

acts::Note said(std::string const& what)
{
    return {{"reason", what}};
}

std::unexpected<Problem> missing_words()
{
    return refuse(problems::words_needed,
                  std::vector<FieldError>{{"what", std::string(problems::words_needed.sentence)}});
}

struct Seat {
    Candidate candidate;
    Round round;
    acts::Post post;
};

// Who sits in the council now, for a candidate that waits.
Outcome<Seat> seat_of(acts::Work& work, CandidateId id, std::int64_t version)
{
    auto candidate = TRY(load_for_round(work, may::score_in_rounds, id, version));
    auto round = round_of(work.db, candidate.round);
    if (candidate.state != State::waiting)
        return refuse(problems::state_forbids, label(candidate.state));
    if (round.scoring != Scoring::independent)
        return refuse(problems::not_ready, "Đợt này họp hội đồng, không chấm điểm riêng.");
    auto const* const post = scoring_post(work, round);
    if (!post)
        return refuse(kheo::problems::not_allowed);
    return Seat{std::move(candidate), std::move(round), *post};
}

Outcome<acts::Recorded<Score>> put_score(acts::Work& work, Seat const& seat, Score next, std::string_view act)
{
    next.round = seat.round.id;
    next.candidate = seat.candidate.id;
    next.body = {seat.post.body};
    next.area = seat.round.area;
    next.account = work.actor.account;
    next.role = seat.post.role;
    next.demo = seat.round.demo;
    if (auto const before = score_of(work.db, seat.candidate.id, work.actor.account)) {
        next.id = before->id;
        next.version = before->version + 1;
        return store(work, act, next);
    }
    next.id = {work.draws.id()};
    return store_new(work, act, next);
}

// Nothing where none was typed; one that cannot be read is outside every scale.
std::vector<std::optional<std::int64_t>> points_of(ScoreForm const& form)
{
    std::vector<std::optional<std::int64_t>> points;
    for (auto const* const typed :
         {&form.points_1, &form.points_2, &form.points_3, &form.points_4, &form.points_5, &form.points_6,
          &form.points_7, &form.points_8, &form.points_9, &form.points_10}) {
        points.emplace_back();
        if (!typed->empty())
            points.back() = parse_count(*typed).value_or(-1);
    }
    return points;
}

} // namespace

std::span<forms::Rule const> CandidateForm::rules()
{
    static constexpr std::array<forms::Rule, 3> list{
        {candidate_rule, version_rule, {"what", "Nội dung", Input::text, 1'000}}};
    return list;
}

std::span<forms::Rule const> ScoreForm::rules()
{
    static constexpr auto points = [](std::string_view name, std::string_view words) {
        return forms::Rule{name, words, Input::number, most_points};
    };
    static constexpr std::array<forms::Rule, 13> list{{
        candidate_rule,
        version_rule,
        points("points_1", "Điểm tiêu chí 1"),
        points("points_2", "Điểm tiêu chí 2"),
        points("points_3", "Điểm tiêu chí 3"),
        points("points_4", "Điểm tiêu chí 4"),
        points("points_5", "Điểm tiêu chí 5"),
        points("points_6", "Điểm tiêu chí 6"),
        points("points_7", "Điểm tiêu chí 7"),
        points("points_8", "Điểm tiêu chí 8"),
        points("points_9", "Điểm tiêu chí 9"),
        points("points_10", "Điểm tiêu chí 10"),
        {"remark", "Nhận xét về việc làm, kết quả", Input::text, 1'000},
    }};
    return list;
}

Outcome<CandidateForm> with_clean_words(CandidateForm const& form)
{
    return areas::without_private_data(form, {"what"});
}

namespace
{

bool is_of_own(acts::Post const& post, Candidate const& candidate, Date today)
{
    if (post.body == candidate.body.value)
        return true;
    auto const held = bodies::directory();
    auto const atlas = areas::atlas();
    auto const* const body = held->on({post.body}, today);
    if (!body)
        return false;
    auto const home = atlas->area_today(body->area, today);
    auto const* const area = atlas->on(home, today);
    return area && areas::is_communal(area->kind) && home == atlas->area_today(candidate.area, today);
}

} // namespace

bool has_own_part(acts::Actor const& actor, Candidate const& candidate, Date today)
{
    return std::ranges::any_of(actor.posts,
                               [&](acts::Post const& post) { return is_of_own(post, candidate, today); });
}

acts::Post const* scoring_post(acts::Reading const& reading, Round const& round)
{
    for (auto const& post : reading.actor.posts) {
        auto alone = reading.actor;
        alone.posts = {post};
        if (reading.allowed(alone, may::score_in_rounds, place(round), reading.today()))
            return &post;
    }
    return nullptr;
}

bool sits_in_council(acts::Reading const& reading, Round const& round)
{
    return round.scoring == Scoring::independent && scoring_post(reading, round) != nullptr;
}

std::string obstacle_for(acts::Reading const& reading, Round const& round, Candidate const& candidate,
                         std::vector<Score> const& counted)
{
    auto const own = [&](Score const& score) { return score.account == reading.actor.account; };
    if (sits_in_council(reading, round) && std::ranges::none_of(counted, own))
        return "Đồng chí chưa chấm: xin gửi điểm, hoặc báo có liên quan, trước khi đề nghị.";
    return obstacle(round, candidate, picture_of(counted));
}

Outcome<acts::Recorded<Candidate>> ask(acts::Work& work, CandidateForm const& form)
{
    auto candidate = TRY(load_for_round(work, may::manage_rounds, form.candidate, form.version));
    auto const next = TRY(asked(std::move(candidate), form.what, work.today()));
    return store(work, "candidates.asked", next, said(form.what));
}

Outcome<acts::Recorded<Candidate>> answer(acts::Work& work, CandidateForm const& form)
{
    auto candidate = TRY(load_for_model(work, may::submit_to_rounds, form.candidate, form.version));
    auto const next = TRY(answered(std::move(candidate), form.what, work.today()));
    return store(work, "candidates.answered", next, said(form.what));
}

Outcome<acts::Recorded<Candidate>> discuss(acts::Work& work, CandidateForm const& form)
{
    auto candidate = TRY(load_for_round(work, may::manage_rounds, form.candidate, form.version));
    auto const picture = picture_of(scores_of(work.db, candidate.id));
    auto const next = TRY(discussed(std::move(candidate), form.what, picture));
    return store(work, "candidates.discussed", next, said(form.what));
}

Outcome<acts::Recorded<Candidate>> decline(acts::Work& work, CandidateForm const& form)
{
    auto candidate = TRY(load_for_round(work, may::manage_rounds, form.candidate, form.version));
    auto const round = round_of(work.db, candidate.round);
    auto const meetings = meetings_of(work.db, round.id);
    if (meetings.empty())
        return refuse(problems::not_ready, "Hội đồng chưa họp: xin ghi biên bản họp trước.");
    auto const next = TRY(declined(std::move(candidate), form.what, meetings.back().id));
    auto const changed = change_model(work, next, round.year, models::not_yet_recognised, "models.not_yet");
    if (!changed)
        return std::unexpected(changed.error());
    return store(work, "candidates.declined", next, said(form.what));
}

Outcome<acts::Recorded<Candidate>> take_out(acts::Work& work, CandidateForm const& form)
{
    auto candidate = TRY(load_candidate(work, form.candidate));
    auto const round = round_of(work.db, candidate.round);
    if (!work.may(may::submit_to_rounds, place(candidate)) && !work.may(may::manage_rounds, place(round)))
        return refuse(kheo::problems::not_allowed);
    if (candidate.version != form.version)
        return refuse(kheo::problems::changed_meanwhile, "Người khác");
    if (form.what.empty())
        return missing_words();
    auto const next = TRY(taken_out(std::move(candidate)));
    auto const changed = change_model(work, next, round.year, models::taken_out, "models.taken_out");
    if (!changed)
        return std::unexpected(changed.error());
    return store(work, "candidates.taken_out", next, said(form.what));
}

Outcome<acts::Recorded<Candidate>> propose_upwards(acts::Work& work, CandidateForm const& form)
{
    auto candidate = TRY(load_candidate(work, form.candidate));
    if (!work.may(may::manage_rounds, place(round_of(work.db, candidate.round))))
        return refuse(kheo::problems::not_allowed);
    if (candidate.version != form.version)
        return refuse(kheo::problems::changed_meanwhile, "Người khác");
    if (form.what.empty())
        return missing_words();
    auto const next = TRY(proposed_upwards(std::move(candidate)));
    return store(work, "candidates.proposed_upwards", next, said(form.what));
}

Outcome<acts::Recorded<Score>> score(acts::Work& work, ScoreForm const& form)
{
    auto const seat = TRY(seat_of(work, form.candidate, form.version));
    if (has_own_part(work.actor, seat.candidate, work.today()))
        return refuse(problems::own_model);
    if (is_settled(seat.candidate, scores_of(work.db, seat.candidate.id), work.actor.account))
        return refuse(problems::score_settled);
    auto const criteria = criteria_of(seat.round);
    auto const given = points_of(form);
    auto errors = outside_scale(criteria, given);
    if (!errors.empty())
        return refuse(kheo::problems::bad_fields, std::move(errors));
    auto next = Score{.remark = form.remark};
    std::vector<int> points;
    for (std::size_t at = 0; at < criteria.size(); ++at) {
        points.push_back(int(*given[at]));
        next.points += fmt::format("{}{}", at ? "," : "", points.back());
    }
    next.total = total_of(criteria, points);
    return put_score(work, seat, std::move(next), "scores.given");
}

Outcome<acts::Recorded<Score>> step_back(acts::Work& work, CandidateForm const& form)
{
    auto const seat = TRY(seat_of(work, form.candidate, form.version));
    if (form.what.empty())
        return missing_words();
    return put_score(work, seat, {.remark = form.what, .conflict = true}, "scores.stepped_back");
}

} // namespace kheo::rounds
