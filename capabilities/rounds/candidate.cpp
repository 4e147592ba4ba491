// SPDX-License-Identifier: AGPL-3.0-or-later
// What may become of a model in a round; and what scores say of it.
#include "capabilities/rounds/round.hpp"

#include <algorithm>
#include <fmt/format.h>

namespace kheo::rounds
{

namespace
{

Outcome<Candidate> moved(Candidate candidate, std::initializer_list<State> from, State to)
{
    if (std::ranges::find(from, candidate.state) == from.end())
        return refuse(problems::state_forbids, label(candidate.state));
    candidate.state = to;
    ++candidate.version;
    return candidate;
}

// What there is to talk over, and what a council goes by.
constexpr int least_scores = 2;

std::string few_scores(Picture const& picture)
{
    return fmt::format("Mới có {} người chấm; cần ít nhất {}.", picture.scores, least_scores);
}

auto missing(std::string_view field)
{
    return refuse(
        problems::words_needed,
        std::vector<FieldError>{{std::string(field), std::string(problems::words_needed.sentence)}});
}

} // namespace

Outcome<Candidate> asked(Candidate candidate, std::string what, Date today)
{
    if (what.empty())
        return missing("what");
    candidate.asked = std::move(what);
    candidate.asked_on = today;
    candidate.answer.clear();
    candidate.answered_on.reset();
    return moved(std::move(candidate), {State::waiting}, State::asked);
}

Outcome<Candidate> answered(Candidate candidate, std::string answer, Date today)
{
    if (answer.empty())
        return missing("what");
    candidate.answer = std::move(answer);
    candidate.answered_on = today;
    candidate.discussion.clear(); // of what stood there before
    return moved(std::move(candidate), {State::asked}, State::waiting);
}

Outcome<Candidate> discussed(Candidate candidate, std::string conclusion, Picture const& picture)
{
    if (conclusion.empty())
        return missing("what");
    if (candidate.state == State::waiting && picture.scores < least_scores)
        return refuse(problems::not_ready, few_scores(picture));
    candidate.discussion = std::move(conclusion);
    return moved(std::move(candidate), {State::waiting}, State::waiting);
}

Outcome<Candidate> passed(Candidate candidate, MeetingId meeting)
{
    candidate.meeting = meeting;
    return moved(std::move(candidate), {State::waiting}, State::passed);
}

Outcome<Candidate> declined(Candidate candidate, std::string to_add, MeetingId meeting)
{
    if (to_add.empty())
        return missing("what");
    candidate.to_add = std::move(to_add);
    candidate.meeting = meeting;
    return moved(std::move(candidate), {State::waiting, State::asked, State::passed}, State::not_yet);
}

Outcome<Candidate> decided(Candidate candidate)
{
    return moved(std::move(candidate), {State::passed}, State::recognised);
}

Outcome<Candidate> undecided(Candidate candidate)
{
    candidate.proposed_upwards = false;
    candidate.meeting = {};
    return moved(std::move(candidate), {State::recognised}, State::taken_out);
}

Outcome<Candidate> taken_out(Candidate candidate)
{
    return moved(std::move(candidate), {State::waiting, State::asked, State::passed}, State::taken_out);
}

Outcome<Candidate> put_in_again(Candidate candidate)
{
    candidate.to_add.clear();
    candidate.discussion.clear();
    candidate.asked.clear();
    candidate.asked_on.reset();
    candidate.answer.clear();
    candidate.answered_on.reset();
    candidate.meeting = {};
    candidate.proposed_upwards = false;
    return moved(std::move(candidate), {State::not_yet, State::taken_out}, State::waiting);
}

Outcome<Candidate> proposed_upwards(Candidate candidate)
{
    if (candidate.proposed_upwards)
        return refuse(problems::state_forbids, "Đã đề nghị cấp trên");
    candidate.proposed_upwards = true;
    return moved(std::move(candidate), {State::recognised}, State::recognised);
}

std::optional<models::Stage> stage_after(std::vector<Candidate> const& candidates)
{
    auto const any = [&](std::initializer_list<State> states) {
        return std::ranges::any_of(candidates, [&](Candidate const& candidate) {
            return std::ranges::find(states, candidate.state) != states.end();
        });
    };
    if (candidates.empty())
        return std::nullopt;
    // What one level has recognised stays so, whatever the level above says.
    if (any({State::recognised}))
        return models::Stage::recognised;
    if (any({State::waiting, State::asked, State::passed}))
        return models::Stage::appraising;
    return candidates.back().state == State::not_yet ? models::Stage::not_yet : models::Stage::received;
}

bool is_set_aside(Score const& score)
{
    return !score.conflict && score.points.empty();
}

Score set_aside(Score score)
{
    score.points.clear();
    score.total = 0;
    score.remark.clear();
    score.conflict = false;
    ++score.version;
    return score;
}

bool is_settled(Candidate const& candidate, std::vector<Score> const& counted, std::int64_t account)
{
    if (!candidate.discussion.empty())
        return false;
    auto const own = [&](Score const& score) { return score.account == account; };
    auto const others = [&](Score const& score) { return score.account != account && !score.conflict; };
    return std::ranges::any_of(counted, own) && std::ranges::any_of(counted, others);
}

Picture picture_of(std::vector<Score> const& scores)
{
    auto picture = Picture();
    auto lowest = 1000;
    auto highest = 0;
    auto sum = 0;
    for (auto const& score : scores) {
        if (score.conflict) {
            ++picture.conflicts;
            continue;
        }
        ++picture.scores;
        sum += score.total;
        lowest = std::min(lowest, score.total);
        highest = std::max(highest, score.total);
    }
    if (picture.scores > 0)
        picture.mean = (sum + picture.scores / 2) / picture.scores;
    if (picture.scores > 1)
        picture.spread = highest - lowest;
    return picture;
}

std::string obstacle(Round const& round, Candidate const& candidate, Picture const& picture)
{
    if (round.scoring == Scoring::council)
        return "";
    if (picture.scores < least_scores)
        return few_scores(picture);
    if (!candidate.discussion.empty())
        return "";
    if (picture.spread > round.spread * 10)
        return fmt::format("Điểm chênh nhau {}%, quá {}%: xin ghi kết luận trao đổi trước.",
                           picture.spread / 10, round.spread);
    if (picture.mean < round.cut_off * 10)
        return fmt::format("Điểm bình quân {}%, dưới mức {}%: xin ghi kết luận trao đổi trước.",
                           picture.mean / 10, round.cut_off);
    return "";
}

} // namespace kheo::rounds
