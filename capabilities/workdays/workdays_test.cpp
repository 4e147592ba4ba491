// SPDX-License-Identifier: AGPL-3.0-or-later
#include "capabilities/workdays/workdays.hpp"
#include "platform/problem/problem.hpp"

#include <doctest/doctest.h>

using namespace kheo;
using namespace kheo::workdays;

namespace
{

Date on(char const* text)
{
    return *parse_date(text);
}

} // namespace

TEST_CASE("offices rest on weekends and holidays, and work on the Saturday that makes up for a bridge day")
{
    auto const& held = calendar();
    struct Case {
        char const* day;
        bool works;
    };
    for (auto const& [day, works] : {Case{"01/01/2026", false}, // Thursday, New Year
                                     Case{"26/01/2026", true},  // Monday
                                     Case{"16/02/2026", false}, // Tết
                                     Case{"21/02/2026", false}, // Saturday
                                     Case{"27/04/2026", false}, // for Giỗ Tổ on a Sunday
                                     Case{"02/05/2025", false}, // bridge
                                     Case{"26/04/2025", true},  // Saturday worked for it
                                     Case{"31/08/2026", false}, // bridge
                                     Case{"22/08/2026", true},  // Saturday worked for it
                                     Case{"29/08/2026", false}, // Saturday
                                     Case{"03/05/2027", false}, // 1/5 is a Saturday
                                     Case{"23/11/2026", true}}) {
        CAPTURE(day);
        CHECK(held.is_working(on(day)) == works);
    }
}

TEST_CASE("working days are counted from the day after, and a term never ends on a day of rest")
{
    auto const& held = calendar();
    struct Case {
        char const* from;
        int days;
        char const* end;
    };
    for (auto const& [from, days, end] :
         {Case{"20/11/2026", 1, "23/11/2026"}, // over a weekend
          Case{"20/11/2026", 0, "20/11/2026"}, Case{"21/11/2026", 0, "23/11/2026"},
          Case{"28/08/2026", 1, "03/09/2026"},  // over four days of rest and a weekend
          Case{"21/08/2026", 1, "22/08/2026"},  // a Saturday that is worked
          Case{"13/02/2026", 10, "06/03/2026"}, // Tết between
          Case{"29/04/2025", 3, "07/05/2025"}}) {
        CAPTURE(from);
        CAPTURE(days);
        CHECK(shown(held.after(on(from), days)) == end);
        if (days > 0)
            CHECK(held.between(on(from), on(end)) == days);
    }
    CHECK(held.between(on("23/11/2026"), on("20/11/2026")) == 0);
}

TEST_CASE("what nobody verified is named, and beyond the table only weekends are known")
{
    auto const& held = calendar();
    CHECK(held.unconfirmed(on("24/11/2026"), on("24/11/2026")) ==
          std::vector<std::string>{"Ngày Văn hóa Việt Nam 24/11/2026"});
    CHECK(held.unconfirmed(on("30/04/2026"), on("01/05/2026")).empty());
    for (auto const year : {2025, 2026, 2027})
        CHECK(held.knows(year));
    CHECK_FALSE(held.knows(2035));
    CHECK(held.is_working(on("01/01/2035"))); // a Monday of which nothing is known
}

TEST_CASE("a table that is not sound is no calendar")
{
    auto const table = [](std::string_view row) {
        return Calendar::parsed("day,name,kind,status\n" + std::string(row) + "\n");
    };
    CHECK(table("2026-01-01,Tết,holiday,verified").is_working(on("02/01/2026")));
    CHECK_THROWS_AS(table("2026-02-30,Tết,holiday,verified"), Contradiction);
    CHECK_THROWS_AS(table("2026-01-01,Tết,nghỉ,verified"), Contradiction);
    CHECK_THROWS_AS(table("2026-01-01,a,holiday,verified\n2026-01-01,b,holiday,verified"), Contradiction);
}
