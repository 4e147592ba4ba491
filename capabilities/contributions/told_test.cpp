// SPDX-License-Identifier: AGPL-3.0-or-later
#include "capabilities/contributions/told.hpp"

#include <doctest/doctest.h>

#include <random>

using namespace kheo;
using namespace kheo::contributions;

namespace
{

Contribution line(std::int64_t id, std::string source, int year, Gift land, Gift money = {})
{
    auto const day = *date_of({year, 3, 1});
    return {.id = {id},
            .source = std::move(source),
            .since = day,
            .until = day,
            .land_dm2 = land.amount,
            .land_givers = land.givers,
            .money = money.amount,
            .money_givers = money.givers};
}

Contribution given(std::int64_t id, std::int64_t amount, std::int64_t givers)
{
    return line(id, "nhan_dan", 2026, {amount, givers});
}

Contribution gone(Contribution one)
{
    one.struck = true;
    return one;
}

// What everybody reads of the land that people gave in 2026.
std::int64_t told(std::vector<Contribution> const& versions, std::string_view source = "nhan_dan")
{
    auto groups = Groups(Kind::land, For::everybody);
    for (auto const& one : versions)
        groups.put(one);
    return groups.told(source, 2026).amount;
}

} // namespace

TEST_CASE("only whole groups of five givers and more are told; the rest is in no sum")
{
    CHECK(told({}) == 0);
    CHECK(told({given(1, 100, 4)}) == 0);
    CHECK(told({given(1, 100, 5)}) == 100);
    // Three and two are a group; the last three wait for others.
    auto const three = std::vector{given(1, 100, 3), given(2, 50, 2), given(3, 9, 3)};
    CHECK(told(three) == 150);
    auto groups = Groups(Kind::land, For::everybody);
    for (auto const& one : three)
        groups.put(one);
    CHECK(groups.told("nhan_dan", 2026).withheld);
    CHECK_FALSE(groups.told("nhan_dan", 2025).withheld);
    // A budget counts no givers: everything is told, and told right when corrected.
    auto const budget = [](std::int64_t id, std::int64_t amount) {
        return line(id, "ngan_sach", 2026, {amount, 0});
    };
    CHECK(told({budget(1, 70), budget(2, 30)}, "ngan_sach") == 100);
    CHECK(told({budget(1, 70), budget(2, 30), budget(1, 60)}, "ngan_sach") == 90);
    CHECK(told({budget(1, 70), budget(2, 30), gone(budget(1, 70))}, "ngan_sach") == 30);
}

TEST_CASE("what was told in a group is taken back as a whole, and waits for as many others")
{
    auto const five = given(1, 100, 5);
    auto const one = given(2, 50, 1);
    CHECK(told({five, one}) == 100);
    CHECK(told({five, one, given(1, 100, 4)}) == 0); // 150 less 100 would be the one's own
    CHECK(told({five, one, given(1, 100, 4), given(3, 30, 3)}) == 0);
    CHECK(told({five, one, given(1, 100, 4), given(3, 30, 3), given(4, 7, 1)}) == 187);
    // Moved to another source or another year, it leaves nothing told behind.
    auto const small = given(3, 30, 1);
    auto const many = given(4, 500, 5);
    auto const moved = line(3, "doanh_nghiep", 2026, {30, 1});
    CHECK(told({small, many}) == 530);
    CHECK(told({small, many, moved}) == 0);
    CHECK(told({small, many, line(3, "nhan_dan", 2025, {30, 1})}) == 0);
    CHECK(told({small, many, moved, line(5, "doanh_nghiep", 2026, {9, 4})}, "doanh_nghiep") == 0);
    CHECK(told({small, many, gone(small)}) == 0);
    // One added to a line by a correction is told no sooner than on a line of its own.
    CHECK(told({five, given(1, 120, 6)}) == 0);
    // Many corrected by many stand corrected at once.
    CHECK(told({given(1, 100, 20), given(1, 90, 20)}) == 90);
    CHECK(told({given(1, 100, 20), given(1, 190, 25)}) == 190);
    CHECK(told({given(1, 100, 20), given(1, 100, 21)}) == 100); // the sum is the same
}

TEST_CASE("in a year and to date are apart, and no hidden part can be worked out from the sums")
{
    auto const lines = std::vector{line(1, "nhan_dan", 2025, {1'000, 9}), line(2, "nhan_dan", 2026, {300, 3}),
                                   line(3, "ngan_sach", 2026, {}, {5'000'000, 0}),
                                   line(4, "doanh_nghiep", 2026, {}, {9'000'000, 1})};
    auto const outside = sums_of(lines, For::everybody);
    REQUIRE(outside.size() == 3);
    CHECK_FALSE(outside[0].year);
    CHECK(outside[1].year == 2026);
    CHECK(outside[2].year == 2025);
    CHECK(total_of(outside[0], Kind::land) == 1'000);
    CHECK(total_of(outside[1], Kind::land) == 0);
    CHECK(total_of(outside[1], Kind::money) == 5'000'000);
    CHECK(outside[1].sources.size() == 3);
    CHECK(outside[1].sources[1].withheld == std::vector{Kind::land});
    CHECK(outside[0].sources[1].withheld == std::vector{Kind::land});
    for (auto const kind : kinds) {
        std::int64_t of_years = 0;
        for (auto const& year : outside)
            of_years += year.year ? total_of(year, kind) : 0;
        CHECK(of_years == total_of(outside[0], kind));
    }
    auto const inside = sums_of(lines, For::inside);
    CHECK(total_of(inside[0], Kind::land) == 1'300);
    CHECK(total_of(inside[1], Kind::money) == 14'000'000);
    CHECK(sums_of({}, For::inside).empty());
    auto gone = lines;
    for (auto& one : gone)
        one.struck = true;
    CHECK(sums_of(gone, For::inside).empty());
}

namespace
{

// Every amount that fewer than five givers make up: one version of a line, two or
// three together, with either sign.
class Parts
{
  public:
    void add(Contribution const& one)
    {
        auto& known = givers_[{one.id.value, one.land_dm2}];
        known = std::max(known, one.land_givers);
    }

    std::set<std::int64_t> of_few() const
    {
        std::vector<std::tuple<std::int64_t, std::int64_t, std::int64_t>> few;
        for (auto const& [line, givers] : givers_)
            if (givers < 5)
                few.emplace_back(line.first, line.second, givers);
        std::set<std::int64_t> all;
        for (auto const& [a, one, of_one] : few) {
            all.insert({one, -one});
            for (auto const& [b, two, of_two] : few) {
                if (a == b)
                    all.insert(one - two);
                if (a >= b || of_one + of_two >= 5)
                    continue;
                for (auto const& [c, three, of_three] : few)
                    for (auto const sign : {1, -1}) {
                        all.insert({one + sign * two, -one - sign * two});
                        if (b < c && of_one + of_two + of_three < 5)
                            for (auto const last : {1, -1})
                                all.insert(
                                    {one + sign * two + last * three, -one - sign * two - last * three});
                    }
            }
        }
        return all;
    }

  private:
    std::map<std::pair<std::int64_t, std::int64_t>, std::int64_t> givers_;
};

} // namespace

TEST_CASE(
    "whatever was recorded, corrected, moved and struck: no two days' sums tell a part of fewer than five")
{
    std::int64_t differences = 0;
    for (unsigned seed = 0; seed < 300; ++seed) {
        auto random = std::mt19937_64(seed);
        auto const draw = [&](int below) { return int(random() % unsigned(below)); };
        auto groups = Groups(Kind::land, For::everybody);
        auto parts = Parts();
        std::vector<Contribution> lines;
        std::set<std::int64_t> sums{0};
        for (int act = 0; act < 30; ++act) {
            // Amounts that no sum of others makes by chance.
            auto const amount = std::int64_t(random() % 1'000'000'000'000);
            if (lines.empty() || draw(2) == 0) {
                lines.push_back(given(std::int64_t(lines.size()) + 1, amount, draw(7) + 1));
            } else {
                auto& one = lines[std::size_t(draw(int(lines.size())))];
                switch (draw(4)) {
                case 0:
                    one.struck = true;
                    break;
                case 1:
                    one.source = one.source == "nhan_dan" ? "doanh_nghiep" : "nhan_dan";
                    break;
                case 2:
                    one.land_givers = draw(7) + 1;
                    break;
                default:
                    one.land_dm2 = amount;
                    one.land_givers += draw(2);
                }
                std::swap(one, lines.back());
            }
            parts.add(lines.back());
            groups.put(lines.back());
            for (auto const* const source : {"nhan_dan", "doanh_nghiep"})
                sums.insert(groups.told(source, 2026).amount);
        }
        auto const few = parts.of_few();
        for (auto const one : sums)
            for (auto const other : sums)
                if (one != other) {
                    ++differences;
                    CHECK_FALSE(few.contains(one - other));
                }
    }
    CHECK(differences > 10'000);
}
