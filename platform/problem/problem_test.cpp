// SPDX-License-Identifier: AGPL-3.0-or-later
#include "platform/problem/problem.hpp"

#include <doctest/doctest.h>

using namespace kheo;

namespace
{

constexpr Refusal late{"late", 409, "Đã quá hạn từ ngày {}."};

Outcome<int> half(int number)
{
    if (number % 2 != 0)
        return refuse(late, "01/02/2026");
    return number / 2;
}

Outcome<int> quarter(int number)
{
    auto const once = TRY(half(number));
    auto const twice = TRY(half(once));
    return twice;
}

} // namespace

TEST_CASE("a refusal carries its id, status and sentence with the detail in its place")
{
    auto const refused = half(3);
    REQUIRE(!refused);
    CHECK(refused.error().id == "late");
    CHECK(refused.error().status == 409);
    CHECK(refused.error().sentence == "Đã quá hạn từ ngày 01/02/2026.");
}

TEST_CASE("TRY gives the value or passes the problem on")
{
    CHECK(quarter(12) == 3);
    CHECK(quarter(6).error().id == "late");
}

TEST_CASE("a broken invariant is no refusal")
{
    CHECK_THROWS_AS(ensure(false, "never"), Contradiction);
    CHECK_NOTHROW(ensure(true, "always"));
}
