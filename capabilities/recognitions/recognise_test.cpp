// SPDX-License-Identifier: AGPL-3.0-or-later
// Decisions and what they recognise, on both engines.
#include "capabilities/recognitions/recognise.hpp"

#include "capabilities/accounts/accounts.hpp"
#include "capabilities/bodies/bodies_test.hpp"
#include "capabilities/consultations/consultations.hpp"
#include "capabilities/recognitions/load.hpp"
#include "capabilities/recognitions/view.hpp"
#include "capabilities/rounds/judge.hpp"
#include "capabilities/rounds/meet.hpp"
#include "capabilities/rounds/prepare.hpp"
#include "platform/testing/office.hpp"

#include <doctest/doctest.h>

using namespace kheo;
using namespace kheo::recognitions;

namespace
{

constexpr AreaId province{1}, commune{10};
constexpr BodyId department{100}, committee{200};

// A round whose council has proposed some models.
struct Council : testing::Office {
    explicit Council(db::Engine engine) : Office(engine)
    {
        using areas::AreaKind;
        using testing::area, testing::body;
        testing::put_places(
            {area(province, "01", AreaKind::province), area(commune, "00010", AreaKind::commune, province)},
            {body(department, province, {}, true), body(committee, commune, {}, true)});
        auto const made = act(rounds::prepare_round,
                              rounds::PrepareForm{.body = department, .year = 2026, .title = "Đợt 2026"});
        REQUIRE(made);
        auto const open = act(rounds::open_round, rounds::RoundForm{made->value().id, 1});
        REQUIRE(open);
        round = open->value();
        allowed = accounts::allowed;
    }

    // A candidate that the council has proposed, of a model that is public or not.
    rounds::Candidate proposed(bool published = true, std::string title = "Đường hoa")
    {
        auto const model = act(
            [&](acts::Work& work, int) -> Outcome<acts::Recorded<models::Model>> {
                return models::store_new(work, "models.received",
                                         {.id = {work.draws.id()},
                                          .year = 2026,
                                          .body = committee,
                                          .area = commune,
                                          .field = "kinh_te",
                                          .title = title,
                                          .stage = models::Stage::received,
                                          .published = published});
            },
            0);
        REQUIRE(model);
        REQUIRE(act(rounds::put_in, rounds::PutInForm{round.id, {shown(model->value().id) + "-1"}}));
        auto const one = candidates().back();
        auto const form = rounds::MeetForm{.round = round.id,
                                           .held_on = *date_of({2026, 10, 10}),
                                           .location = "Hội trường",
                                           .members = "Phó Trưởng ban",
                                           .passed = {shown(one.id) + "-1"}};
        REQUIRE(act(rounds::meet, rounds::PreparedMeeting{.form = form, .file = {}}));
        return candidates().back();
    }

    std::vector<rounds::Candidate> candidates()
    {
        return read([&](acts::Reading& reading) { return rounds::candidates_of(reading.db, round.id); });
    }
    models::Model model_of(rounds::Candidate const& candidate)
    {
        return read([&](acts::Reading& reading) { return models::load(reading, candidate.model).value(); });
    }

    Outcome<acts::Recorded<Decision>> decide(std::string number, std::vector<rounds::Candidate> const& named,
                                             Date issued_on = *date_of({2026, 10, 15}),
                                             std::optional<Level> level = {})
    {
        auto form = RecogniseForm{.round = round.id,
                                  .number = std::move(number),
                                  .issued_on = issued_on,
                                  .signer = "Trưởng ban",
                                  .level = level};
        for (auto const& one : named)
            form.candidates.push_back(shown(one.id) + "-" + std::to_string(one.version));
        return act(recognise, PreparedDecision{.form = std::move(form), .scan = {}});
    }
    std::vector<Recognition> of(Decision const& decision)
    {
        return read([&](acts::Reading& reading) { return recognitions_of(reading.db, decision.id); });
    }

    rounds::Round round;
};

template <class T>
std::string said(Outcome<acts::Recorded<T>> const& outcome)
{
    return outcome ? "done" : outcome.error().id;
}

} // namespace

TEST_ON_BOTH("one decision recognises each model it names, with a receipt where the model is public")
{
    Council at(engine);
    auto const open = at.proposed();
    auto const internal = at.proposed(false);
    auto const decision = at.decide("412/QĐ-ĐU", {open, internal});
    REQUIRE(decision);
    CHECK(decision->value().models == 2);
    CHECK(decision->value().level == Level::cap_tinh);
    auto const made = at.of(decision->value());
    REQUIRE(made.size() == 2);
    CHECK(made.front().model == open.model);
    CHECK(made.front().number == "412/QĐ-ĐU");
    auto const receipt = [&](Recognition const& one) {
        return at.read([&](acts::Reading& reading) { return receipt_of(reading.db, one); });
    };
    CHECK(receipt(made.front()) > 0);
    CHECK(receipt(made.back()) == 0);
    CHECK(at.model_of(open).stage == models::Stage::recognised);
    at.actor = {};
    auto const seen = [&](Recognition const& one) {
        return at.read([&](acts::Reading& reading) { return load(reading, one.id).has_value(); });
    };
    CHECK(seen(made.front()));
    CHECK_FALSE(seen(made.back()));
}

TEST_ON_BOTH("a model published after its decision, in other words, is shown as it was decided")
{
    Council at(engine);
    auto const one = at.proposed(false);
    auto const decision = at.decide("412/QĐ-ĐU", {one});
    REQUIRE(decision);
    auto const changed = [&](std::string title, std::string_view act, int year, bool published = true) {
        auto const done = at.act(
            [&](acts::Work& work, int) -> Outcome<acts::Recorded<models::Model>> {
                auto model = models::load_row(work, one.model).value();
                model.title = title;
                model.year = year;
                model.published = published;
                ++model.version;
                auto recorded = models::store(work, act, model);
                if (act == "models.published")
                    open_standing(work, model);
                return recorded;
            },
            0);
        REQUIRE(done);
    };
    auto const seen = [&] {
        auto const id = at.of(decision->value()).front().id;
        return at.read([&](acts::Reading& reading) { return view_recognition(reading, {id}).value().item; });
    };
    CHECK_FALSE(at.of(decision->value()).front().opened);
    changed("Ngõ nở hoa", "models.edited", 2026, false); // while nobody outside reads it
    changed("Ngõ nở hoa", "models.published", 2026);
    auto const opened = at.of(decision->value()).front();
    CHECK(opened.opened);
    CHECK(opened.version == 2);
    CHECK(at.read([&](acts::Reading& reading) { return receipt_of(reading.db, opened); }) > 0);
    at.actor = {}; // as everybody reads it
    CHECK(seen().title == "Đường hoa");
    CHECK(seen().title_today == "Ngõ nở hoa");
    auto const listed = at.read([&](acts::Reading& reading) {
        return view_decision(reading, {decision->value().id}).value().items.front();
    });
    CHECK(listed.title == "Đường hoa");
    CHECK(listed.title_today == "Ngõ nở hoa");
    changed("Vườn hoa của làng", "models.kept", 2027); // another year's words
    CHECK(seen().title == "Đường hoa");
    CHECK(seen().title_today == "Vườn hoa của làng");
    changed("Đường hoa", "models.corrected", 2027);
    CHECK(seen().title_today.empty());
}

TEST_ON_BOTH("a name that tells of a private person is not printed again once it was corrected")
{
    Council at(engine);
    auto const one = at.proposed(true, "Ngõ bà Nguyễn Thị Lan, 0912345678");
    auto const decision = at.decide("412/QĐ-ĐU", {one});
    REQUIRE(decision);
    auto const recognition = at.of(decision->value()).front();
    auto const named = at.read(
        [&](acts::Reading& reading) { return named_at(reading.db, recognition, {.title = "Ngõ nở hoa"}); });
    CHECK(named.title == "Ngõ nở hoa");
}

TEST_ON_BOTH("a number is used once by a body in a year, however it is typed")
{
    Council at(engine);
    REQUIRE(at.decide("412/QĐ-ĐU", {at.proposed()}));
    auto const next = at.proposed();
    auto const again = at.decide(" 0412 / qđ-đu", {next});
    REQUIRE(!again);
    CHECK(again.error().id == "recognitions.number_used");
    CHECK(again.error().sentence.find("đã công nhận 1 mô hình") != std::string::npos);
    CHECK(said(at.decide("413/QĐ-ĐU", {next})) == "done");
}

TEST_ON_BOTH("a decision that cannot recognise one of its models recognises none")
{
    Council at(engine);
    auto const good = at.proposed();
    auto stale = at.proposed();
    --stale.version;
    CHECK(said(at.decide("7/QĐ-ĐU", {good, stale})) == "changed_meanwhile");
    CHECK(at.model_of(good).stage == models::Stage::appraising);
    auto const kept = at.read([&](acts::Reading& reading) { return decisions_before(reading.db, {}, 10); });
    CHECK(kept.empty());
    CHECK(said(at.decide("7/QĐ-ĐU", {good})) == "done");
    // Recognised, it is not proposed any more.
    CHECK(said(at.decide("8/QĐ-ĐU", {at.candidates().front()})) == "rounds.state_forbids");
}

TEST_ON_BOTH("a recognition is withdrawn with a reason; its model may be proposed anew")
{
    Council at(engine);
    auto const one = at.proposed();
    auto const decision = at.decide("9/QĐ-ĐU", {one});
    REQUIRE(decision);
    auto const made = at.of(decision->value()).front();
    CHECK(said(at.act(withdraw, WithdrawForm{made.id, 1, ""})) == "recognitions.reason_needed");
    CHECK(said(at.act(withdraw, WithdrawForm{made.id, 2, "số liệu sai"})) == "changed_meanwhile");
    at.actor = {.kind = acts::ActorKind::person, .account = 7, .name = "A", .posts = {{7, "can_bo_xa", 200}}};
    CHECK(said(at.act(withdraw, WithdrawForm{made.id, 1, "số liệu sai"})) == "not_allowed");
    at.actor = {
        .kind = acts::ActorKind::person, .account = 8, .name = "B", .posts = {{8, "can_bo_tinh", 100}}};
    REQUIRE(at.act(withdraw, WithdrawForm{made.id, 1, "số liệu sai"}));
    CHECK(said(at.act(withdraw, WithdrawForm{made.id, 2, "lần nữa"})) == "recognitions.withdrawn_already");
    auto const gone = at.of(decision->value()).front();
    CHECK(gone.withdrawn);
    CHECK(gone.reason == "số liệu sai");
    CHECK(at.model_of(one).stage == models::Stage::received);
    CHECK(at.candidates().front().state == rounds::State::taken_out);
    auto const model = at.model_of(one);
    auto const again =
        rounds::PutInForm{at.round.id, {shown(model.id) + "-" + std::to_string(model.version)}};
    CHECK(said(at.act(rounds::put_in, again)) == "done");
}

TEST_ON_BOTH("a decision comes after the council's meeting, at the body's level, for its round")
{
    Council at(engine);
    auto const one = at.proposed();
    auto const field = [](Outcome<acts::Recorded<Decision>> const& outcome) {
        return outcome ? "done" : outcome.error().fields.empty() ? "" : outcome.error().fields.front().field;
    };
    CHECK(field(at.decide("1/QĐ", {one}, *date_of({2026, 10, 9}))) == "issued_on");
    CHECK(field(at.decide("1/QĐ", {one}, *date_of({2026, 10, 15}), Level::cap_trung_uong)) == "level");
    auto const first = at.round;
    auto const made = at.act(rounds::prepare_round,
                             rounds::PrepareForm{.body = department, .year = 2026, .title = "Đợt sau"});
    REQUIRE(made);
    at.round = made->value();
    REQUIRE(at.act(rounds::open_round, rounds::RoundForm{at.round.id, 1}));
    auto const strange = at.decide("1/QĐ", {one});
    CHECK(said(strange) == "rounds.not_in_round");
    CHECK(field(strange) == "candidates");
    at.round = first;
    CHECK(field(at.decide("1/QĐ", {one}, *date_of({2026, 10, 10}), Level::cap_xa)) == "done"); // of its day
}

TEST_ON_BOTH("what was withdrawn is said first, and is not counted")
{
    Council at(engine);
    auto const decision = at.decide("1/QĐ", {at.proposed(), at.proposed()});
    REQUIRE(decision);
    REQUIRE(at.decide("2/QĐ", {at.proposed()}));
    auto const made = at.of(decision->value()).front();
    auto const seen = [&] {
        return at.read([&](acts::Reading& reading) { return view_recognition(reading, {made.id}).value(); });
    };
    CHECK_FALSE(seen().item.withdrawn);
    CHECK(seen().decision.models == 2);
    auto const receipt = seen().item.receipt;
    REQUIRE(at.act(withdraw, WithdrawForm{made.id, 1, "số liệu sai"}));
    CHECK(std::ranges::find(at.topics, "decisions") != at.topics.end());
    at.actor = {};
    auto const after = seen();
    CHECK(after.item.withdrawn_day == "21/11/2026");
    CHECK(after.item.reason == "số liệu sai");
    CHECK(after.item.receipt != receipt); // of the withdrawal
    CHECK(after.item.certificate.empty());
    auto const list = at.read([&](acts::Reading& reading) { return list_decisions(reading, {}).value(); });
    REQUIRE(list.items.size() == 2);
    CHECK(list.items.front().models == 1);
    CHECK(list.items.front().withdrawn == 0);
    CHECK(list.items.back().models == 1);
    CHECK(list.items.back().withdrawn == 1);
}

TEST_ON_BOTH("decisions are listed newest first, page by page")
{
    Council at(engine);
    for (auto const* const number : {"1/QĐ", "2/QĐ", "3/QĐ"})
        REQUIRE(at.decide(number, {at.proposed()}));
    auto const page = [&](DecisionId before) {
        return at.read([&](acts::Reading& reading) { return decisions_before(reading.db, before, 2); });
    };
    auto const first = page({});
    REQUIRE(first.size() == 2);
    CHECK(first.front().number == "3/QĐ");
    auto const second = page(first.back().id);
    REQUIRE(second.size() == 1);
    CHECK(second.front().number == "1/QĐ");
}

TEST_ON_BOTH("a decision waits until the published list has run, and every opinion on it was answered")
{
    Council at(engine);
    auto const listed = at.proposed();
    auto const list =
        at.act(consultations::publish, consultations::PublishForm{.round = at.round.id, .days = 10});
    REQUIRE(list);
    CHECK(list->value().candidates == shown(listed.id));
    CHECK(list->value().closes_on == *date_of({2026, 12, 1}));
    auto const again = consultations::PublishForm{.round = at.round.id, .days = 10};
    CHECK(said(at.act(consultations::publish, again)) == "consultations.runs_already");
    CHECK(said(at.decide("1/QĐ", {listed}, *date_of({2026, 11, 20}))) == "consultations.not_yet");

    auto const visitor = acts::Actor();
    auto const officer = at.actor;
    at.actor = visitor;
    auto const send =
        consultations::SendForm{.consultation = list->value().id, .text = "Đường còn thiếu đèn."};
    auto const opinion = at.act(consultations::send, send);
    REQUIRE(opinion);
    auto elsewhere = send;
    elsewhere.model = {77};
    CHECK(said(at.act(consultations::send, elsewhere)) == "bad_fields");
    at.actor = officer;
    at.clock.at = Instant{at.clock.at.ms + std::int64_t(11) * 24 * 3600 * 1000}; // 2 December
    CHECK(said(at.act(consultations::send, send)) == "consultations.over");
    CHECK(said(at.decide("1/QĐ", {listed}, *date_of({2026, 12, 1}))) == "consultations.not_yet");
    CHECK(said(at.decide("1/QĐ", {listed}, *date_of({2026, 12, 2}))) == "consultations.not_yet");
    auto const reply = consultations::AnswerForm{opinion->value().id, 1, "Tháng 12 lắp xong.", ""};
    REQUIRE(at.act(consultations::publish_opinion, reply));
    CHECK(said(at.act(consultations::hold_back, reply)) == "changed_meanwhile");
    CHECK(at.decide("1/QĐ", {listed}, *date_of({2026, 12, 2})));
}

TEST_ON_BOTH("a list names public models alone, and one that was stopped holds nobody up")
{
    Council at(engine);
    auto const publish = [&] {
        return at.act(consultations::publish, consultations::PublishForm{.round = at.round.id, .days = 5});
    };
    CHECK(said(publish()) == "consultations.nothing_proposed");
    auto const open = at.proposed();
    auto const internal = at.proposed(false);
    CHECK(said(publish()) == "consultations.not_public");
    REQUIRE(at.decide("1/QĐ", {internal}, *date_of({2026, 11, 20})));
    auto const list = publish();
    REQUIRE(list);
    auto const stop = consultations::StopForm{list->value().id, 1, "Danh sách còn sót"};
    CHECK(said(at.act(consultations::stop, consultations::StopForm{list->value().id, 1, ""})) ==
          "consultations.words_needed");
    REQUIRE(at.act(consultations::stop, stop));
    CHECK(said(at.act(consultations::stop, stop)) == "changed_meanwhile");
    CHECK(at.decide("2/QĐ", {open}, *date_of({2026, 11, 20})));
}
