// SPDX-License-Identifier: AGPL-3.0-or-later
// The doors to rounds and what is in them.
#pragma once

#include "capabilities/rounds/round.hpp"

#include <map>

namespace kheo::rounds
{

// Whoever may see the body's work, score or manage there; and, once it is open,
// those who put in what it recognises: those appraised know the criteria.
bool may_see(acts::Reading const& reading, Round const& round);
Outcome<Round> load_round(acts::Reading const& reading, RoundId id);
Outcome<Round> load_round_for_change(acts::Work const& work, RoundId id, std::int64_t version);
// As far as its model's place or its round may be seen.
Outcome<Candidate> load_candidate(acts::Reading const& reading, CandidateId id);
// With a permission at the round, where the body that recognises works.
Outcome<Candidate> load_for_round(acts::Work const& work, acts::Permission permission, CandidateId id,
                                  std::int64_t version);
// With a permission at the model.
Outcome<Candidate> load_for_model(acts::Work const& work, acts::Permission permission, CandidateId id,
                                  std::int64_t version);

// Whether somebody sees what appraisers wrote; those appraised do not.
bool sees_appraisal(acts::Reading const& reading, Round const& round);

// Newest year first; those that come after `last`, or from the first.
std::vector<Round> rounds_after(db::Connection& db, std::optional<Round> const& last, std::int64_t most);
std::optional<Round> round_by_id(db::Connection& db, RoundId id);
std::vector<Round> open_rounds(db::Connection& db);
Round round_of(db::Connection& db, RoundId id); // a Contradiction where there is none
// In the order in which they came.
std::vector<Candidate> candidates_of(db::Connection& db, RoundId round);
// Those whose number is above `after`, at most `most`.
std::vector<Candidate> candidates_after(db::Connection& db, RoundId round, int after, std::int64_t most);
std::vector<Candidate> waiting_of(db::Connection& db, RoundId round, std::int64_t most);
std::vector<Candidate> candidates_of_model(db::Connection& db, ModelId model);
// Those that count: not what was set aside.
std::vector<Score> scores_of(db::Connection& db, CandidateId candidate);
// One member's, also where it was set aside.
std::optional<Score> score_of(db::Connection& db, CandidateId candidate, std::int64_t account);
// By candidate, of all of a round, or of those with numbers above `after` up to `last`.
using ScoresByCandidate = std::map<CandidateId, std::vector<Score>>;
ScoresByCandidate scores_of_round(db::Connection& db, RoundId round);
ScoresByCandidate scores_of_places(db::Connection& db, RoundId round, int after, int last);
std::vector<Meeting> meetings_of(db::Connection& db, RoundId round);
std::optional<Meeting> meeting_by_id(db::Connection& db, MeetingId id);
std::vector<Visit> visits_of(db::Connection& db, CandidateId candidate);
// Candidates at one state of rounds that are open, where the actor holds the
// permission at the model; those that wait longest first.
std::vector<Candidate> candidates_at(acts::Reading const& reading, State state, acts::Permission permission);
// Candidates of an open round that await a score of this account.
std::vector<Candidate> unscored_by(db::Connection& db, std::int64_t account, RoundId round);
// What the rounds of a year have made of a model; nothing where none had it.
std::optional<models::Stage> stage_in_year(db::Connection& db, ModelId model, int year);
// How many candidates of a round have no result.
std::int64_t undecided_in(db::Connection& db, RoundId round);
int last_place(db::Connection& db, RoundId round);
// An open round whose day to close has passed while models have no result.
struct Behind {
    Round round;
    std::int64_t undecided = 0;
    std::int64_t days = 0;
};
// Of those whose work this actor sees; those late the longest first.
std::vector<Behind> behind(acts::Reading const& reading);

acts::Recorded<Round> store(acts::Work& work, std::string_view act, Round const& round, acts::Note note = {});
acts::Recorded<Round> store_new(acts::Work& work, Round const& round);
acts::Recorded<Candidate> store(acts::Work& work, std::string_view act, Candidate const& candidate,
                                acts::Note note = {});
acts::Recorded<Candidate> store_new(acts::Work& work, Candidate const& candidate);
acts::Recorded<Score> store(acts::Work& work, std::string_view act, Score const& score);
acts::Recorded<Score> store_new(acts::Work& work, std::string_view act, Score const& score);
acts::Recorded<Meeting> store_new(acts::Work& work, Meeting const& meeting);
acts::Recorded<Visit> store_new(acts::Work& work, Visit const& visit);

} // namespace kheo::rounds
