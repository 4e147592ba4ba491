// SPDX-License-Identifier: AGPL-3.0-or-later
// Round (đợt thẩm định): a recognising body appraises the models of a year, by
// criteria about work that are frozen when it opens. Candidates are the models
// put in it. All transitions are pure.
#pragma once

#include "capabilities/models/models.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace kheo::rounds
{

using areas::AreaId;
using bodies::BodyId;
using models::ModelId;
using RoundId = Id<struct RoundTag>;
using CandidateId = Id<struct CandidateTag>;
using ScoreId = Id<struct ScoreTag>;
using MeetingId = Id<struct MeetingTag>;
using VisitId = Id<struct VisitTag>;

// Who recognises: a commune's body, a province's, or one above.
enum class Level { cap_xa, cap_tinh, cap_trung_uong };
BOOST_DESCRIBE_ENUM(Level, cap_xa, cap_tinh, cap_trung_uong)
// council: a meeting with minutes. independent: scores of its members before it.
enum class Scoring { council, independent };
BOOST_DESCRIBE_ENUM(Scoring, council, independent)
enum class RoundStage { preparing, open, closed };
BOOST_DESCRIBE_ENUM(RoundStage, preparing, open, closed)
// passed: the council proposes it; the decision makes it recognised.
enum class State { waiting, asked, passed, recognised, not_yet, taken_out };
BOOST_DESCRIBE_ENUM(State, waiting, asked, passed, recognised, not_yet, taken_out)

std::string_view label(Level level);      // Cấp xã
std::string_view label(Scoring scoring);  // Họp hội đồng
std::string_view label(RoundStage stage); // Đang mở
std::string_view label(State state);      // Chờ thẩm định

// One criterion of the form: about work, with the evidence that is asked for.
struct Criterion {
    std::string label;
    int weight = 1;
    int most = 10; // the scale: 0 to this
    std::string evidence;
};
BOOST_DESCRIBE_STRUCT(Criterion, (), (label, weight, most, evidence))
using Criteria = std::vector<Criterion>;
inline constexpr std::size_t most_criteria = 10;
inline constexpr int most_points = 100;
inline constexpr int most_weight = 10;

struct Round {
    RoundId id;
    std::int64_t version = 1;
    BodyId body; // that recognises
    AreaId area;
    int year = 0; // of the registrations it appraises
    std::string title;
    Level level = Level::cap_xa;
    Scoring scoring = Scoring::council;
    std::string criteria = "[]"; // Criteria as JSON
    int form_version = 1;
    bool sample = false; // the criteria are the sample's, unchanged
    int cut_off = 50;    // percent: below it the council says why it proposes
    int spread = 20;     // percent between two scores: above it they are talked over
    std::optional<Date> closes_on;
    RoundStage stage = RoundStage::preparing;
    bool demo = false;
};
BOOST_DESCRIBE_STRUCT(Round, (),
                      (id, version, body, area, year, title, level, scoring, criteria, form_version, sample,
                       cut_off, spread, closes_on, stage, demo))

struct Candidate {
    CandidateId id;
    std::int64_t version = 1;
    RoundId round;
    ModelId model;
    BodyId body; // the model's
    AreaId area;
    int place = 0;  // its number in the round; never changes
    Date put_in_on; // its clock; never changes
    State state = State::waiting;
    std::string asked; // cần bổ sung: what
    std::optional<Date> asked_on;
    std::string answer;
    std::optional<Date> answered_on;
    std::string discussion;        // of scores far apart or below the cut-off
    std::string to_add;            // chưa công nhận: always with this
    MeetingId meeting;             // that proposed or declined it
    bool proposed_upwards = false; // đề nghị cấp trên
    bool demo = false;
};
BOOST_DESCRIBE_STRUCT(Candidate, (),
                      (id, version, round, model, body, area, place, put_in_on, state, asked, asked_on,
                       answer, answered_on, discussion, to_add, meeting, proposed_upwards, demo))

// What one member gave, or that they step back: never said of a person outside.
struct Score {
    ScoreId id;
    std::int64_t version = 1;
    RoundId round;
    CandidateId candidate;
    BodyId body; // of the post that scores
    AreaId area; // of the round
    std::int64_t account = 0;
    std::string role;
    std::string points; // "8,7,10" in the order of the criteria
    int total = 0;      // of a thousand
    std::string remark;
    bool conflict = false; // steps back: the remark says why
    bool demo = false;
};
BOOST_DESCRIBE_STRUCT(Score, (),
                      (id, version, round, candidate, body, area, account, role, points, total, remark,
                       conflict, demo))

struct Meeting {
    MeetingId id;
    std::int64_t version = 1;
    RoundId round;
    BodyId body;
    AreaId area;
    Date held_on; // of the paper
    std::string location;
    std::string members; // offices, one a line
    std::string conclusion;
    int passed = 0;
    std::string file_name;
    std::string file_ending;
    std::int64_t file_size = 0;
    std::string file_hash;
    bool demo = false;
};
BOOST_DESCRIBE_STRUCT(Meeting, (),
                      (id, version, round, body, area, held_on, location, members, conclusion, passed,
                       file_name, file_ending, file_size, file_hash, demo))

struct Visit {
    VisitId id;
    std::int64_t version = 1;
    CandidateId candidate;
    BodyId body; // the model's
    AreaId area;
    Date visited_on;
    std::string visitors; // offices
    std::string findings; // the minutes
    int files = 0;        // kept with the model's evidence
    bool demo = false;
};
BOOST_DESCRIBE_STRUCT(Visit, (),
                      (id, version, candidate, body, area, visited_on, visitors, findings, files, demo))

inline std::string_view object_kind(Round const&)
{
    return "round";
}
inline std::string_view object_kind(Candidate const&)
{
    return "candidate";
}
inline std::string_view object_kind(Score const&)
{
    return "score";
}
inline std::string_view object_kind(Meeting const&)
{
    return "meeting";
}
inline std::string_view object_kind(Visit const&)
{
    return "visit";
}

template <class T>
concept OfRounds = std::is_same_v<T, Round> || std::is_same_v<T, Candidate> || std::is_same_v<T, Score> ||
                   std::is_same_v<T, Meeting> || std::is_same_v<T, Visit>;

acts::Place place(OfRounds auto const& record)
{
    return {record.area.value, record.body.value};
}
// How a body appraises is internal; what it decided is public.
acts::Visibility visibility(OfRounds auto const&)
{
    return acts::Visibility::internal;
}
std::string topics(OfRounds auto const&)
{
    return "rounds";
}

// --- Criteria ----------------------------------------------------------------

Criteria criteria_of(Round const& round);
std::string written(Criteria const& criteria);
// Data: data/rules/appraisal-sample.csv, marked as a sample.
Criteria sample_criteria();
// Whether a form about work may ask for it: data/rules/forbidden-criteria.csv.
bool is_about_work(std::string_view text);

// A score that was given and counts no more: the model was put in the round anew.
// The row stays, so that the ledger compares; its member scores again.
bool is_set_aside(Score const& score);
Score set_aside(Score score);
// Whether somebody's score stands as it is, among all that count for a candidate:
// another member's is there to be seen, and they have not talked it over.
bool is_settled(Candidate const& candidate, std::vector<Score> const& counted, std::int64_t account);

// Of a thousand: points against the scale, by weight.
int total_of(Criteria const& criteria, std::vector<int> const& points);
// The field errors of points outside the scale ("points_1"); none where all is well.
std::vector<FieldError> outside_scale(Criteria const& criteria,
                                      std::vector<std::optional<std::int64_t>> const& points);

// --- Transitions ---------------------------------------------------------------

// Replaces criterion `at`, or adds one where that is the number of criteria.
Outcome<Round> with_criterion(Round round, std::size_t at, Criterion criterion);
Outcome<Round> without_criterion(Round round, std::size_t at);
Outcome<Round> opened(Round round);
// `undecided`: candidates without a result.
Outcome<Round> closed(Round round, std::int64_t undecided);

Outcome<Candidate> asked(Candidate candidate, std::string what, Date today);
// Back where it was: its place and its day stay.
Outcome<Candidate> answered(Candidate candidate, std::string answer, Date today);
Outcome<Candidate> passed(Candidate candidate, MeetingId meeting);
Outcome<Candidate> declined(Candidate candidate, std::string to_add, MeetingId meeting);
Outcome<Candidate> decided(Candidate candidate); // recognised by a decision
// The decision was withdrawn: the council may propose it anew.
Outcome<Candidate> undecided(Candidate candidate);
Outcome<Candidate> taken_out(Candidate candidate);
// Into the same round, where it was: its place and its day stay.
Outcome<Candidate> put_in_again(Candidate candidate);
Outcome<Candidate> proposed_upwards(Candidate candidate);

// What the rounds of a year have made of a model, the candidate of which something
// was said last at the end; nothing where no round had it.
std::optional<models::Stage> stage_after(std::vector<Candidate> const& candidates);

// What independent scores say of one candidate.
struct Picture {
    int scores = 0;
    int conflicts = 0;
    int mean = 0;   // of a thousand
    int spread = 0; // of a thousand, between the lowest and the highest
};
BOOST_DESCRIBE_STRUCT(Picture, (), (scores, conflicts, mean, spread))
Picture picture_of(std::vector<Score> const& scores);
// Scores are talked over once there are two.
Outcome<Candidate> discussed(Candidate candidate, std::string conclusion, Picture const& picture);
// "" where the council may propose it; else why it may not yet.
std::string obstacle(Round const& round, Candidate const& candidate, Picture const& picture);

namespace may
{
inline constexpr acts::Permission see_rounds{"rounds.see"};
inline constexpr acts::Permission submit_to_rounds{"rounds.submit"};
inline constexpr acts::Permission score_in_rounds{"rounds.score"};
inline constexpr acts::Permission manage_rounds{"rounds.manage"};
} // namespace may

namespace problems
{
inline constexpr Refusal not_about_work{"rounds.not_about_work", 422, "Khéo không thu mục này."};
inline constexpr Refusal form_frozen{
    "rounds.form_frozen", 409, "Đợt thẩm định đã mở nên bộ tiêu chí không đổi được nữa. Xin lập đợt khác."};
inline constexpr Refusal round_stage_forbids{"rounds.round_stage_forbids", 409,
                                             "Đợt thẩm định “{}”, chưa làm được việc này."};
inline constexpr Refusal state_forbids{"rounds.state_forbids", 409,
                                       "Mô hình này trong đợt đang ở bước “{}”, chưa làm được việc này."};
inline constexpr Refusal criteria_needed{"rounds.criteria_needed", 422,
                                         "Đợt chấm điểm độc lập cần ít nhất một tiêu chí trước khi mở."};
inline constexpr Refusal too_many_criteria{"rounds.too_many_criteria", 422, "Nhiều nhất {} tiêu chí."};
inline constexpr Refusal words_needed{"rounds.words_needed", 422, "Xin ghi rõ nội dung này."};
inline constexpr Refusal undecided_left{"rounds.undecided_left", 409,
                                        "Còn {} mô hình chưa có kết quả. Xin kết luận từng mô hình trước."};
inline constexpr Refusal not_ready{"rounds.not_ready", 409, "{}"};
inline constexpr Refusal own_model{
    "rounds.own_model", 409,
    "Đây là mô hình của cơ quan đồng chí. Xin bấm “Không chấm vì có liên quan” thay vì cho điểm."};
inline constexpr Refusal not_in_round{"rounds.not_in_round", 409,
                                      "Có mô hình không nằm trong đợt thẩm định này. Xin mở lại trang."};
inline constexpr Refusal score_settled{
    "rounds.score_settled", 409,
    "Đã có thành viên khác chấm nên điểm của đồng chí giữ nguyên. Sửa được sau khi ghi kết luận trao đổi."};
inline constexpr Refusal in_round{"rounds.in_round", 409, "Mô hình “{}” đang nằm trong một đợt thẩm định."};
} // namespace problems

} // namespace kheo::rounds
