// SPDX-License-Identifier: AGPL-3.0-or-later
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

TEST_CASE("terms and periods are said in words that people use")
{
    auto const from = on("06/01/2025");
    CHECK(words_of({DueKind::none, {}, 0, from}) == "Không ghi hạn");
    CHECK(words_of({DueKind::on_day, on("31/01/2025"), 0, from}) == "Hết ngày 31/01/2025");
    CHECK(words_of({DueKind::working_days_after, {}, 10, from}) ==
          "Trong 10 ngày làm việc từ ngày 06/01/2025");
    CHECK(words_of({DueKind::each_quarter, {}, 5, from}) == "Mỗi quý, chậm nhất 5 ngày sau khi hết quý");
    CHECK(words_of({DueKind::each_half_year, on("31/12/2026"), 0, from}) ==
          "Mỗi 6 tháng, chậm nhất ngày cuối cùng, đến hết ngày 31/12/2026");
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
