// SPDX-License-Identifier: AGPL-3.0-or-later
// One person in two posts; scores that are hidden stay so; words that are needed.
#include "capabilities/rounds/meet.hpp"
#include "capabilities/rounds/rounds_test.hpp"

using namespace kheo;
using namespace kheo::rounds;

namespace
{

// A member of the province's council with a second post.
void as_member_and(Province& at, std::string role, BodyId body, std::int64_t account = 7)
{
    at.as("tham_dinh", department, account);
    at.actor.posts.push_back({account + 100, std::move(role), body.value});
}

void score_by(Province& at, Candidate const& one, std::initializer_list<std::pair<int, int>> points)
{
    for (auto const& [account, each] : points) {
        at.as("tham_dinh", department, account);
        REQUIRE(at.act(score, of_each(one.id, one.version, each)));
    }
}

std::string meeting_page(Province& at, RoundId round)
{
    return at.read([&](acts::Reading& reading) {
        auto const page = show_meet(reading, {{{"round", shown(round)}}, {}}, nullptr);
        REQUIRE(page);
        return std::string(page->body.view());
    });
}

bool holds(std::string_view text, std::string_view part)
{
    return text.find(part) != text.npos;
}

} // namespace

TEST_ON_BOTH("who has a second post in the model's commune steps back from it")
{
    Province at(engine);
    auto const round = at.open_round(department, Scoring::independent);
    auto const one = at.candidate(round, school, commune);
    auto const beside = at.candidate(round, other, neighbour, "Tổ góp vốn");
    as_member_and(at, "can_bo_xa", committee);
    CHECK(said(at.act(score, of_each(one.id, one.version, 8))) == "rounds.own_model");
    CHECK(said(at.act(score, of_each(beside.id, beside.version, 8))) == "done");
    auto const page = at.read([&](acts::Reading& reading) {
        return std::string(
            show_candidate(reading, {{{"candidate", shown(one.id)}}, {}}, nullptr)->body.view());
    });
    CHECK(holds(page, "Đề nghị không chấm"));
    CHECK_FALSE(holds(page, "name=\"points_1\""));
}

TEST_ON_BOTH("a member who keeps the minutes too learns no score before their own is in")
{
    Province at(engine);
    auto const round = at.open_round(department, Scoring::independent);
    auto const one = at.candidate(round, school, commune);
    score_by(at, one, {{8, 9}, {9, 4}});
    as_member_and(at, "can_bo_tinh", department);
    auto const proposed = PreparedMeeting{.form = {.round = round.id,
                                                   .held_on = date_of({2026, 11, 20}),
                                                   .location = "Hội trường",
                                                   .members = "Phó Trưởng ban",
                                                   .passed = {shown(one.id) + "-1"}},
                                          .file = {}};
    auto const before = meeting_page(at, round.id);
    CHECK(holds(before, "Đồng chí chưa chấm"));
    CHECK_FALSE(holds(before, "bình quân"));
    CHECK_FALSE(holds(before, "chênh"));
    auto const refused = at.act(meet, proposed);
    REQUIRE(!refused);
    CHECK(holds(refused.error().fields.front().sentence, "Đồng chí chưa chấm"));
    CHECK_FALSE(holds(refused.error().fields.front().sentence, "50"));
    REQUIRE(at.act(score, of_each(one.id, one.version, 7)));
    CHECK(holds(meeting_page(at, round.id), "Điểm chênh nhau 50%"));
    CHECK(holds(at.act(meet, proposed).error().fields.front().sentence, "Điểm chênh nhau 50%"));
    at.as("can_bo_tinh", department); // who only keeps them has no score to give
    CHECK(holds(meeting_page(at, round.id), "Điểm chênh nhau 50%"));
}

TEST_ON_BOTH("scores are talked over once there are two, and again after what was asked for has come")
{
    Province at(engine);
    auto const round = at.open_round(department, Scoring::independent);
    auto one = at.candidate(round, school, commune);
    auto const talk = [&] { return CandidateForm{one.id, one.version, "đã thống nhất"}; };
    auto const steps = [&] {
        return at.read([&](acts::Reading& reading) {
            return std::string(
                show_candidate(reading, {{{"candidate", shown(one.id)}}, {}}, nullptr)->body.view());
        });
    };
    at.as("can_bo_tinh", department);
    CHECK(said(at.act(discuss, talk())) == "rounds.not_ready");
    CHECK_FALSE(holds(steps(), "/trao-doi"));
    score_by(at, one, {{8, 9}});
    at.as("can_bo_tinh", department);
    CHECK(said(at.act(discuss, talk())) == "rounds.not_ready");
    score_by(at, one, {{9, 4}});
    at.as("can_bo_tinh", department);
    CHECK(holds(steps(), "/trao-doi"));
    one = at.act(discuss, talk()).value().value();
    auto const now = [&] {
        return obstacle(round, one, picture_of(at.read([&](acts::Reading& reading) {
                            return scores_of(reading.db, one.id);
                        })));
    };
    CHECK(now().empty());
    one = at.act(ask, CandidateForm{one.id, one.version, "biên bản nghiệm thu"}).value().value();
    at.as("can_bo_xa", school);
    one = at.act(answer, CandidateForm{one.id, one.version, "đã thêm"}).value().value();
    CHECK(now().starts_with("Điểm chênh"));
}

TEST_ON_BOTH("taking out and sending up say why")
{
    Province at(engine);
    auto const round = at.open_round(department, Scoring::council);
    auto const one = at.candidate(round, school, commune);
    at.as("can_bo_tinh", department);
    for (auto const verb : {take_out, propose_upwards}) {
        auto const silent = at.act(verb, CandidateForm{one.id, one.version, ""});
        REQUIRE(!silent);
        CHECK(silent.error().id == "rounds.words_needed");
        CHECK(silent.error().fields.front().field == "what");
    }
    CHECK(said(at.act(take_out, CandidateForm{one.id, one.version, "xin rút"})) == "done");
}
