// SPDX-License-Identifier: AGPL-3.0-or-later
#include "capabilities/plans/answer.hpp"
#include "capabilities/plans/point.hpp"
#include "capabilities/tasks/province_test.hpp"

#include <doctest/doctest.h>

using namespace kheo;
using namespace kheo::plans;
using documents::Reach;
using tasks::TestProvince;

namespace
{

auto const rule = tasks::DueRule{
    .kind = tasks::DueKind::on_day, .on = date_of({2026, 4, 1}), .from = *date_of({2026, 3, 5})};

// 101 asks the commune 20; its Front 24 helps, the department 102 follows.
struct Helped : TestProvince {
    explicit Helped(db::Engine engine) : TestProvince(engine) {}

    Task task = TestProvince::task(document(101, Reach::recipients, "Đối thoại."),
                                   {tasks::led_by(20),
                                    {tasks::Part::support, std::nullopt, {24}},
                                    {tasks::Part::watch, std::nullopt, {102}}},
                                   rule);

    template <class Form>
    Form form(std::int64_t body, std::int64_t version = 0)
    {
        auto made = Form();
        made.task = task.id;
        made.body = {body};
        if constexpr (requires { made.version; })
            made.version = version;
        return made;
    }
    Outcome<acts::Recorded<Plan>> told(std::int64_t body, std::string const& progress)
    {
        auto made = form<ReportForm>(body);
        made.progress = progress;
        return act(report, made);
    }
    std::string words(std::int64_t body)
    {
        return read([&](acts::Reading& reading) {
            auto const part = load_part(reading, form<PartQuery>(body));
            return part ? part->plan.progress : part.error().id;
        });
    }
};

} // namespace

TEST_ON_BOTH("a body that helps tells its part and nothing else")
{
    auto helped = Helped(engine);
    helped.as({24});
    auto promise_form = helped.form<PromiseForm>(24);
    promise_form.promise = "Kế hoạch";
    CHECK(helped.act(promise, promise_form).error().id == "plans.supports_only");
    auto complete_form = helped.form<CompleteForm>(24);
    complete_form.done_on = date_of({2026, 4, 1});
    complete_form.result = "Xong";
    CHECK(helped.act(complete, complete_form).error().id == "plans.supports_only");
    CHECK(helped.act(point, helped.form<PointForm>(24)).error().id == "plans.supports_only");
    REQUIRE(helped.told(24, "Đã mời 40 hộ").has_value());
    helped.as({101}, 8);
    CHECK(helped.act(accept, helped.form<DecideForm>(24, 1)).error().id == "plans.stage_forbids");
    // It counts for nobody: the one that leads has not answered and is late.
    auto const state = helped.read([&](acts::Reading& reading) {
        auto const part = load_part(reading, helped.form<PartQuery>(20)).value();
        return Said::of_task(reading.db, helped.task.id)
            .state(part.task, part.occurrence, part.meant, reading.today());
    });
    CHECK(state.standing == Standing::open_late);
    CHECK_FALSE(state.begun);
}

TEST_ON_BOTH("what a body that helps told is read by itself, who leads, who asked and who follows")
{
    auto helped = Helped(engine);
    helped.as({24});
    REQUIRE(helped.told(24, "Đã mời 40 hộ").has_value());
    CHECK(helped.words(20) == "not_found"); // what the leading body writes is not for who helps
    for (auto const& [who, reads] : {std::pair<std::int64_t, std::string>(24, "Đã mời 40 hộ"),
                                     {20, "Đã mời 40 hộ"},
                                     {101, "Đã mời 40 hộ"},
                                     {102, "Đã mời 40 hộ"},
                                     {103, "not_found"},
                                     {30, "not_found"}}) {
        CAPTURE(who);
        helped.as({who}, 9);
        CHECK(helped.words(24) == reads);
    }
    helped.as({30}, 9);
    CHECK(helped.told(24, "Của nơi khác").error().id == "not_found");
    helped.as({102}, 9);
    CHECK(helped.told(24, "Của nơi khác").error().id == "not_allowed");
    CHECK(helped.words(103) == "not_found"); // has no part in it
}
