// SPDX-License-Identifier: AGPL-3.0-or-later
#include "capabilities/rounds/load.hpp"

#include "capabilities/rounds/load.sql.hpp"
#include "capabilities/rounds/rounds.hpp"

#include <algorithm>

namespace kheo::rounds
{

void each_file(db::Connection& db, std::function<void(std::string_view)> const& with)
{
    db.each<std::string>(sql::files_of_meetings, {}, with);
}

std::vector<acts::Projection> projections()
{
    return {acts::projection<Round>("round", sql::every_round),
            acts::projection<Candidate>("candidate", sql::every_candidate),
            acts::projection<Score>("score", sql::every_score),
            acts::projection<Meeting>("meeting", sql::every_meeting),
            acts::projection<Visit>("visit", sql::every_visit)};
}

bool sees_appraisal(acts::Reading const& reading, Round const& round)
{
    auto const at = place(round);
    return reading.may(may::see_rounds, at) || reading.may(may::manage_rounds, at) ||
           reading.may(may::score_in_rounds, at);
}

namespace
{

// Whether somebody has a post in the area for which the round's body recognises.
bool works_within(acts::Reading const& reading, Round const& round)
{
    auto const held = bodies::directory();
    auto const atlas = areas::atlas();
    auto const outer = atlas->area_today(round.area, reading.today());
    return outer && std::ranges::any_of(reading.actor.posts, [&](acts::Post const& post) {
               auto const* const body = held->on({post.body}, reading.today());
               auto const inner = body ? atlas->area_today(body->area, reading.today()) : AreaId();
               return inner && atlas->within(inner, outer, reading.today());
           });
}

} // namespace

bool may_see(acts::Reading const& reading, Round const& round)
{
    if (sees_appraisal(reading, round))
        return true;
    return round.stage != RoundStage::preparing && reading.may(may::submit_to_rounds, {}) &&
           works_within(reading, round);
}

std::optional<Round> round_by_id(db::Connection& db, RoundId id)
{
    return db.one<Round>(sql::round_by_id, {{"id", id}});
}

Outcome<Round> load_round(acts::Reading const& reading, RoundId id)
{
    auto round = round_by_id(reading.db, id);
    if (!round || !may_see(reading, *round))
        return refuse(kheo::problems::not_found);
    return *round;
}

Outcome<Round> load_round_for_change(acts::Work const& work, RoundId id, std::int64_t version)
{
    auto round = TRY(load_round(work, id));
    if (!work.may(may::manage_rounds, place(round)))
        return refuse(kheo::problems::not_allowed);
    if (round.version != version)
        return refuse(kheo::problems::changed_meanwhile, "Người khác");
    return round;
}

Round round_of(db::Connection& db, RoundId id)
{
    auto round = round_by_id(db, id);
    ensure(round.has_value(), "a candidate without a round");
    return *round;
}

Outcome<Candidate> load_candidate(acts::Reading const& reading, CandidateId id)
{
    auto candidate = reading.db.one<Candidate>(sql::candidate_by_id, {{"id", id}});
    if (!candidate)
        return refuse(kheo::problems::not_found);
    auto const at = place(*candidate);
    if (!reading.may(may::see_rounds, at) && !reading.may(may::submit_to_rounds, at) &&
        !sees_appraisal(reading, round_of(reading.db, candidate->round)))
        return refuse(kheo::problems::not_found);
    return *candidate;
}

namespace
{

Outcome<Candidate> unchanged(Candidate candidate, bool allowed, std::int64_t version)
{
    if (!allowed)
        return refuse(kheo::problems::not_allowed);
    if (candidate.version != version)
        return refuse(kheo::problems::changed_meanwhile, "Người khác");
    return candidate;
}

} // namespace

Outcome<Candidate> load_for_round(acts::Work const& work, acts::Permission permission, CandidateId id,
                                  std::int64_t version)
{
    auto candidate = TRY(load_candidate(work, id));
    auto const round = round_of(work.db, candidate.round);
    auto ready = TRY(unchanged(std::move(candidate), work.may(permission, place(round)), version));
    if (round.stage != RoundStage::open)
        return refuse(problems::round_stage_forbids, label(round.stage));
    return ready;
}

Outcome<Candidate> load_for_model(acts::Work const& work, acts::Permission permission, CandidateId id,
                                  std::int64_t version)
{
    auto candidate = TRY(load_candidate(work, id));
    auto const allowed = work.may(permission, place(candidate));
    return unchanged(std::move(candidate), allowed, version);
}

std::vector<Round> rounds_after(db::Connection& db, std::optional<Round> const& last, std::int64_t most)
{
    return db.all<Round>(
        sql::rounds_after,
        {{"year", last ? last->year : INT32_MAX}, {"id", last ? last->id.value : INT64_MAX}, {"most", most}});
}

std::vector<Round> open_rounds(db::Connection& db)
{
    return db.all<Round>(sql::open_rounds);
}

std::vector<Candidate> candidates_of(db::Connection& db, RoundId round)
{
    return db.all<Candidate>(sql::candidates_of_round, {{"round", round}});
}

std::vector<Candidate> candidates_after(db::Connection& db, RoundId round, int after, std::int64_t most)
{
    return db.all<Candidate>(sql::candidates_after, {{"round", round}, {"after", after}, {"most", most}});
}

std::vector<Candidate> waiting_of(db::Connection& db, RoundId round, std::int64_t most)
{
    return db.all<Candidate>(sql::waiting_of_round, {{"round", round}, {"most", most}});
}

std::vector<Candidate> candidates_of_model(db::Connection& db, ModelId model)
{
    return db.all<Candidate>(sql::candidates_of_model, {{"model", model}});
}

std::vector<Score> scores_of(db::Connection& db, CandidateId candidate)
{
    return db.all<Score>(sql::scores_of_candidate, {{"candidate", candidate}});
}

std::optional<Score> score_of(db::Connection& db, CandidateId candidate, std::int64_t account)
{
    return db.one<Score>(sql::score_of_account, {{"candidate", candidate}, {"account", account}});
}

namespace
{

ScoresByCandidate by_candidate(std::vector<Score> scores)
{
    ScoresByCandidate all;
    for (auto& score : scores)
        all[score.candidate].push_back(std::move(score));
    return all;
}

} // namespace

ScoresByCandidate scores_of_round(db::Connection& db, RoundId round)
{
    return by_candidate(db.all<Score>(sql::scores_of_round, {{"round", round}}));
}

ScoresByCandidate scores_of_places(db::Connection& db, RoundId round, int after, int last)
{
    return by_candidate(
        db.all<Score>(sql::scores_of_places, {{"round", round}, {"after", after}, {"last", last}}));
}

std::vector<Meeting> meetings_of(db::Connection& db, RoundId round)
{
    return db.all<Meeting>(sql::meetings_of_round, {{"round", round}});
}

std::optional<Meeting> meeting_by_id(db::Connection& db, MeetingId id)
{
    return db.one<Meeting>(sql::meeting_by_id, {{"id", id}});
}

std::vector<Visit> visits_of(db::Connection& db, CandidateId candidate)
{
    return db.all<Visit>(sql::visits_of_candidate, {{"candidate", candidate}});
}

std::vector<Candidate> candidates_at(acts::Reading const& reading, State state, acts::Permission permission)
{
    std::vector<Candidate> all;
    reading.db.each<Candidate>(sql::candidates_at, {{"state", state}}, [&](Candidate const& one) {
        if (reading.may(permission, place(one)))
            all.push_back(one);
    });
    return all;
}

std::vector<Candidate> unscored_by(db::Connection& db, std::int64_t account, RoundId round)
{
    return db.all<Candidate>(sql::unscored_by, {{"account", account}, {"round", round}});
}

std::optional<models::Stage> stage_in_year(db::Connection& db, ModelId model, int year)
{
    return stage_after(db.all<Candidate>(sql::candidates_of_year, {{"model", model}, {"year", year}}));
}

std::int64_t undecided_in(db::Connection& db, RoundId round)
{
    return db.one<std::int64_t>(sql::undecided_in, {{"round", round}}).value_or(0);
}

int last_place(db::Connection& db, RoundId round)
{
    return int(db.one<std::int64_t>(sql::last_place, {{"round", round}}).value_or(0));
}

std::vector<Behind> behind(acts::Reading const& reading)
{
    std::vector<Behind> list;
    for (auto& round : open_rounds(reading.db)) {
        if (!round.closes_on || *round.closes_on >= reading.today() || !sees_appraisal(reading, round))
            continue;
        auto const left = undecided_in(reading.db, round.id);
        auto const days = reading.today().day - round.closes_on->day;
        if (left > 0)
            list.push_back({std::move(round), left, days});
    }
    std::ranges::sort(list, {}, [](Behind const& one) { return std::tuple(-one.days, one.round.id); });
    return list;
}

namespace
{

template <class T>
void update(acts::Work& work, db::Statement const& statement, T const& record)
{
    ensure(work.db.run(statement, record) == 1, "a record of a round changed under its verb");
}

} // namespace

acts::Recorded<Round> store(acts::Work& work, std::string_view act, Round const& round, acts::Note note)
{
    update(work, sql::update_round, round);
    return acts::append(work, act, round, std::move(note));
}

acts::Recorded<Round> store_new(acts::Work& work, Round const& round)
{
    work.db.run(sql::insert_round, round);
    return acts::append(work, "rounds.prepared", round);
}

acts::Recorded<Candidate> store(acts::Work& work, std::string_view act, Candidate const& candidate,
                                acts::Note note)
{
    update(work, sql::update_candidate, candidate);
    return acts::append(work, act, candidate, std::move(note));
}

acts::Recorded<Candidate> store_new(acts::Work& work, Candidate const& candidate)
{
    work.db.run(sql::insert_candidate, candidate);
    return acts::append(work, "candidates.put_in", candidate);
}

acts::Recorded<Score> store(acts::Work& work, std::string_view act, Score const& score)
{
    update(work, sql::update_score, score);
    return acts::append(work, act, score);
}

acts::Recorded<Score> store_new(acts::Work& work, std::string_view act, Score const& score)
{
    work.db.run(sql::insert_score, score);
    return acts::append(work, act, score);
}

acts::Recorded<Meeting> store_new(acts::Work& work, Meeting const& meeting)
{
    work.db.run(sql::insert_meeting, meeting);
    return acts::append(work, "meetings.held", meeting);
}

acts::Recorded<Visit> store_new(acts::Work& work, Visit const& visit)
{
    work.db.run(sql::insert_visit, visit);
    return acts::append(work, "visits.made", visit);
}

} // namespace kheo::rounds
