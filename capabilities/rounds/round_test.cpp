// SPDX-License-Identifier: AGPL-3.0-or-later
// Every state × every verb of a candidate; the form that freezes; what scores say.
#include "capabilities/rounds/round.hpp"
#include "capabilities/rounds/view.hpp"

#include <doctest/doctest.h>
#include <functional>

using namespace kheo;
using namespace kheo::rounds;

namespace
{

auto const today = *date_of({2026, 10, 15});

Candidate at(State state)
{
    return {.id = {1}, .version = 4, .place = 7, .put_in_on = *date_of({2026, 9, 1}), .state = state};
}

std::string after(std::function<Outcome<Candidate>(Candidate)> const& verb, State state)
{
    auto const next = verb(at(state));
    if (!next) {
        CHECK(next.error().id == "rounds.state_forbids");
        return "";
    }
    CHECK(next->version == 5);
    CHECK(next->place == 7);
    CHECK(next->put_in_on == *date_of({2026, 9, 1}));
    return boost::describe::enum_to_string(next->state, "");
}

Round prepared(Criteria const& criteria)
{
    auto round = Round{.version = 2, .scoring = Scoring::independent};
    round.criteria = written(criteria);
    return round;
}

Score of(int total)
{
    return {.total = total};
}

} // namespace

TEST_CASE("each verb on a candidate is possible at its states and nowhere else; place and clock stay")
{
    struct Row {
        char const* verb;
        std::function<Outcome<Candidate>(Candidate)> run;
        // waiting, asked, passed, recognised, not_yet, taken_out
        char const* next[6];
    };
    Row const rows[] = {
        {"ask", [](Candidate c) { return asked(c, "số liệu", today); }, {"asked", "", "", "", "", ""}},
        {"answer",
         [](Candidate c) { return answered(c, "đã thêm", today); },
         {"", "waiting", "", "", "", ""}},
        {"discuss",
         [](Candidate c) { return discussed(c, "thống nhất", {.scores = 2}); },
         {"waiting", "", "", "", "", ""}},
        {"pass", [](Candidate c) { return passed(c, {9}); }, {"passed", "", "", "", "", ""}},
        {"decline",
         [](Candidate c) { return declined(c, "biên bản", {9}); },
         {"not_yet", "not_yet", "not_yet", "", "", ""}},
        {"decide", decided, {"", "", "recognised", "", "", ""}},
        {"undo the decision", undecided, {"", "", "", "taken_out", "", ""}},
        {"take out", taken_out, {"taken_out", "taken_out", "taken_out", "", "", ""}},
        {"put in again", put_in_again, {"", "", "", "", "waiting", "waiting"}},
        {"propose upwards", proposed_upwards, {"", "", "", "recognised", "", ""}},
    };
    constexpr State states[] = {State::waiting,    State::asked,   State::passed,
                                State::recognised, State::not_yet, State::taken_out};
    for (auto const& row : rows)
        for (std::size_t place = 0; place < 6; ++place) {
            CAPTURE(row.verb);
            CAPTURE(label(states[place]));
            CHECK(after(row.run, states[place]) == row.next[place]);
        }
}

TEST_CASE("asking, answering and declining say what; a model is sent up once")
{
    CHECK(asked(at(State::waiting), "", today).error().id == "rounds.words_needed");
    CHECK(answered(at(State::asked), "", today).error().id == "rounds.words_needed");
    CHECK(discussed(at(State::waiting), "", {.scores = 2}).error().id == "rounds.words_needed");
    CHECK(discussed(at(State::waiting), "thống nhất", {.scores = 1}).error().id == "rounds.not_ready");
    CHECK(declined(at(State::waiting), "", {9}).error().fields.front().field == "what");
    auto const up = proposed_upwards(at(State::recognised));
    REQUIRE(up);
    CHECK(proposed_upwards(*up).error().id == "rounds.state_forbids");
    // The decision is withdrawn: nothing of it is left for the next council.
    auto full = *up;
    full.asked = "số liệu";
    full.asked_on = today;
    full.answer = "đã thêm";
    full.answered_on = today;
    full.meeting = {9};
    auto const back = undecided(full);
    REQUIRE(back);
    CHECK_FALSE(back->proposed_upwards);
    CHECK(!back->meeting);
    auto const again = put_in_again(*back);
    REQUIRE(again);
    CHECK(again->asked.empty());
    CHECK(!again->asked_on);
    CHECK(again->answer.empty());
    CHECK(!again->answered_on);
}

TEST_CASE("a form is changed until it opens, each change is a version, and then it stands")
{
    auto const one = with_criterion(prepared({}), 0, {.label = "Kết quả đo được"});
    REQUIRE(one);
    CHECK(one->form_version == 2);
    CHECK(criteria_of(*one).size() == 1);
    auto const open = opened(*one);
    REQUIRE(open);
    CHECK(with_criterion(*open, 0, {.label = "Khác"}).error().id == "rounds.form_frozen");
    CHECK(without_criterion(*open, 0).error().id == "rounds.form_frozen");
    CHECK(opened(*open).error().id == "rounds.round_stage_forbids");
    CHECK(opened(prepared({})).error().id == "rounds.criteria_needed");
    CHECK(closed(*open, 2).error().id == "rounds.undecided_left");
    CHECK(closed(*open, 0)->stage == RoundStage::closed);
    CHECK(with_criterion(*one, 5, {.label = "Xa quá"}).error().id == "not_found");
    CHECK(with_criterion(*one, most_criteria, {.label = "Thừa"}).error().id == "rounds.too_many_criteria");
    CHECK(criteria_of(without_criterion(*one, 0).value()).empty());
}

TEST_CASE("a form asks about work alone")
{
    for (auto const* const label :
         {"Dư luận xã hội về mô hình", "DƯ LUẬN xã hội", "Tôn giáo của người tham gia", "Lý lịch trưởng thôn",
          "Đạo đức cá nhân", "Ý kiến trên mạng xã hội"}) {
        CAPTURE(label);
        auto const refused = with_criterion(prepared({}), 0, {.label = label});
        REQUIRE(!refused);
        CHECK(refused.error().fields.front().sentence == "Khéo không thu mục này.");
    }
    CHECK(with_criterion(prepared({}), 0, {.label = "Kết quả", .evidence = "bản tổng hợp dư luận"})
              .error()
              .fields.front()
              .field == "evidence");
    for (auto const* const label : {"Kết quả đo được so với chỉ tiêu", "Số hội viên tham gia ngày công",
                                    "Làm được ở tổ dân phố khó khăn"}) {
        CAPTURE(label);
        CHECK(is_about_work(label));
    }
    for (auto const& criterion : sample_criteria()) {
        CAPTURE(criterion.label);
        CHECK(is_about_work(criterion.label));
        CHECK(is_about_work(criterion.evidence));
        CHECK(criterion.most > 0);
    }
}

TEST_CASE("points are weighed, and those outside the scale are refused at their field")
{
    auto const criteria =
        Criteria{{.label = "A", .weight = 1, .most = 10}, {.label = "B", .weight = 3, .most = 5}};
    CHECK(total_of(criteria, {10, 5}) == 1000);
    CHECK(total_of(criteria, {0, 0}) == 0);
    CHECK(total_of(criteria, {10, 0}) == 250);
    CHECK(total_of(criteria, {5, 4}) == 725);
    CHECK(outside_scale(criteria, {10, 5}).empty());
    CHECK(outside_scale(criteria, {11, 5}).front().field == "points_1");
    CHECK(outside_scale(criteria, {10, 6}).front().field == "points_2");
    CHECK(outside_scale(criteria, {10, std::nullopt}).front().field == "points_2");
    CHECK(outside_scale(criteria, {10, 5, 1}).front().field == "points_3");
}

TEST_CASE("scores far apart or too low are talked over before a model is proposed")
{
    auto round = Round{.scoring = Scoring::independent, .cut_off = 50, .spread = 20};
    auto const open = at(State::waiting);
    CHECK(obstacle(round, open, picture_of({of(800)})).starts_with("Mới có 1 người"));
    CHECK(obstacle(round, open, picture_of({of(800), of(600)})).empty());
    CHECK(obstacle(round, open, picture_of({of(801), of(600)})).starts_with("Điểm chênh"));
    CHECK(obstacle(round, open, picture_of({of(400), of(450)})).starts_with("Điểm bình quân"));
    auto const settled = discussed(open, "thống nhất 70%", picture_of({of(900), of(400)}));
    REQUIRE(settled);
    CHECK(obstacle(round, *settled, picture_of({of(900), of(400)})).empty());
    auto conflict = of(0);
    conflict.conflict = true;
    auto const picture = picture_of({of(800), conflict, of(700)});
    CHECK(picture.scores == 2);
    CHECK(picture.conflicts == 1);
    CHECK(picture.mean == 750);
    CHECK(picture.spread == 100);
    round.scoring = Scoring::council;
    CHECK(obstacle(round, open, {}).empty());
}

TEST_CASE("others' scores are hidden from a member until their own is in")
{
    auto one = of(800);
    one.account = 1;
    auto two = of(400);
    two.account = 2;
    CHECK(visible_scores({one}, 2, true).empty());
    CHECK(visible_scores({one, two}, 2, true).size() == 2);
    CHECK(visible_scores({one}, 3, false).size() == 1); // who keeps the minutes gives none
}

TEST_CASE("what rounds made of a model: recognised stays, what is open counts, else the last says it")
{
    using models::Stage;
    struct Row {
        std::vector<State> states;
        std::optional<Stage> stage;
    };
    Row const rows[] = {
        {{}, std::nullopt},
        {{State::waiting}, Stage::appraising},
        {{State::passed}, Stage::appraising},
        {{State::not_yet}, Stage::not_yet},
        {{State::not_yet, State::asked}, Stage::appraising},
        {{State::waiting, State::not_yet}, Stage::appraising},
        {{State::passed, State::taken_out}, Stage::appraising},
        {{State::taken_out, State::not_yet}, Stage::not_yet},
        {{State::not_yet, State::taken_out}, Stage::received},
        {{State::recognised, State::not_yet}, Stage::recognised},
        {{State::recognised, State::waiting}, Stage::recognised},
    };
    for (auto const& row : rows) {
        std::vector<Candidate> candidates;
        for (auto const state : row.states)
            candidates.push_back({.state = state});
        CAPTURE(row.states.size());
        CHECK(stage_after(candidates) == row.stage);
    }
}
