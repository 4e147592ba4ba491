// SPDX-License-Identifier: AGPL-3.0-or-later
#include "capabilities/tasks/assign.hpp"
#include "capabilities/tasks/propose.hpp"

#include <doctest/doctest.h>

using namespace kheo;
using namespace kheo::tasks;

namespace
{

Date on(char const* text)
{
    return *parse_date(text);
}

auto const& calendar = workdays::calendar();

} // namespace

TEST_CASE("a day of the paper stays; what is counted ends on a day on which offices work")
{
    struct Case {
        DueKind kind;
        char const* from;
        int days;
        char const* due;
    };
    for (auto const& [kind, from, days, due] :
         {Case{DueKind::days_after, "12/11/2026", 10, "23/11/2026"}, // the 22nd is a Sunday
          Case{DueKind::days_after, "11/11/2026", 5, "16/11/2026"},
          Case{DueKind::working_days_after, "06/01/2025", 10, "20/01/2025"},
          Case{DueKind::working_days_after, "13/02/2026", 10, "06/03/2026"}, // Tết between
          Case{DueKind::days_after, "20/08/2026", 11, "03/09/2026"}}) {      // over Quốc khánh
        CAPTURE(from);
        auto const all = occurrences({kind, {}, days, on(from)}, on("01/12/2026"), calendar);
        REQUIRE(all.size() == 1);
        CHECK(all.front().period.empty());
        CHECK(shown(all.front().due.value()) == due);
    }
    auto const sunday = on("22/11/2026");
    CHECK(occurrences({DueKind::on_day, sunday, 0, on("01/11/2026")}, sunday, calendar).front().due ==
          sunday);
    CHECK_FALSE(occurrences({DueKind::none, {}, 0, sunday}, sunday, calendar).front().due);
}

TEST_CASE("what is asked each period is owed once a period, from its document's day until asking ends")
{
    auto const names = [](DueRule const& rule, char const* today) {
        std::string all;
        for (auto const& one : occurrences(rule, on(today), calendar))
            all += one.period + "=" + shown(*one.due) + " ";
        return all;
    };
    auto const from = on("15/05/2026");
    CHECK(names({DueKind::each_quarter, {}, 5, from}, "21/11/2026") ==
          "2026-Q2=06/07/2026 2026-Q3=05/10/2026 2026-Q4=05/01/2027 ");
    CHECK(names({DueKind::each_month, on("10/07/2026"), 0, from}, "21/11/2026") ==
          "2026-05=01/06/2026 2026-06=30/06/2026 2026-07=31/07/2026 ");
    CHECK(names({DueKind::each_half_year, {}, 0, from}, "21/11/2026") ==
          "2026-H1=30/06/2026 2026-H2=31/12/2026 ");
    CHECK(names({DueKind::each_year, {}, 15, from}, "21/11/2026") == "2026=15/01/2027 ");
    CHECK(names({DueKind::each_month, {}, 0, on("01/01/2015")}, "21/11/2026").size() == 60 * 19);
    CHECK(occurrence({DueKind::each_quarter, {}, 5, from}, "2026-Q3", on("21/11/2026"), calendar));
    for (auto const* absent : {"", "2026-Q1", "2027-Q1", "x"})
        CHECK_FALSE(occurrence({DueKind::each_quarter, {}, 5, from}, absent, on("21/11/2026"), calendar));
}

TEST_CASE("a day of another century does not make centuries of periods")
{
    auto const all = occurrences({DueKind::each_month, {}, 0, on("01/01/1800")}, on("21/11/2026"), calendar);
    REQUIRE(all.size() == 60);
    CHECK(all.front().period == "2021-12");
    CHECK(all.back().period == "2026-11");
    auto const years = occurrences({DueKind::each_year, {}, 0, on("01/01/1800")}, on("21/11/2026"), calendar);
    CHECK(years.size() == 60);
    CHECK(years.front().period == "1967");
}

TEST_CASE("who began after a period has ended was not there to do it")
{
    auto const rule = DueRule{DueKind::each_quarter, {}, 10, on("01/01/2026")};
    auto const second = occurrence(rule, "2026-Q2", on("21/11/2026"), calendar).value();
    CHECK(shown(second.due.value()) == "10/07/2026");
    CHECK(shown(second.until().value()) == "30/06/2026");
    auto const once =
        occurrences({DueKind::on_day, on("30/11/2026"), 0, on("01/01/2026")}, on("21/11/2026"), calendar);
    CHECK(shown(once.front().until().value()) == "30/11/2026");
}

TEST_CASE("a day due says on which unverified days it rests, and which years' holidays nobody knows")
{
    struct Case {
        char const* what;
        DueKind kind;
        char const* from;
        int days;
        bool unconfirmed, unknown;
    };
    for (auto const& [what, kind, from, days, unconfirmed, unknown] :
         {Case{"holidays that are to be confirmed lie between", DueKind::working_days_after, "13/02/2026", 10,
               true, false},
          Case{"nothing lies between", DueKind::working_days_after, "02/11/2026", 5, false, false},
          Case{"into a year without a table", DueKind::working_days_after, "27/12/2027", 10, false, true},
          Case{"wholly in such a year", DueKind::days_after, "03/05/2028", 10, false, true},
          Case{"only the last day matters", DueKind::days_after, "10/02/2026", 20, false, false},
          Case{"a year's end", DueKind::each_year, "03/05/2028", 5, false, true},
          Case{"no term", DueKind::none, "03/05/2028", 0, false, false},
          Case{"a day that the paper names", DueKind::on_day, "03/05/2028", 0, false, false}}) {
        CAPTURE(what);
        auto const rule = DueRule{kind, {}, days, on(from)};
        auto const words = warning_of(rule, occurrences(rule, on(from), calendar).back(), calendar);
        CHECK((words.find("chưa được xác nhận") != std::string::npos) == unconfirmed);
        CHECK((words.find("Chưa có lịch nghỉ năm 202") != std::string::npos) == unknown);
    }
}

TEST_CASE("terms and periods are said in words that people use")
{
    auto const from = on("06/01/2025");
    CHECK(words_of({DueKind::none, {}, 0, from}) == "Không ghi hạn");
    CHECK(words_of({DueKind::on_day, on("31/01/2025"), 0, from}) == "Hết ngày 31/01/2025");
    CHECK(words_of({DueKind::working_days_after, {}, 10, from}) ==
          "Trong 10 ngày làm việc từ ngày 06/01/2025");
    CHECK(words_of({DueKind::each_quarter, {}, 5, from}) == "Mỗi quý, chậm nhất 5 ngày sau khi hết quý");
    CHECK(words_of({DueKind::each_half_year, on("31/12/2026"), 0, from}) ==
          "Mỗi 6 tháng, chậm nhất ngày cuối kỳ (ngày nghỉ thì ngày làm việc sau), đến hết ngày 31/12/2026");
    CHECK(period_words("2026-Q2") == "quý II/2026");
    CHECK(period_words("2026-H2") == "6 tháng cuối năm 2026");
    CHECK(period_words("2026-05") == "tháng 05/2026");
    CHECK(period_words("2026") == "năm 2026");
    CHECK(period_words("").empty());
    CHECK(threshold("party_task_default") == 10);
    CHECK_THROWS_AS(threshold("no such"), Contradiction);
}

TEST_CASE("a sentence proposes the term it says, and none where it says none")
{
    struct Case {
        char const* words;
        DueKind kind;
        int days;
    };
    for (auto const& [words, kind, days] :
         {Case{"công khai kết quả trong thời hạn 10 ngày làm việc", DueKind::working_days_after, 10},
          Case{"báo cáo chậm nhất 5 ngày kể từ ngày nhận", DueKind::days_after, 5},
          Case{"định kỳ hằng quý báo cáo", DueKind::each_quarter, 0},
          Case{"mỗi tháng một lần", DueKind::each_month, 0},
          Case{"định kỳ 6 tháng báo cáo", DueKind::each_half_year, 0},
          Case{"xây dựng kế hoạch hằng năm", DueKind::each_year, 0},
          Case{"trong những năm qua", DueKind::none, 0}, Case{"ngày làm việc của cán bộ", DueKind::none, 0},
          Case{"", DueKind::none, 0}}) {
        CAPTURE(words);
        CHECK(term_in(words).kind == kind);
        CHECK(term_in(words).days == days);
    }
}

TEST_CASE("the bodies that a sentence names are proposed by the longest words that fit")
{
    using enum Group;
    struct Case {
        char const* words;
        std::vector<Group> groups;
    };
    for (auto const& [words, groups] :
         {Case{"Các đảng ủy trực thuộc lãnh đạo xây dựng kế hoạch", {communes_dang}},
          Case{"UBND các xã, phường phối hợp", {communes_chinh_quyen}},
          Case{"Mỗi xã, phường, đặc khu đăng ký", {communes_contact}},
          Case{"Đảng ủy các xã, Ủy ban nhân dân cấp xã", {communes_dang, communes_chinh_quyen}},
          Case{"Ban Tuyên giáo và Dân vận Tỉnh ủy", {}}, Case{"", {}}}) {
        CAPTURE(words);
        CHECK(groups_in(words) == groups);
    }
}

TEST_CASE("a box that was ticked twice is one task")
{
    CHECK(taken_lines({{"take-1", "1"}, {"take-1", "1"}, {"take-3", "1"}, {"take-2", ""}}) ==
          std::vector<std::string>{"1", "3"});
}

TEST_CASE("a change of the term never takes away a period that somebody answered")
{
    auto const task = [](DueKind kind, char const* from, char const* until = nullptr) {
        return Task{.text = "Gửi báo cáo",
                    .due_kind = kind,
                    .due_on = until ? std::optional(on(until)) : std::nullopt,
                    .counted_from = on(from)};
    };
    auto const quarterly = task(DueKind::each_quarter, "15/01/2026");
    struct Case {
        char const* what;
        Task before, after;
        std::vector<std::string> answered;
        bool may;
    };
    for (auto const& [what, before, after, answered, may] :
         {Case{"nobody spoke yet", quarterly, task(DueKind::each_month, "15/01/2026"), {}, true},
          Case{"another kind of period",
               quarterly,
               task(DueKind::each_month, "15/01/2026"),
               {"2026-Q1"},
               false},
          Case{"once and for all",
               quarterly,
               task(DueKind::on_day, "15/01/2026", "31/12/2026"),
               {"2026-Q1"},
               false},
          Case{"counted from after it",
               quarterly,
               task(DueKind::each_quarter, "15/04/2026"),
               {"2026-Q1"},
               false},
          Case{"counted from after it, unanswered",
               quarterly,
               task(DueKind::each_quarter, "15/04/2026"),
               {"2026-Q2"},
               true},
          Case{"ended before it",
               quarterly,
               task(DueKind::each_quarter, "15/01/2026", "31/03/2026"),
               {"2026-Q3"},
               false},
          Case{"once, by another day",
               task(DueKind::on_day, "15/01/2026", "31/03/2026"),
               task(DueKind::working_days_after, "15/01/2026"),
               {""},
               true},
          Case{"once becomes periodic", task(DueKind::none, "15/01/2026"), quarterly, {""}, false}}) {
        CAPTURE(what);
        auto const next = changed(before, after, "Theo công văn mới", answered, on("21/11/2026"));
        CHECK(next.has_value() == may);
        if (!may)
            CHECK(next.error().id == "tasks.answered_before");
    }
}
