// SPDX-License-Identifier: AGPL-3.0-or-later
// Verb × role as a table, with the roles that the program carries; and scores
// on both engines.
#include "capabilities/rounds/rounds_test.hpp"

using namespace kheo;
using namespace kheo::rounds;

TEST_ON_BOTH("who may do what with a candidate of the province's round")
{
    struct Row {
        char const* role;
        BodyId body;
        // ask, answer, discuss, take out
        char const* said[4];
    };
    Row const rows[] = {
        {"can_bo_tinh", department, {"done", "done", "done", "done"}}, // the school stands below it
        {"can_bo_xa", committee, {"not_allowed", "done", "not_allowed", "done"}},
        {"can_bo_xa", school, {"not_allowed", "done", "not_allowed", "done"}},
        {"can_bo_xa", other, {"not_found", "not_found", "not_found", "not_found"}},
        {"tham_dinh", department, {"not_allowed", "not_allowed", "not_allowed", "not_allowed"}},
        {"lanh_dao", department, {"not_allowed", "not_allowed", "not_allowed", "not_allowed"}},
        {"quan_tri", {}, {"not_found", "not_found", "not_found", "not_found"}},
    };
    for (auto const& row : rows) {
        Province at(engine);
        auto const round = at.open_round(department, Scoring::independent);
        using Verb = Outcome<acts::Recorded<Candidate>> (*)(acts::Work&, CandidateForm const&);
        constexpr Verb verbs[] = {ask, answer, discuss, take_out};
        for (std::size_t verb = 0; verb < 4; ++verb) {
            CAPTURE(row.role);
            CAPTURE(shown(row.body));
            CAPTURE(verb);
            auto const one = at.candidate(round, school, commune);
            auto version = one.version;
            if (verb == 1) { // something to answer
                REQUIRE(at.act(ask, CandidateForm{one.id, version, "số liệu"}));
                ++version;
            }
            if (verb == 2) // something to talk over
                for (auto const account : {21, 22}) {
                    at.as("tham_dinh", department, account);
                    REQUIRE(at.act(score, of_each(one.id, version, 8)));
                }
            at.as(row.role, row.body);
            CHECK(said(at.act(verbs[verb], CandidateForm{one.id, version, "đã thống nhất"})) ==
                  row.said[verb]);
        }
    }
}

TEST_ON_BOTH("members score alone, change their mind, and step back from what is theirs")
{
    Province at(engine);
    auto const round = at.open_round(department, Scoring::independent);
    auto const one = at.candidate(round, school, commune);
    auto const ours = at.candidate(round, department, province);
    at.as("tham_dinh", department, 7);
    auto points = of_each(one.id, one.version, 8);
    for (auto const* const typed : {"11", "8,5", "tám", "-1", ""}) {
        CAPTURE(typed);
        points.points_2 = typed;
        auto const outside = at.act(score, points);
        REQUIRE(!outside);
        REQUIRE(outside.error().fields.size() == 1);
        CHECK(outside.error().fields.front().field == "points_2");
        CHECK(outside.error().fields.front().sentence.find("từ 0 đến 10, là số nguyên") != std::string::npos);
    }
    CHECK(said(at.act(score, of_each(one.id, one.version, 5))) == "done");
    CHECK(said(at.act(score, of_each(one.id, one.version, 8))) == "done"); // nobody else's is there yet
    CHECK(said(at.act(score, of_each(ours.id, ours.version, 8))) == "rounds.own_model");
    CHECK(said(at.act(step_back, CandidateForm{ours.id, ours.version, ""})) == "rounds.words_needed");
    CHECK(said(at.act(step_back, CandidateForm{ours.id, ours.version, "mô hình của ban"})) == "done");
    at.as("tham_dinh", department, 8);
    auto const seen = [&] {
        return at.read([&](acts::Reading& reading) { return view_candidate(reading, {one.id}).value(); });
    };
    CHECK(seen().scores.empty());
    CHECK(seen().others == 1);
    CHECK(said(at.act(score, of_each(one.id, one.version, 4))) == "done");
    CHECK(seen().picture.spread == 400);
    // The first member's is open to them now: theirs stands until it is talked over.
    CHECK(said(at.act(score, of_each(one.id, one.version, 7))) == "rounds.score_settled");
    CHECK(seen().picture.spread == 400);
    at.as("can_bo_tinh", department);
    REQUIRE(at.act(discuss, CandidateForm{one.id, one.version, "đã thống nhất"}));
    at.as("tham_dinh", department, 8);
    CHECK(said(at.act(score, of_each(one.id, one.version + 1, 7))) == "done"); // the same score, changed
    CHECK(seen().picture.scores == 2);
    CHECK(seen().picture.spread == 100);
    at.as("can_bo_tinh", department);
    CHECK(said(at.act(score, of_each(one.id, one.version + 1, 9))) == "not_allowed");
    at.as("can_bo_xa", committee);
    CHECK(seen().scores.empty());
    CHECK(seen().others == 0);
}

TEST_ON_BOTH("a model that is put in the same round again is scored anew; who stepped back stays so")
{
    Province at(engine);
    auto const round = at.open_round(department, Scoring::independent);
    auto const one = at.candidate(round, school, commune);
    for (auto const account : {7, 8}) {
        at.as("tham_dinh", department, account);
        REQUIRE(at.act(score, of_each(one.id, one.version, 8)));
    }
    at.as("tham_dinh", department, 9);
    REQUIRE(at.act(step_back, CandidateForm{one.id, one.version, "người nhà phụ trách"}));
    at.as_system();
    auto const now = [&] {
        return at.read([&](acts::Reading& reading) { return load_candidate(reading, one.id).value(); });
    };
    auto const scores = [&] {
        return at.read([&](acts::Reading& reading) { return scores_of(reading.db, one.id); });
    };
    auto const awaits = [&](std::int64_t account) {
        return at.read(
            [&](acts::Reading& reading) { return unscored_by(reading.db, account, round.id).size(); });
    };
    CHECK(scores().size() == 3);
    CHECK(awaits(7) == 0);
    REQUIRE(at.act(take_out, CandidateForm{one.id, one.version, "xin rút"}));
    auto const model =
        at.read([&](acts::Reading& reading) { return models::load(reading, one.model).value(); });
    REQUIRE(at.act(put_in, PutInForm{round.id, {shown(model.id) + "-" + std::to_string(model.version)}}));
    REQUIRE(scores().size() == 1);
    CHECK(scores().front().conflict);
    CHECK(obstacle(round, now(), picture_of(scores())) == "Mới có 0 người chấm; cần ít nhất 2.");
    CHECK(awaits(7) == 1);
    CHECK(awaits(9) == 0);
    at.as("tham_dinh", department, 7);
    CHECK(said(at.act(score, of_each(one.id, now().version, 6))) == "done");
    auto const counted = scores();
    CHECK(counted.size() == 2);
    CHECK(picture_of(counted).mean == 600);
}

TEST_ON_BOTH("a model is in one round at a time, and comes again after it was taken out")
{
    Province at(engine);
    auto const round = at.open_round(department, Scoring::council);
    auto const one = at.candidate(round, school, commune);
    auto const next = at.open_round(department, Scoring::council);
    auto const model = [&] {
        return at.read([&](acts::Reading& reading) { return models::load(reading, one.model).value(); });
    };
    CHECK(model().stage == models::Stage::appraising);
    auto const again = [&] {
        return PutInForm{next.id, {shown(one.model) + "-" + std::to_string(model().version)}};
    };
    CHECK(said(at.act(put_in, again())) == "rounds.in_round");
    CHECK(said(at.act(decline, CandidateForm{one.id, one.version, "số liệu"})) == "rounds.not_ready");
    REQUIRE(at.act(take_out, CandidateForm{one.id, one.version, "xin rút"}));
    CHECK(model().stage == models::Stage::received);
    CHECK(said(at.act(put_in, again())) == "done");
    REQUIRE(at.act(take_out, CandidateForm{at.read([&](acts::Reading& reading) {
                                               return candidates_of(reading.db, next.id).back().id;
                                           }),
                                           1, "nhầm đợt"}));
    CHECK(said(at.act(put_in, PutInForm{round.id, again().models})) == "done");
    auto const back = at.read([&](acts::Reading& reading) { return candidates_of(reading.db, round.id); });
    REQUIRE(back.size() == 1);
    CHECK(back.front().place == one.place);
    CHECK(back.front().state == State::waiting);
    auto const stale = PutInForm{next.id, {shown(one.model) + "-1"}};
    CHECK(said(at.act(put_in, stale)) == "changed_meanwhile");
    auto const closing = at.act(close_round, RoundForm{round.id, round.version});
    REQUIRE(!closing);
    CHECK(closing.error().id == "rounds.undecided_left");
}

TEST_ON_BOTH("the list of rounds is paged, newest year first, and shows an open round to its area alone")
{
    Province at(engine);
    at.as_system();
    for (auto year = 1; year <= 52; ++year)
        REQUIRE(at.act(prepare_round, PrepareForm{.body = committee, .year = 2010 + year, .title = "Đợt"}));
    at.open_round(committee, Scoring::council);
    auto const list = [&](RoundId after) {
        return at.read([&](acts::Reading& reading) { return list_rounds(reading, {after}).value(); });
    };
    auto const first = list({});
    CHECK(first.items.size() == 50);
    CHECK(first.items.front().year == 2062);
    auto const second = list({*parse_id(first.next)});
    REQUIRE(second.items.size() == 3);
    CHECK(second.items.front().year == 2013);
    CHECK(second.next.empty());
    at.as("can_bo_xa", school);
    CHECK(list({}).items.size() == 1); // opened: its models may go there
    at.as("can_bo_xa", other);
    CHECK(list({}).items.empty());
}

TEST_ON_BOTH("a registration that is undone finds the stage that its round has left it at")
{
    for (auto const meanwhile : {false, true}) {
        Province at(engine);
        auto const round = at.open_round(department, Scoring::council);
        auto const one = at.candidate(round, school, commune);
        auto const step = [&](auto verb) { return at.act(verb, 0); };
        REQUIRE(step([&](acts::Work& work, int) -> Outcome<acts::Recorded<models::Model>> {
            auto const next =
                TRY(models::kept(models::load_row(work, one.model).value(), 2027, {{.title = "Đường hoa"}}));
            return models::store(work, "models.kept", next);
        }));
        if (meanwhile)
            REQUIRE(at.act(take_out, CandidateForm{one.id, one.version, "xin rút"}));
        auto const back = step([&](acts::Work& work, int) -> Outcome<acts::Recorded<models::Model>> {
            return models::bring_back(work, models::load_row(work, one.model).value(), 2, "nhận nhầm",
                                      stage_in_year);
        });
        REQUIRE(back);
        CHECK(back->value().year == 2026);
        CHECK(back->value().stage == (meanwhile ? models::Stage::received : models::Stage::appraising));
    }
}

TEST_ON_BOTH("a round is behind once its day has passed while models have no result, for who sees its work")
{
    auto province_at = Province(engine);
    auto const round = province_at.open_round(department, Scoring::council);
    auto const behind_now = [&] {
        return province_at.read([](acts::Reading& reading) { return behind(reading); });
    };
    auto late = round;
    late.closes_on = *date_of({2026, 11, 11});
    ++late.version;
    province_at.as_system();
    REQUIRE(province_at.act(
        [&](acts::Work& work, int) -> Outcome<acts::Recorded<Round>> {
            return store(work, "rounds.opened", late);
        },
        0));
    CHECK(behind_now().empty()); // nothing in it waits
    province_at.candidate(round, committee, commune);
    REQUIRE(behind_now().size() == 1);
    CHECK(behind_now().front().days == 10);
    CHECK(behind_now().front().undecided == 1);
    province_at.as("can_bo_xa", other);
    CHECK(behind_now().empty());
    province_at.as("lanh_dao", department);
    CHECK(behind_now().size() == 1);
    province_at.clock.at.ms -= std::int64_t(12) * 24 * 3600 * 1000;
    CHECK(behind_now().empty());
}
