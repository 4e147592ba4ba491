// SPDX-License-Identifier: AGPL-3.0-or-later
// What is said of one candidate: cần bổ sung and its answer, scores or stepping
// back, the conclusion of a talk, chưa công nhận with what to add.
#pragma once

#include "capabilities/rounds/round.hpp"
#include "platform/forms/forms.hpp"
#include "platform/routes/row.hpp"

#include <array>
#include <span>

namespace kheo::rounds
{

struct CandidateForm {
    CandidateId candidate;
    std::int64_t version = 0;
    std::string what;
    static std::span<forms::Rule const> rules();
};
BOOST_DESCRIBE_STRUCT(CandidateForm, (), (candidate, version, what))

// Points in the order of the criteria, as typed: what is wrong with one is said with
// its criterion's own scale. Those the form lacks stay empty.
struct ScoreForm {
    CandidateId candidate;
    std::int64_t version = 0;
    std::string points_1;
    std::string points_2;
    std::string points_3;
    std::string points_4;
    std::string points_5;
    std::string points_6;
    std::string points_7;
    std::string points_8;
    std::string points_9;
    std::string points_10;
    std::string remark;
    static std::span<forms::Rule const> rules();
};
BOOST_DESCRIBE_STRUCT(ScoreForm, (),
                      (candidate, version, points_1, points_2, points_3, points_4, points_5, points_6,
                       points_7, points_8, points_9, points_10, remark))

// Before the queue: no private persons in what the other side reads.
Outcome<CandidateForm> with_clean_words(CandidateForm const& form);

Outcome<acts::Recorded<Candidate>> ask(acts::Work& work, CandidateForm const& form);
Outcome<acts::Recorded<Candidate>> answer(acts::Work& work, CandidateForm const& form);
Outcome<acts::Recorded<Candidate>> discuss(acts::Work& work, CandidateForm const& form);
Outcome<acts::Recorded<Candidate>> decline(acts::Work& work, CandidateForm const& form);
Outcome<acts::Recorded<Candidate>> take_out(acts::Work& work, CandidateForm const& form);
Outcome<acts::Recorded<Candidate>> propose_upwards(acts::Work& work, CandidateForm const& form);
// A score may be changed as long as the candidate waits and nobody else has scored,
// or after the members have talked it over; one may step back at any time.
Outcome<acts::Recorded<Score>> score(acts::Work& work, ScoreForm const& form);
Outcome<acts::Recorded<Score>> step_back(acts::Work& work, CandidateForm const& form);

// Whether the program proposes that this person steps back: by any of their posts
// the model is their own body's, or of their own commune.
bool has_own_part(acts::Actor const& actor, Candidate const& candidate, Date today);
// The post by which this actor scores in the round; null where none does.
acts::Post const* scoring_post(acts::Reading const& reading, Round const& round);
// Whether they give a score of their own there, before a meeting.
bool sits_in_council(acts::Reading const& reading, Round const& round);
// What keeps this actor from proposing a candidate, "" where nothing does: a member
// who has not scored yet is told nothing of what the others said.
std::string obstacle_for(acts::Reading const& reading, Round const& round, Candidate const& candidate,
                         std::vector<Score> const& counted);

} // namespace kheo::rounds
