// SPDX-License-Identifier: AGPL-3.0-or-later
#include "capabilities/questions/question.sql.hpp"
#include "capabilities/questions/questions.hpp"
#include "platform/testing/office.hpp"

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
    for (std::int64_t sent = 0; sent < most_waiting; ++sent)
        REQUIRE(town.act(ask, form));
    CHECK(town.act(ask, form).error().id == "questions.too_many_waiting");
    CHECK(town.read([](acts::Reading& reading) { return waiting(reading, 10); }).total == most_waiting);
    town.actor = {}; // who may not answer sees none of them
    CHECK(town.read([](acts::Reading& reading) { return waiting(reading, 10); }).total == 0);
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
