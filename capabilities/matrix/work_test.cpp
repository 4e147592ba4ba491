// SPDX-License-Identifier: AGPL-3.0-or-later
#include "capabilities/matrix/list.hpp"
#include "capabilities/matrix/view.hpp"
#include "capabilities/tasks/province_test.hpp"

#include <doctest/doctest.h>

using namespace kheo;
using namespace kheo::matrix;
using documents::Reach;
using tasks::led_by;
using tasks::Part;
using tasks::TestProvince;

namespace
{

auto const past = tasks::DueRule{
    .kind = tasks::DueKind::on_day, .on = date_of({2026, 4, 30}), .from = *date_of({2026, 3, 5})};

// 101 asks the communes 20 and 30; the Front 24 helps, the department 102 follows.
struct Followed : TestProvince {
    explicit Followed(db::Engine engine) : TestProvince(engine) {}

    tasks::Task task = TestProvince::task(
        document(101, Reach::recipients, "Đối thoại."),
        {led_by(20), led_by(30), {Part::support, std::nullopt, {24}}, {Part::watch, std::nullopt, {102}}},
        past, "Tổ chức đối thoại");

    Duties duties(std::int64_t body)
    {
        as({body});
        return read([&](acts::Reading& reading) { return duties_of(reading); });
    }
    void done(std::int64_t body)
    {
        auto const verb = [&](acts::Work& work, int) {
            auto const made = plans::Plan{.task = task.id, .body = {body}, .area = {body / 10}};
            auto next = plans::completed(made, {*date_of({2026, 4, 20}), "Xong", ""}, work.today());
            return plans::store(work, "plans.completed", std::move(*next)).value();
        };
        act(verb, 0);
    }
};

} // namespace

TEST_ON_BOTH("who helps is told of the task and never late; who follows is told who is")
{
    auto followed = Followed(engine);
    auto const helping = followed.duties(24);
    REQUIRE(helping.supported.size() == 1);
    CHECK(helping.own.empty());
    CHECK(kind_of(helping.supported.front(), *date_of({2026, 11, 21}), 7) == Kind::support);
    auto const following = followed.duties(102);
    REQUIRE(following.watched.size() == 1);
    CHECK(following.watched.front().late == 2);
    CHECK(following.watched.front().all == 2);
    CHECK(following.own.empty());
    CHECK(following.supported.empty());
    for (auto const body : {20, 30}) {
        CHECK(followed.duties(body).own.size() == 1);
        CHECK(followed.duties(body).supported.empty());
    }
    CHECK(followed.duties(40).supported.empty());
    // The official count has the two that lead it, and whoever follows sees it whole.
    followed.as({102});
    auto const board =
        followed
            .read([](acts::Reading& reading) { return asked(reading, {}, Seen::by_officers, Whole::all); })
            ->board;
    CHECK(board.rows.size() == 2);
    CHECK(count(board.totals, Standing::open_late) == 2);
}

TEST_ON_BOTH("what all have done is nobody's to help with or to follow any more")
{
    auto followed = Followed(engine);
    followed.as_operator();
    followed.done(20);
    CHECK(followed.duties(24).supported.size() == 1);
    CHECK(followed.duties(102).watched.front().late == 1);
    followed.as_operator();
    followed.done(30);
    CHECK(followed.duties(24).supported.empty());
    CHECK(followed.duties(102).watched.empty());
}

TEST_ON_BOTH("a task's page names who helps to those that lead it, that follow it and that asked")
{
    auto followed = Followed(engine);
    auto const helpers = [&](std::vector<std::int64_t> const& who) {
        followed.as(who);
        return followed.read([&](acts::Reading& reading) {
            auto const view = view_task(reading, {followed.task.id});
            return view ? int(view->supports.size()) : -1;
        });
    };
    for (auto const body : {20, 24, 101, 102})
        CHECK(helpers({body}) == 1);
    CHECK(helpers({40}) == -1);
}

TEST_ON_BOTH("a task's page asks as much for two plans as for one")
{
    auto followed = Followed(engine);
    auto const plan_of = [&](std::int64_t body) {
        followed.as_operator();
        auto const paper = followed.document(body, Reach::system, "Kế hoạch của " + std::to_string(body));
        auto const verb = [&](acts::Work& work, documents::DocumentId document) {
            auto const made = plans::Plan{.task = followed.task.id, .body = {body}, .area = {body / 10}};
            auto next = plans::planned(made, "", document, *date_of({2026, 3, 20}));
            return plans::store(work, "plans.promised", std::move(*next)).value();
        };
        followed.act(verb, paper.id);
        followed.as({101});
        return followed.read([&](acts::Reading& reading) {
            auto const view = view_task(reading, TaskQuery{followed.task.id});
            REQUIRE(view.has_value());
            auto const planned =
                std::ranges::count_if(view->items, [](UnitView const& one) { return !one.plan.empty(); });
            return std::pair(planned, reading.db.steps().size());
        });
    };
    auto const one = plan_of(20);
    auto const two = plan_of(30);
    CHECK(one.first == 1);
    CHECK(two.first == 2);
    CHECK(one.second == two.second);
}
