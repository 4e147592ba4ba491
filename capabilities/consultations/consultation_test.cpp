// SPDX-License-Identifier: AGPL-3.0-or-later
#include "capabilities/consultations/consultation.sql.hpp"
#include "capabilities/consultations/consultations.hpp"
#include "platform/testing/office.hpp"

#include <doctest/doctest.h>

using namespace kheo;
using namespace kheo::consultations;

namespace
{

Date day(int of)
{
    return *date_of({2026, 11, of});
}

Consultation list(std::string candidates, int from, int until)
{
    return {.opened_on = day(from), .closes_on = day(until), .candidates = std::move(candidates)};
}

} // namespace

TEST_CASE("a list runs to the end of its last day, unless it is stopped with a reason")
{
    auto const one = list("1 2", 1, 10);
    CHECK(course(one, day(10)) == Course::running);
    CHECK(course(one, day(11)) == Course::over);
    auto const gone = stopped(one, "Còn sót", day(5)).value();
    CHECK(course(gone, day(5)) == Course::stopped);
    CHECK(stopped(one, "", day(5)).error().id == "consultations.words_needed");
    CHECK(stopped(one, "x", day(11)).error().id == "consultations.over");
    CHECK(stopped(gone, "x", day(5)).error().id == "consultations.is_stopped");
}

TEST_CASE("what stands in the way of a decision: a list that runs, or none where the level asks for one")
{
    auto const one = CandidateId{2};
    auto const runs = std::vector{list("1 2", 1, 10)};
    auto const why = [&](std::vector<Consultation> const& lists, bool must, int today, int issued) {
        return obstacle(lists, one, must, day(today), day(issued));
    };
    CHECK(why({}, false, 5, 5).empty());
    CHECK_FALSE(why({}, true, 5, 5).empty());
    CHECK_FALSE(why(runs, false, 10, 10).empty());
    CHECK_FALSE(why(runs, false, 12, 10).empty()); // the paper bears a day within
    CHECK(why(runs, false, 12, 11).empty());
    CHECK(why(runs, true, 12, 11).empty());
    CHECK(why({list("1 3", 1, 10)}, false, 5, 5).empty()); // not on that list
    CHECK_FALSE(why({list("1 3", 1, 10)}, true, 12, 12).empty());
    auto gone = runs;
    gone.front().stopped = true;
    CHECK(why(gone, false, 5, 5).empty());
    CHECK_FALSE(why(gone, true, 12, 12).empty());
    // A second list that runs holds it up although the first has ended.
    CHECK_FALSE(why({list("2", 1, 3), list("2", 8, 20)}, true, 12, 12).empty());
}

TEST_CASE("an opinion is settled once, with a reply for all or a reason for its sender")
{
    auto const sent = Opinion{.text = "Chưa có đèn."};
    auto const open = published(sent, "Sẽ lắp.", day(5)).value();
    CHECK(visibility(open) == acts::Visibility::open);
    auto const held = held_back(sent, "Nêu tên người khác.", day(5)).value();
    CHECK(visibility(held) == acts::Visibility::internal);
    for (auto const& settled : {open, held}) {
        CHECK(published(settled, "x", day(5)).error().id == "consultations.settled");
        CHECK(held_back(settled, "x", day(5)).error().id == "consultations.settled");
    }
    CHECK(published(sent, "", day(5)).error().id == "consultations.words_needed");
    CHECK(held_back(sent, "", day(5)).error().id == "consultations.words_needed");
}

TEST_CASE("days are within the rule, and no text names a private person")
{
    CHECK(checked_publish({.days = 0})->days == rule("days"));
    CHECK(checked_publish({.days = 1}).error().fields.front().field == "days");
    CHECK(checked_publish({.days = 300}).error().fields.front().field == "days");
    CHECK(checked_publish({.days = 10, .note = "Gọi 0912 345 678"}).error().id == "areas.private_data");
    CHECK(checked_opinion({.text = "Ông Trần Văn Tèo không làm gì."}).error().fields.front().field == "text");
    CHECK(checked_opinion({.text = "Đường còn thiếu đèn."}));
    CHECK_FALSE(must_consult(rounds::Level::cap_xa));
    CHECK(must_consult(rounds::Level::cap_trung_uong));
}

TEST_ON_BOTH("whatever the number of opinions, each published one is on some page, in the order they came")
{
    auto office = testing::Office(engine);
    constexpr int all = 520;
    auto const put = [](acts::Work& work, int count) -> Outcome<ConsultationId> {
        auto const list =
            Consultation{.id = {work.draws.id()}, .title = "Đợt một", .closes_on = work.today()};
        work.db.run(sql::insert_consultation, list);
        for (int at = 0; at < count; ++at)
            work.db.run(sql::insert_opinion, Opinion{.id = {work.draws.id()},
                                                     .code = std::to_string(at),
                                                     .consultation = list.id,
                                                     .sent_on = work.today(),
                                                     .text = "Câu " + std::to_string(at),
                                                     .state = State::published});
        return list.id;
    };
    auto query = ViewQuery{.consultation = office.act(put, all).value()};
    std::vector<std::string> seen;
    for (int page = 0; page < 50; ++page) {
        auto const view =
            office.read([&](acts::Reading& reading) { return view_consultation(reading, query); });
        REQUIRE(view);
        for (auto const& one : view->opinions)
            seen.push_back(one.text);
        if (view->next.empty())
            break;
        query.after = {*parse_id(view->next)};
    }
    REQUIRE(seen.size() == all);
    CHECK(seen.front() == "Câu 0");
    CHECK(seen.back() == "Câu 519");
}

TEST_ON_BOTH("a denunciation that came as an opinion leaves nothing but the reason, also in its acts")
{
    auto office = testing::Office(engine);
    auto const put = [](acts::Work& work, std::string const& text) -> Outcome<acts::Recorded<Opinion>> {
        return store(
            work, "opinions.sent",
            Opinion{.id = {work.draws.id()}, .code = shown(OpinionId{work.draws.id()}), .text = text});
    };
    auto const again = [](acts::Work& work, std::int64_t id) { return erase_again(work, id); };
    for (auto const settle : {false, true}) { // before and after it was published
        CAPTURE(settle);
        auto const one = office.act(put, std::string("Tố cáo kế toán lấy tiền"))->value();
        if (settle)
            REQUIRE(office.act(publish_opinion, AnswerForm{one.id, 1, "Đã kiểm tra.", ""}));
        auto const version = settle ? 2 : 1;
        CHECK(office.act(erase, EraseForm{one.id, version, ""}).error().fields.front().field == "why");
        auto const gone =
            office.act(erase, EraseForm{one.id, version, "Gửi Thanh tra tỉnh theo Luật Tố cáo."});
        REQUIRE(gone);
        CHECK(gone->value().state == State::held_back);
        CHECK(gone->value().opened == settle); // that it was taken down is told in the open
        auto all = json::text(gone->value());
        office.read([&](acts::Reading& reading) {
            for (auto const& act : acts::history(reading.db, "opinion", one.id.value))
                all += act.content;
            return 0;
        });
        CHECK(all.find("kế toán") == std::string::npos);
        CHECK(all.find("Thanh tra tỉnh") != std::string::npos);
        CHECK(office.act(erase, EraseForm{one.id, version + 1, "nữa"}).error().id ==
              "consultations.erased_already");
        CHECK_FALSE(office.act(again, one.id.value));
    }
    auto const restored = office.act(put, std::string("Tố cáo kế toán lấy tiền"))->value();
    CHECK(office.act(again, restored.id.value));
    CHECK_FALSE(office.act(again, restored.id.value));
}

TEST_ON_BOTH("a flood of opinions to others hides none of one's own")
{
    auto office = testing::Office(engine);
    constexpr int flood = 5'001;
    auto const put = [](acts::Work& work, int count) -> Outcome<int> {
        for (int at = 0; at <= count; ++at) // the last one is of another body
            work.db.run(sql::insert_opinion, Opinion{.id = {work.draws.id()},
                                                     .code = std::to_string(at),
                                                     .consultation = {1},
                                                     .body = {at < count ? 1 : 2},
                                                     .area = {7},
                                                     .sent_on = work.today(),
                                                     .text = "Đường còn thiếu đèn."});
        return count;
    };
    REQUIRE(office.act(put, flood));
    office.allowed = [](acts::Actor const&, acts::Permission, acts::Place place, Date) {
        return place.body == 2;
    };
    auto const list = office.read([](acts::Reading& reading) { return unread_opinions(reading, 10); });
    CHECK(list.total == 1);
    REQUIRE(list.items.size() == 1);
    CHECK(list.items.front().body == BodyId{2});
}
