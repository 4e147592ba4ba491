// SPDX-License-Identifier: AGPL-3.0-or-later
#include "web/components.hpp"

#include <doctest/doctest.h>

#include <algorithm>

using namespace kheo::web;

namespace
{

Chart chart_of(std::vector<double> const& values, std::string const& label = "T1")
{
    Chart chart{.name = "x", .title = "Thử"};
    for (auto const value : values)
        chart.points.push_back({label, value, decimal(value, 1)});
    return chart;
}

} // namespace

TEST_CASE("numbers are grouped by dots, and decimals follow a comma")
{
    CHECK(number(0) == "0");
    CHECK(number(999) == "999");
    CHECK(number(1000) == "1.000");
    CHECK(number(-1000) == "-1.000");
    CHECK(number(-100) == "-100");
    CHECK(number(86'400'000) == "86.400.000");
    CHECK(number(-9'223'372'036'854'775'807) == "-9.223.372.036.854.775.807");
    CHECK(decimal(1234.56, 1) == "1.234,6");
    CHECK(decimal(-0.5, 1) == "-0,5");
    CHECK(decimal(-0.01, 1) == "0,0");
    CHECK(decimal(-1234.5, 2) == "-1.234,50");
    CHECK(decimal(99.96, 1) == "100,0");
    CHECK(decimal(7, 0) == "7");
}

TEST_CASE("a share of nothing is a dash, not a number")
{
    CHECK(percent(1, 3) == "33,3 %");
    CHECK(percent(0, 5) == "0,0 %");
    CHECK(percent(0, 0) == "–");
}

TEST_CASE("file sizes are said in the largest unit that fits")
{
    CHECK(file_size(0) == "0 byte");
    CHECK(file_size(999) == "999 byte");
    CHECK(file_size(1000) == "1 KB");
    CHECK(file_size(412'300) == "412 KB");
    CHECK(file_size(1'100'000) == "1,1 MB");
}

TEST_CASE("bars are as long as their values, and everything stays inside the drawing")
{
    for (auto const width : {660, 330}) {
        auto const drawing = draw_bars(chart_of({6.4, 3.2, 0, 0.001}), width);
        REQUIRE(drawing.bars.size() == 4);
        CHECK(drawing.bars[0].width == doctest::Approx(2 * drawing.bars[1].width).epsilon(0.02));
        CHECK(drawing.bars[2].width == 0);
        CHECK(drawing.bars[3].width == 2); // something is not nothing
        for (auto const& bar : drawing.bars) {
            CHECK(bar.value_x + 30 <= width);
            CHECK(bar.y + bar.height <= drawing.height);
        }
    }
}

TEST_CASE("long labels stand above their bars, so that phones show them whole")
{
    auto const label = std::string("Xây dựng hệ thống chính trị vững mạnh");
    auto const wide = draw_bars(chart_of({1, 2}, "Kinh tế"), 660);
    auto const narrow = draw_bars(chart_of({1, 2}, label), 330);
    CHECK(wide.left > 0);
    CHECK(narrow.left == 0);
    CHECK(narrow.bars[0].label_y < narrow.bars[0].y);
    CHECK(narrow.bars[1].label_y > narrow.bars[0].y + narrow.bars[0].height);
}

TEST_CASE("charts of nothing and of zeros are drawn without a fault")
{
    CHECK(draw_bars(chart_of({}), 330).bars.empty());
    CHECK(draw_bars(chart_of({0, 0}), 330).bars[1].width == 0);
    CHECK(draw_line(chart_of({}), 330).path.empty());
    CHECK(draw_line(chart_of({5}), 330).path.starts_with("M"));
    auto const flat = draw_line(chart_of({0, 0}), 330);
    CHECK(flat.bars[0].y == flat.grid[0].y);
}

TEST_CASE("a line's levels are round numbers that reach its top")
{
    struct Case {
        double top;
        char const* last;
    };
    for (auto const& [top, last] :
         {Case{112, "150"}, {4, "4"}, {0.8, "0,8"}, {999, "1.000"}, {1'234'567, "1.500.000"}}) {
        auto const drawing = draw_line(chart_of({0, top}), 660);
        CHECK(drawing.grid.back().shown == last);
        CHECK(drawing.grid.size() <= 6);
        CHECK(drawing.bars[1].y >= drawing.grid.back().y);
    }
}

TEST_CASE("labels under a line that would touch are left out, the last one never")
{
    auto const narrow = draw_line(chart_of(std::vector<double>(12, 1.0), "T12"), 330);
    auto const wide = draw_line(chart_of(std::vector<double>(12, 1.0), "T12"), 660);
    auto const shown = [](Drawing const& drawing) {
        return std::ranges::count_if(drawing.bars, [](auto const& point) { return !point.label.empty(); });
    };
    CHECK(shown(wide) == 12);
    CHECK(shown(narrow) < 12);
    CHECK(narrow.bars.back().label == "T12");
    CHECK(narrow.bars.back().shown == "1,0"); // its value is said beside it
    CHECK(narrow.bars.front().shown.empty());
}
