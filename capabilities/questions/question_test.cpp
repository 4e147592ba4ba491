// SPDX-License-Identifier: AGPL-3.0-or-later
#include "capabilities/questions/question.sql.hpp"
#include "capabilities/questions/questions.hpp"
#include "platform/json/json.hpp"
#include "platform/testing/office.hpp"

#include <array>
#include <doctest/doctest.h>

using namespace kheo;
using namespace kheo::questions;

namespace
{

struct Town : testing::Office {
    using Office::Office;

    Model model(bool published)
    {
        return act(
                   [](acts::Work& work, bool open) {
                       auto const made = Model{.id = {work.draws.id()},
                                               .year = 2026,
                                               .body = {1},
                                               .area = {7},
                                               .field = "kinh_te",
                                               .title = "Đường hoa",
                                               .stage = models::Stage::received,
                                               .published = open};
                       return models::store_new(work, "models.published", made);
                   },
                   published)
            .value();
    }
};

} // namespace

TEST_CASE("a question is settled once: with an answer that all read, or with a reason for whoever asked")
{
    auto const day = *date_of({2026, 11, 21});
    auto const asked = Question{.version = 1, .text = "Kinh phí lấy ở đâu?"};
    auto const open = answered(asked, day, "Do các hộ góp ngày công.").value();
    CHECK(open.opened);
    CHECK(open.version == 2);
    auto const closed = declined(asked, "Câu hỏi quảng cáo.").value();
    CHECK_FALSE(closed.opened);
    for (auto const& settled : {open, closed}) {
        CHECK(answered(settled, day, "nữa").error().id == "questions.already_settled");
        CHECK(declined(settled, "nữa").error().id == "questions.already_settled");
    }
    CHECK(answered(asked, day, "").error().id == "questions.answer_needed");
    CHECK(declined(asked, "").error().id == "questions.reason_needed");
}

TEST_ON_BOTH("a question is asked of a public model only, stays inside until its answer, and floods stop")
{
    auto town = Town(engine);
    auto const model = town.model(true);
    auto const hidden = town.model(false);
    auto const form = AskForm{model.id, "Kinh phí lấy ở đâu?", ""};
    auto const one = town.act(ask, form);
    REQUIRE(one);
    CHECK(visibility(one->value()) == acts::Visibility::internal);
    CHECK(town.act(ask, AskForm{hidden.id, "?", ""}).error().id == "questions.not_open");
    auto const by_code = [&](acts::Reading& reading) { return view_asked(reading, {one->value().code}); };
    CHECK(town.read(by_code)->state == "Chờ trả lời");
    auto const done = town.act(answer, AnswerForm{one->value().id, 1, "Do các hộ góp ngày công.", ""});
    REQUIRE(done);
    CHECK(visibility(done->value()) == acts::Visibility::open);
    CHECK(town.read(by_code)->answer == "Do các hộ góp ngày công.");
    REQUIRE(town.act(
        [](acts::Work& work, ModelId of) -> Outcome<int> {
            for (std::int64_t sent = 0; sent < most_waiting; ++sent)
                work.db.run(sql::insert_question, Question{.id = {work.draws.id()},
                                                           .code = std::to_string(sent),
                                                           .model = of,
                                                           .body = {1},
                                                           .area = {7},
                                                           .asked_on = work.today(),
                                                           .text = "Kinh phí lấy ở đâu?"});
            return 0;
        },
        model.id));
    CHECK(town.act(ask, form).error().id == "questions.too_many_waiting");
    CHECK(town.read([](acts::Reading& reading) { return waiting(reading, 10); }).total == most_waiting);
    town.actor = {}; // who may not answer sees none of them
    CHECK(town.read([](acts::Reading& reading) { return waiting(reading, 10); }).total == 0);
}

TEST_ON_BOTH("whoever floods a body's models waits for their turn, nobody else does")
{
    auto town = Town(engine);
    auto const models = std::array{town.model(true), town.model(true)};
    auto head = http::Head();
    auto const visitor = acts::Actor();
    // Limits are the program's: each engine has its own neighbours.
    auto const network = std::string(engine == db::Engine::sqlite ? "198.51.100." : "203.0.113.");
    auto const asked_from = [&](std::string const& host, Model const& model) {
        head.address = network + host;
        head.received = town.clock.now();
        auto const before =
            routes::Before{*town.scratch.store, head, visitor, town.allowed, town.clock.now()};
        auto const sent = prepare_question(before, AskForm{model.id, "Kinh phí lấy ở đâu?", ""});
        REQUIRE(sent);
        auto const done = town.act(ask_in_turn, *sent);
        return done ? std::string("asked") : done.error().id;
    };
    for (std::int64_t at = 0; at < crowd_at_body; ++at) // about one or the other
        REQUIRE(asked_from("1", models[std::size_t(at % 2)]) == "asked");
    CHECK(asked_from("1", models[0]) == "asked");
    CHECK(asked_from("1", models[1]) == "voices.not_your_turn");
    CHECK(asked_from("2", models[1]) == "asked");
    town.clock.at.ms += 3'600'000;
    CHECK(asked_from("1", models[1]) == "asked");
    // Those who ask something that may not be asked hear that, not of turns.
    auto const before = routes::Before{*town.scratch.store, head, visitor, town.allowed, town.clock.now()};
    CHECK(prepare_question(before, AskForm{models[0].id, "Gọi chị Lan số 0912 345 678?", ""}).error().id ==
          "areas.private_data");
}

TEST_ON_BOTH("whatever the number of answers, each is on some page, the newest first")
{
    auto town = Town(engine);
    auto const model = town.model(true);
    constexpr int all = 45;
    for (int at = 0; at < all; ++at) {
        auto const one = town.act(ask, AskForm{model.id, "Câu " + std::to_string(at), ""})->value();
        REQUIRE(town.act(answer, AnswerForm{one.id, 1, "Trả lời", ""}));
    }
    std::vector<std::string> seen;
    auto query = AnsweredQuery{.model = model.id};
    for (int page = 0; page < 3; ++page) {
        auto const list = town.read([&](acts::Reading& reading) { return list_answered(reading, query); });
        REQUIRE(list);
        for (auto const& one : list->items)
            seen.push_back(one.text);
        query.before = {parse_id(list->next).value_or(0)};
        CHECK(list->next.empty() == (page == 2));
    }
    REQUIRE(seen.size() == all);
    CHECK(seen.front() == "Câu 44");
    CHECK(seen.back() == "Câu 0");
    auto const hidden = town.model(false);
    CHECK(town.read([&](acts::Reading& reading) { return list_answered(reading, {.model = hidden.id}); })
              .error()
              .id == "not_found");
}

TEST_ON_BOTH("a denunciation that came as a question leaves nothing but the reason, also in acts and answers")
{
    auto town = Town(engine);
    auto const model = town.model(true);
    auto const words = std::string("Tố cáo kế toán lấy tiền");
    for (auto const settle : {false, true}) { // before and after it was answered
        CAPTURE(settle);
        auto const one = town.act(ask, AskForm{model.id, words, "Tổ dân phố 3"})->value();
        town.act(
            [&](acts::Work& work, Question const& question) -> Outcome<int> {
                acts::remember_answer(work, "act" + shown(question.id), {}, json::text(question));
                return 0;
            },
            one);
        if (settle)
            REQUIRE(town.act(answer, AnswerForm{one.id, 1, "Đã kiểm tra.", ""}));
        auto const version = settle ? 2 : 1;
        CHECK(town.act(erase, EraseForm{one.id, version, ""}).error().fields.front().field == "why");
        auto const gone = town.act(erase, EraseForm{one.id, version, "Gửi Thanh tra tỉnh theo Luật Tố cáo."});
        REQUIRE(gone);
        CHECK(json::text(gone->value()).find("kế toán") == std::string::npos);
        CHECK(json::text(gone->value()).find("Tổ dân phố") == std::string::npos);
        CHECK(town.act(erase, EraseForm{one.id, version + 1, "nữa"}).error().id ==
              "questions.erased_already");
        auto const by_code = [&](acts::Reading& reading) { return view_asked(reading, {one.code}); };
        CHECK(town.read(by_code)->text.empty());
        CHECK(town.read(by_code)->reason == "Gửi Thanh tra tỉnh theo Luật Tố cáo.");
        auto const left = town.read([&](acts::Reading& reading) {
            auto all = std::string();
            for (auto const& act : acts::history(reading.db, "question", one.id.value))
                all += act.content;
            static db::Statement const answers{"test_answers", "SELECT answer FROM submissions", ""};
            for (auto const& answer : reading.db.all<std::string>(answers))
                all += answer;
            return all;
        });
        CHECK(left.find("kế toán") == std::string::npos);
        CHECK(left.find("questions.erased") != std::string::npos);
        auto const again = [](acts::Work& work, std::int64_t id) { return erase_again(work, id); };
        CHECK_FALSE(town.act(again, one.id.value));
    }
    auto const restored = town.act(ask, AskForm{model.id, words, ""})->value();
    CHECK(
        town.act([](acts::Work& work, std::int64_t id) { return erase_again(work, id); }, restored.id.value));
    CHECK(town.read([&](acts::Reading& reading) { return view_asked(reading, {restored.code}); })
              ->text.empty());
}

TEST_ON_BOTH("a flood of questions to others hides none of one's own")
{
    auto town = Town(engine);
    constexpr int flood = 5'001;
    auto const put = [](acts::Work& work, int count) -> Outcome<int> {
        for (int at = 0; at <= count; ++at) // the last one is of another body
            work.db.run(sql::insert_question, Question{.id = {work.draws.id()},
                                                       .code = std::to_string(at),
                                                       .model = {1},
                                                       .body = {at < count ? 1 : 2},
                                                       .area = {7},
                                                       .asked_on = work.today(),
                                                       .text = "Kinh phí lấy ở đâu?"});
        return count;
    };
    REQUIRE(town.act(put, flood));
    town.actor.kind = acts::ActorKind::person;
    town.allowed = [](acts::Actor const&, acts::Permission, acts::Place place, Date) {
        return place.body == 2;
    };
    auto const list = town.read([](acts::Reading& reading) { return waiting(reading, 10); });
    CHECK(list.total == 1);
    REQUIRE(list.items.size() == 1);
    CHECK(list.items.front().body == BodyId{2});
}

TEST_CASE("what names a private person is not taken")
{
    auto const found = checked_question({{1}, "Gọi chị Lan số 0912 345 678 được không?", ""});
    REQUIRE_FALSE(found);
    CHECK(found.error().fields.front().field == "text");
    CHECK(checked_question({{1}, "Kinh phí lấy ở đâu, ai giữ sổ?", "Hội Phụ nữ xã"}));
}
