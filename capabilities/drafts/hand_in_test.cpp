// SPDX-License-Identifier: AGPL-3.0-or-later
#include "capabilities/drafts/asked.hpp"
#include "capabilities/drafts/hand_in.hpp"
#include "capabilities/tasks/province_test.hpp"

#include <doctest/doctest.h>

using namespace kheo;
using namespace kheo::drafts;
using documents::Reach;
using tasks::led_by;
using tasks::TestProvince;

namespace
{

auto const ahead = tasks::DueRule{
    .kind = tasks::DueKind::on_day, .on = date_of({2026, 12, 31}), .from = *date_of({2026, 3, 5})};

// One directive with two tasks of 20, one of 30 and one that was taken back.
struct Given : TestProvince {
    explicit Given(db::Engine engine) : TestProvince(engine) {}

    documents::Document directive = document(101, Reach::recipients, "Đối thoại.");
    tasks::Task first = task(directive, {led_by(20)}, ahead, "Xây dựng kế hoạch đối thoại;");
    tasks::Task second =
        task(directive, {led_by(20), led_by(30)}, {.from = *date_of({2026, 3, 5})}, "Niêm yết kết quả");
    tasks::Task others = task(directive, {led_by(30)}, ahead, "Việc của xã khác");

    Draft draft(std::int64_t body = 20)
    {
        auto const verb = [&](acts::Work& work, int) {
            auto made = Draft{.id = {work.draws.id()},
                              .body = {body},
                              .area = {body / 10},
                              .changed_at = work.now,
                              .kind = Kind::plan,
                              .origin = Origin::task,
                              .origin_id = {first.id.value},
                              .issued_on = date_of({2026, 4, 1}),
                              .number = "12",
                              .notation = "KH/ĐU",
                              .subject = "thực hiện Chỉ thị",
                              .text = "1. Họp dân."};
            store_new(work, made);
            return made;
        };
        return act(verb, 0);
    }
    Outcome<acts::Recorded<documents::Document>> handed_in(Draft const& draft, std::string const& words)
    {
        auto document = documents::Document{.body = draft.body,
                                            .area = draft.area,
                                            .type = "Kế hoạch",
                                            .number = "12-KH/ĐU",
                                            .issued_on = draft.issued_on,
                                            .sent_to = documents::sent_to_text({{101}}),
                                            .text_hash = documents::hash_of(words)};
        return act(hand_in, HandInPrepared{draft, document, {words, {{}}}});
    }
    plans::Plan plan(tasks::TaskId task)
    {
        return read([&](acts::Reading& reading) {
            auto query = plans::PartQuery();
            query.task = task;
            query.body = {20};
            return plans::load_part(reading, query)->plan;
        });
    }
};

} // namespace

TEST_ON_BOTH("a plan's sections are what the document asks of that body, and no more than it may read")
{
    auto given = Given(engine);
    given.as({20});
    given.read([&](acts::Reading& reading) {
        auto const all = asked_of(reading, given.first.id, {20});
        REQUIRE(all.has_value());
        REQUIRE(all->size() == 2);
        auto const known = known_of(reading, *all, sheets::Heading::party);
        auto const& text = known.at("tasks");
        CHECK(text.find("1. Xây dựng kế hoạch đối thoại.\n- Thời hạn: Hết ngày 31/12/2026.") == 0);
        CHECK(text.find("2. Niêm yết kết quả.\n- Thời hạn: ….") != std::string::npos);
        // The directive does not reach them: its number alone is cited.
        CHECK(known.at("cited").find("Chỉ thị") == 0);
        CHECK(known.at("cited").find("Trích yếu") == std::string::npos);
        CHECK(known.at("assigner") == "Cơ quan số 101");
        CHECK(asked_of(reading, given.others.id, {20}).error().id == "not_found");
        return 0;
    });
    given.as({40});
    CHECK(given.read([&](acts::Reading& reading) { return asked_of(reading, given.first.id, {20}); })
              .error()
              .id == "not_found");
}

TEST_ON_BOTH("what is handed in is the plan of all that it answers, once, and of the version that was seen")
{
    auto given = Given(engine);
    given.as({20});
    auto const draft = given.draft();
    auto stale = draft;
    stale.version = 7;
    CHECK(given.handed_in(stale, "Kế hoạch").error().id == "changed_meanwhile");
    auto const done = given.handed_in(draft, "Kế hoạch");
    REQUIRE(done.has_value());
    for (auto const task : {given.first.id, given.second.id}) {
        CHECK(given.plan(task).document == done->value().id);
        CHECK(given.plan(task).planned_on == date_of({2026, 4, 1}));
    }
    auto again = draft;
    again.version = 2;
    CHECK(given.handed_in(again, "Kế hoạch khác").error().id == "drafts.not_to_hand_in");
    // Who asked may read it; another commune may not.
    for (auto const& [who, reads] : {std::pair(101, true), {30, false}}) {
        given.as({who});
        CHECK(given.read([&](acts::Reading& reading) {
            return documents::load(reading, done->value().id).has_value();
        }) == reads);
    }
    // The same paper again is the first.
    given.as({20});
    CHECK(given.handed_in(given.draft(), "Kế hoạch").error().id == "documents.already_there");
}

TEST_ON_BOTH("a draft of another body is handed in by nobody else, nor what is no plan from a task")
{
    auto given = Given(engine);
    given.as({20});
    auto const draft = given.draft();
    given.as({30});
    CHECK(given.handed_in(draft, "Kế hoạch").error().id == "not_found");
    CHECK(is_to_hand_in(draft));
    for (auto const change :
         {+[](Draft& one) { one.kind = Kind::letter; }, +[](Draft& one) { one.origin = Origin::document; },
          +[](Draft& one) { one.signed_as = {5}; }}) {
        auto other = draft;
        change(other);
        CHECK_FALSE(is_to_hand_in(other));
    }
}

TEST_ON_BOTH("whom all tasks of a document are for is looked up once while it is handed in")
{
    auto given = Given(engine);
    auto const asked_for = [&](std::string const& words) {
        given.as({20});
        auto const draft = given.draft();
        auto const document = documents::Document{.body = draft.body,
                                                  .area = draft.area,
                                                  .type = "Kế hoạch",
                                                  .number = words,
                                                  .issued_on = draft.issued_on,
                                                  .text_hash = documents::hash_of(words)};
        auto const counted = [](acts::Work& work, HandInPrepared const& prepared) {
            auto const done = hand_in(work, prepared);
            REQUIRE(done.has_value());
            auto const& steps = work.db.steps();
            REQUIRE(steps.size() < 100);
            return std::ranges::count_if(steps, [](db::Step const& step) {
                return step.name.starts_with("tasks.") || step.name.starts_with("documents.document");
            });
        };
        return given.act(counted, HandInPrepared{draft, document, {words, {{}}}});
    };
    auto const two = asked_for("12-KH/ĐU");
    given.as_operator();
    for (auto const* const text : {"Họp dân", "Báo cáo", "Tổng kết"})
        given.task(given.directive, {led_by(20)}, ahead, text);
    CHECK(asked_for("13-KH/ĐU") == two);
    CHECK(given.plan(given.first.id).version == 2);
}
