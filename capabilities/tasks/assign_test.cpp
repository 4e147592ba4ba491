// SPDX-License-Identifier: AGPL-3.0-or-later
#include "capabilities/tasks/assign.hpp"

#include "capabilities/tasks/propose.hpp"
#include "capabilities/tasks/province_test.hpp"

#include <doctest/doctest.h>

using namespace kheo;
using namespace kheo::tasks;
using documents::Reach;

namespace
{

auto const rule =
    DueRule{.kind = DueKind::on_day, .on = date_of({2026, 12, 31}), .from = *date_of({2026, 3, 5})};

struct Bureau : TestProvince {
    explicit Bureau(db::Engine engine) : TestProvince(engine) {}

    template <class Ask>
    auto before(Ask ask)
    {
        auto const head = http::Head();
        return ask(routes::Before{*scratch.store, head, actor, allowed, clock.now()});
    }
    auto prepared(AssignForm const& form)
    {
        return before([&](routes::Before const& at) { return prepare_assign(at, form); });
    }
    auto prepared(ChangeForm const& form)
    {
        return before([&](routes::Before const& at) { return prepare_change(at, form); });
    }
};

AssignForm asking(Document const& document, std::string text, std::string lead)
{
    auto form = AssignForm();
    form.document = document.id;
    form.text = std::move(text);
    form.lead_names = std::move(lead);
    form.due_kind = DueKind::none;
    return form;
}

std::string first_field(Problem const& problem)
{
    return problem.fields.empty() ? problem.id : problem.fields.front().field;
}

} // namespace

TEST_ON_BOTH("what may be public one day is checked when it is written, whatever the reach is today")
{
    auto bureau = Bureau(engine);
    auto const document = bureau.document(101, Reach::recipients, "Các xã gửi kế hoạch.");
    auto const task = bureau.task(document, {led_by(20)}, rule);
    bureau.as({101});
    CHECK(bureau.prepared(asking(document, "Gửi kế hoạch", "M20")).has_value());
    auto const named = bureau.prepared(asking(document, "Gọi bà Nguyễn Thị Lan, số 0912 345 678", "M20"));
    REQUIRE_FALSE(named.has_value());
    CHECK(first_field(named.error()) == "text");
    CHECK(bureau.prepared(asking(document, "MẬT\nGửi kế hoạch", "M20")).error().id == "document_secret");
    struct Case {
        char const* reason;
        char const* field; // or the problem's id
    };
    for (auto const& [reason, field] :
         {Case{"Theo đề nghị của ông Trần Văn Bình, 0912 345 678", "reason"},
          Case{"Độ mật: Mật", "document_secret"}, Case{"Giao nhầm nơi nhận", ""}}) {
        CAPTURE(reason);
        auto change = ChangeForm();
        change.task = task.id;
        change.version = 1;
        change.text = "Gửi kế hoạch";
        change.lead_names = "M20";
        change.due_kind = DueKind::none;
        change.reason = reason;
        auto const next = bureau.prepared(change);
        CHECK(next.has_value() == std::string(field).empty());
        if (!next)
            CHECK(first_field(next.error()) == field);
        auto const drop = DropForm{task.id, 1, reason};
        auto const dropped = bureau.act(tasks::drop, drop);
        CHECK(dropped.has_value() == std::string(field).empty());
        if (!dropped)
            CHECK(first_field(dropped.error()) == field);
    }
}

TEST_ON_BOTH("who is gone does not stand in the way of a change, and stays as it stood")
{
    auto bureau = Bureau(engine);
    auto const document = bureau.document(101, Reach::recipients, "Các xã gửi kế hoạch.");
    auto const task = bureau.task(document, {led_by(20), led_by(40)}, rule);
    bureau.put({{40, *date_of({2026, 6, 1})}});
    bureau.as({101});
    auto const values = values_of(task);
    CHECK(forms::value_of(values, "lead_names") == "M20\nM40");
    auto change = ChangeForm();
    change.task = task.id;
    change.version = 1;
    change.text = "Gửi kế hoạch trước hạn";
    change.lead_names = "M20\nM40";
    change.due_kind = DueKind::none;
    change.reason = "Rõ việc hơn";
    auto const next = bureau.prepared(change);
    REQUIRE(next.has_value());
    CHECK(next->next.whom == task.whom);
    change.lead_names = "M30\nCơ quan số 40";
    CHECK(bureau.prepared(change)->next.whom == "lead:30 lead:40");
    // Anew, nobody can be asked who is gone.
    CHECK(first_field(bureau.prepared(asking(document, "Họp", "M40")).error()) == "lead_names");
}

TEST_ON_BOTH("a body orders those below it and those whom its line leads; others it asks to take part")
{
    auto bureau = Bureau(engine);
    auto const of_front = bureau.document(24, Reach::recipients, "Mời dự.");
    auto const of_party = bureau.document(20, Reach::recipients, "Giao việc.");
    bureau.as({24});
    auto const up = bureau.prepared(asking(of_front, "Gửi báo cáo", "M20"));
    REQUIRE_FALSE(up.has_value());
    CHECK(first_field(up.error()) == "lead_names");
    CHECK(up.error().fields.front().sentence.find("M20") != std::string::npos);
    auto together = asking(of_front, "Cùng tổ chức ngày hội", "M24");
    together.support_names = "M20";
    CHECK(bureau.prepared(together).has_value());
    auto group = asking(of_front, "Gửi báo cáo", "");
    group.lead = {Group::communes_dang};
    CHECK(first_field(bureau.prepared(group).error()) == "lead");
    bureau.as({20});
    CHECK(bureau.prepared(asking(of_party, "Gửi báo cáo", "M24")).has_value());
}

TEST_ON_BOTH("a document holds so many tasks and no more, however many come at once")
{
    auto bureau = Bureau(engine);
    auto const document = bureau.document(101, Reach::recipients, "Các xã gửi kế hoạch.");
    bureau.as({101});
    auto const many = [&](std::size_t count) {
        auto prepared = bureau.prepared(asking(document, "Gửi kế hoạch", "M20")).value();
        prepared.tasks.assign(count, prepared.tasks.front());
        return bureau.act(assign_all, prepared);
    };
    for (int at = 0; at < 3; ++at)
        REQUIRE(many(60).has_value());
    auto const over = many(21);
    REQUIRE_FALSE(over.has_value());
    CHECK(over.error().id == "tasks.too_many");
    CHECK(many(20).has_value());
    CHECK_FALSE(many(1).has_value());
}

TEST_ON_BOTH("what the operator brought in without a body is not for officers to assign from")
{
    auto bureau = Bureau(engine);
    auto const document = bureau.document(0, Reach::open, "Các xã gửi kế hoạch.");
    auto const may = [&] {
        return bureau.before(
            [&](routes::Before const& at) { return tasks::may_assign(at, document.id).has_value(); });
    };
    auto const shown = [&] {
        return bureau.read([&](acts::Reading& reading) { return may_assign_at(reading, document); });
    };
    bureau.as({101});
    CHECK_FALSE(may());
    CHECK_FALSE(shown());
    bureau.as_operator();
    CHECK(may());
    CHECK(shown());
}
