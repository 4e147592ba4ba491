// SPDX-License-Identifier: AGPL-3.0-or-later
// Charts and numbers: where the parts of a drawing stand, in the view box.
#include "web/components.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

namespace kheo::web
{

namespace
{

// Measured width of a letter at 16 units, generously: words must not be cut.
constexpr double letter_width = 8.8;

int text_width(std::string_view text)
{
    auto const letters = std::ranges::count_if(text, [](char c) { return (c & 0xc0) != 0x80; });
    return static_cast<int>(std::ceil(static_cast<double>(letters) * letter_width));
}

double highest(Chart const& chart)
{
    auto top = 0.0;
    for (auto const& point : chart.points)
        top = std::max(top, point.value);
    return top;
}

// A step of 1, 2 or 5 times a power of ten that gives at most four lines.
double round_step(double top)
{
    auto const power = std::pow(10.0, std::floor(std::log10(top / 4)));
    for (auto const factor : {1.0, 2.0, 5.0})
        if (top / (factor * power) <= 4)
            return factor * power;
    return 10 * power;
}

int whole(double value)
{
    return static_cast<int>(std::lround(value));
}

} // namespace

Drawing draw_bars(Chart const& chart, int width)
{
    constexpr auto thick = 26;
    auto labels = 0;
    auto values = 0;
    for (auto const& point : chart.points) {
        labels = std::max(labels, text_width(point.label));
        values = std::max(values, text_width(point.shown));
    }
    // Long labels stand above their bars, as on phones.
    auto const above = labels > width / 3;
    auto const step = above ? 60 : 36;
    auto const left = above ? 0 : labels + 8;
    auto const room = std::max(width - left - values - 12, 40);
    auto const top = highest(chart) > 0 ? highest(chart) : 1.0;
    Drawing drawing{width, step * static_cast<int>(chart.points.size()), left, {}, {}, {}};
    for (auto y = 0; auto const& point : chart.points) {
        auto const bar_y = y + (above ? 26 : 4);
        auto const length = std::max(whole(room * std::max(point.value, 0.0) / top), point.value > 0 ? 2 : 0);
        drawing.bars.push_back({left, bar_y, length, thick, 0, above ? y + 19 : bar_y + 19, left + length + 8,
                                bar_y + 19, point.label, point.shown, point.marked});
        y += step;
    }
    return drawing;
}

Drawing draw_line(Chart const& chart, int width)
{
    constexpr auto height = 260;
    constexpr auto plot_top = 28;
    constexpr auto plot_bottom = 222;
    auto const top = highest(chart) > 0 ? highest(chart) : 1.0;
    auto const step = round_step(top);
    auto const levels = static_cast<int>(std::ceil(top / step - 1e-9));
    auto const digits = step < 1 ? static_cast<int>(std::ceil(-std::log10(step))) : 0;
    Drawing drawing{width, height, 0, {}, {}, {}};
    for (auto level = 0; level <= levels; ++level) {
        auto const y = plot_bottom - (plot_bottom - plot_top) * level / levels;
        drawing.grid.push_back({y, decimal(step * level, digits)});
        drawing.left = std::max(drawing.left, text_width(drawing.grid.back().shown) + 8);
    }
    auto const count = static_cast<int>(chart.points.size());
    auto widest = 0;
    for (auto const& point : chart.points)
        widest = std::max(widest, text_width(point.label));
    auto const first = drawing.left + 16;
    auto const last = width - std::max(widest / 2, 24);
    auto const gap = count > 1 ? double(last - first) / (count - 1) : 0.0;
    // Labels that would touch are left out, counted from the last.
    auto const every = gap > 0 ? std::max(1, whole(std::ceil((widest + 8) / gap))) : 1;
    for (auto i = 0; i < count; ++i) {
        auto const& point = chart.points[static_cast<std::size_t>(i)];
        auto const x = whole(first + gap * i);
        auto const y =
            whole(plot_bottom - (plot_bottom - plot_top) * std::max(point.value, 0.0) / (step * levels));
        auto const said = point.marked || i == count - 1;
        drawing.path += fmt::format("{}{} {}", i == 0 ? "M" : "L", x, y);
        drawing.bars.push_back({x, y, 0, 0, x, 246, x, y - 12,
                                (count - 1 - i) % every == 0 ? point.label : "", said ? point.shown : "",
                                point.marked});
    }
    return drawing;
}

std::string number(std::int64_t value)
{
    auto digits = std::to_string(value);
    for (auto at = static_cast<std::ptrdiff_t>(digits.size()) - 3; at > (value < 0 ? 1 : 0); at -= 3)
        digits.insert(static_cast<std::size_t>(at), ".");
    return digits;
}

std::string decimal(double value, int digits)
{
    auto const text = fmt::format("{:.{}f}", value, digits);
    auto const point = text.find('.');
    auto const negative_zero = text.starts_with("-") && text.find_first_not_of("-0.") == text.npos;
    auto const whole_part = number(std::stoll(text.substr(0, point)));
    auto const sign = text.starts_with("-0") && !negative_zero ? "-" : "";
    return sign + whole_part + (point == text.npos ? "" : "," + text.substr(point + 1));
}

std::string percent(std::int64_t part, std::int64_t whole)
{
    if (whole == 0)
        return "–";
    return decimal(100.0 * static_cast<double>(part) / static_cast<double>(whole), 1) + " %";
}

std::string file_size(std::int64_t bytes)
{
    if (bytes < 1000)
        return number(bytes) + " byte";
    if (bytes < 1'000'000)
        return decimal(static_cast<double>(bytes) / 1e3, 0) + " KB";
    return decimal(static_cast<double>(bytes) / 1e6, 1) + " MB";
}

} // namespace kheo::web
