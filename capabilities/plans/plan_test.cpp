// SPDX-License-Identifier: AGPL-3.0-or-later
#include "capabilities/plans/alike.hpp"
#include "capabilities/plans/answer.hpp"

#include <doctest/doctest.h>

using namespace kheo;
using namespace kheo::plans;

namespace
{

Date on(char const* text)
{
    return *parse_date(text);
}

auto const today = *parse_date("21/11/2026");

Plan at(Stage stage)
{
    return {.version = 3, .stage = stage};
}

Plan done(char const* day, Stage stage = Stage::accepted)
{
    return {.version = 2, .stage = stage, .done_on = on(day), .submitted_on = today};
}

} // namespace

TEST_CASE("each step of a body's part is open only where its stage allows")
{
    struct Case {
        Stage stage;
        bool promise, report, complete, accept, give_back;
    };
    for (auto const& [stage, promise, report, complete, accept, give_back] :
         {Case{Stage::working, true, true, true, false, false},
          Case{Stage::submitted, false, false, false, true, true},
          Case{Stage::returned, true, true, true, false, false},
          Case{Stage::accepted, false, false, false, false, true}}) {
        CAPTURE(label(stage));
        CHECK(planned(at(stage), "sẽ họp", {}, today).has_value() == promise);
        CHECK(reported(at(stage), "đã họp", today).has_value() == report);
        CHECK(completed(at(stage), {today, "xong", ""}, today).has_value() == complete);
        CHECK(accepted(at(stage), today).has_value() == accept);
        CHECK(returned(at(stage), "thiếu số liệu", today).has_value() == give_back);
    }
}

TEST_CASE("a step leads to its stage, one version on, and keeps what was said before")
{
    auto const first = planned(at(Stage::returned), "sẽ họp dân", {7}, on("01/02/2026")).value();
    CHECK(first.stage == Stage::working);
    CHECK(first.version == 4);
    CHECK(first.document == DocumentId{7});
    auto const second = reported(first, "đã họp 3 thôn", on("01/03/2026")).value();
    CHECK(second.promise == "sẽ họp dân");
    auto const third = completed(second, {on("05/03/2026"), "họp đủ 5 thôn", "Bí thư"}, today).value();
    CHECK(third.stage == Stage::submitted);
    CHECK(third.done_on == on("05/03/2026"));
    CHECK(third.submitted_on == today);
    auto const fourth = returned(third, "thiếu biên bản", today).value();
    CHECK(fourth.reason == "thiếu biên bản");
    CHECK(fourth.result == "họp đủ 5 thôn");
    auto const fifth = completed(fourth, {on("06/03/2026"), "có biên bản", ""}, today).value();
    CHECK(fifth.reason.empty());
    CHECK(accepted(fifth, today)->stage == Stage::accepted);
}

TEST_CASE("what says nothing, or names a day that has not come, is refused at its field")
{
    CHECK(planned(at(Stage::working), "", {}, {}).error().fields.front().field == "promise");
    CHECK(planned(at(Stage::working), "", {7}, {}).has_value());
    CHECK(reported(at(Stage::working), "", today).error().id == "plans.nothing_said");
    CHECK(completed(at(Stage::working), {Date{today.day + 1}, "xong", ""}, today)
              .error()
              .fields.front()
              .field == "done_on");
    CHECK(completed(at(Stage::working), {today, "", ""}, today).error().id == "plans.result_needed");
    CHECK(returned(at(Stage::submitted), "", today).error().id == "plans.reason_needed");
}

TEST_CASE("the official count goes by the day on the paper, never by the day of typing")
{
    auto const due = on("10/11/2026");
    struct Case {
        char const* what;
        std::optional<Plan> plan;
        std::optional<Date> due;
        Standing standing;
        int late;
    };
    for (auto const& [what, plan, until, standing, late] :
         {Case{"in time, typed late", done("10/11/2026"), due, Standing::done_in_time, 0},
          Case{"late by the paper", done("12/11/2026"), due, Standing::done_late, 2},
          Case{"told, not accepted yet", done("09/11/2026", Stage::submitted), due, Standing::done_in_time,
               0},
          Case{"returned is open again", done("09/11/2026", Stage::returned), due, Standing::open_late, 11},
          Case{"never answered", std::nullopt, due, Standing::open_late, 11},
          Case{"on the last day", std::nullopt, today, Standing::open_in_time, 0},
          Case{"one day after", std::nullopt, Date{today.day - 1}, Standing::open_late, 1},
          Case{"at work in time", at(Stage::working), on("01/12/2026"), Standing::open_in_time, 0},
          Case{"without a term, open", std::nullopt, std::nullopt, Standing::open_in_time, 0},
          Case{"without a term, done", done("01/01/2026"), std::nullopt, Standing::done_in_time, 0}}) {
        CAPTURE(what);
        auto const state = state_of(until, plan ? &*plan : nullptr, {}, today);
        CHECK(label(state.standing) == label(standing));
        CHECK(state.days_late == late);
    }
    CHECK(state_of(due, nullptr, {}, today).begun == false);
    auto const waiting = done("09/11/2026", Stage::submitted);
    CHECK(state_of(due, &waiting, {}, today).waiting);
    auto const back = at(Stage::returned);
    CHECK(state_of(due, &back, {}, today).returned);
}

TEST_CASE("what a body took over counts until it speaks itself, and is done only when all of it is")
{
    auto const due = on("10/11/2026");
    auto const early = done("01/11/2026");
    auto const late = done("12/11/2026");
    auto const state = [&](Plan const* own, std::vector<Plan const*> const& taken) {
        return state_of(due, own, taken, today);
    };
    CHECK(state(nullptr, {&early}).standing == Standing::done_in_time);
    CHECK(state(nullptr, {&early}).inherited);
    CHECK(state(nullptr, {&early, &late}).days_late == 2);
    CHECK(state(nullptr, {&early, nullptr}).standing == Standing::open_late);
    CHECK(state(nullptr, {&early, nullptr}).begun);
    CHECK_FALSE(state(nullptr, {nullptr, nullptr}).begun);
    CHECK(state(&late, {&early}).standing == Standing::done_late);
    CHECK_FALSE(state(&late, {&early}).inherited);
}

TEST_CASE("what nobody can open any more waits for no word")
{
    auto const told = done("01/11/2026", Stage::submitted);
    auto const inherited = state_of(on("10/11/2026"), nullptr, std::vector<Plan const*>{&told}, today);
    CHECK(inherited.standing == Standing::done_in_time);
    CHECK_FALSE(inherited.waiting);
    CHECK(state_of(on("10/11/2026"), &told, {}, today).waiting);
}

TEST_CASE("who owes a task itself is not excused by what it took over")
{
    auto const task = Task{.id = {1}};
    auto const due = tasks::Occurrence{"", on("10/11/2026"), {}};
    auto said = Said();
    auto gone = done("01/11/2026");
    gone.task = {1};
    gone.body = {30};
    said.add(gone);
    auto const state = [&](bool itself) { return said.state(task, due, {{20}, {2}, {{30}}, itself}, today); };
    CHECK(state(true).standing == Standing::open_late);
    CHECK(state(true).inherited); // it is told that they spoke
    CHECK(state(true).days_late == 11);
    CHECK(state(false).standing == Standing::done_in_time);
    CHECK(state(false).inherited);
}

TEST_CASE("nothing is done before it was asked")
{
    auto const of = [](char const* day) {
        return completed(at(Stage::working), {on(day), "xong", "", on("05/03/2026")}, today);
    };
    CHECK(of("05/03/2026").has_value());
    auto const early = of("04/03/2026");
    REQUIRE_FALSE(early.has_value());
    CHECK(early.error().fields.front().field == "done_on");
    CHECK(early.error().fields.front().sentence.find("05/03/2026") != std::string::npos);
}

TEST_CASE("proofs are addresses of documents and models, kept by their ids")
{
    CHECK(proof_of("/van-ban/12") == Proof{{12}, {}});
    CHECK(proof_of("https://khéo.vn/can-bo/van-ban/12/toan-van") == Proof{{12}, {}});
    CHECK(proof_of("/can-bo/mo-hinh/45?x=1") == Proof{{}, {45}});
    for (auto const* none :
         {"", "/van-ban/", "/van-ban/moi", "/dia-ban/12", "12", "/mo-hinh/99999999999999999999"}) {
        CAPTURE(none);
        CHECK_FALSE(proof_of(none).has_value());
    }
    std::vector<Proof> const all{{{12}, {}}, {{}, {45}}};
    CHECK(text_of(all) == "document:12 model:45");
    CHECK(proofs_of(text_of(all)) == all);
    CHECK(proofs_of("").empty());
    CHECK_THROWS_AS(proofs_of("nothing"), Contradiction);
}

TEST_CASE("a plan copied with the names changed is alike, one of its own is not")
{
    std::string const plan =
        "Trong quý I, Ban Xây dựng Đảng xã Suối Vàng Anh chủ trì họp từng thôn, mời các hộ còn vướng mắc về "
        "đất "
        "đai đến bàn, ghi biên bản, niêm yết kết quả tại nhà văn hóa thôn và báo cáo Đảng ủy trước ngày 25 "
        "hằng "
        "tháng; tổ chức đối thoại giữa người đứng đầu với Nhân dân ít nhất hai lần trong năm.";
    auto copied = plan;
    copied.replace(copied.find("Suối Vàng Anh"), std::string("Suối Vàng Anh").size(), "Khe Trúc Sơn");
    std::string const own = "Xã chọn chợ đầu mối làm điểm: tổ thương nhân tự quản nhắc nhau phân loại rác, "
                            "mỗi tuần cân và ghi bảng; "
                            "Hội Phụ nữ mượn xe ba gác chở ra điểm tập kết, Đoàn Thanh niên vẽ biển chỉ dẫn "
                            "và quay video hướng dẫn.";
    CHECK(share_of(plan, plan) == 100);
    CHECK(share_of(plan, copied) >= is_alike);
    CHECK(share_of(plan, own) < is_alike);
    CHECK(share_of("", "") == 0);
    CHECK(share_of("Đã họp.", "Đã họp.") == 0);
}
