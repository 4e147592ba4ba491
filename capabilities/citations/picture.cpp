// SPDX-License-Identifier: AGPL-3.0-or-later
#include "capabilities/citations/picture.hpp"

#include "capabilities/citations/picture.html.hpp"
#include "platform/text/text.hpp"

#include <algorithm>
#include <fmt/format.h>

namespace kheo::citations
{

namespace
{

constexpr int box_height = 46;
constexpr int gap = 14;
constexpr int letter = 9; // width of a character at 14 px, capitals among them

std::string cut(std::string const& text, int width)
{
    auto const most = std::size_t((width - 16) / letter);
    if (characters(text) <= most)
        return text;
    return std::string(first_characters(text, most - 1)) + "…";
}

std::vector<Relative> shown_of(std::vector<Relative> list)
{
    if (list.size() > most_drawn) {
        auto const more = list.size() - (most_drawn - 1);
        list.resize(most_drawn - 1);
        list.push_back({fmt::format("và {} văn bản khác", more), "", false});
    }
    return list;
}

Picture::Box box(int x, int y, int width, Relative const& one)
{
    return {x, y, width, box_height, cut(one.name, width), cut(one.how, width), one.held ? 1 : 2};
}

Picture in_columns(Family const& family, int width)
{
    auto made = Picture{.width = width};
    auto const column = 204;
    auto const middle = (width - column) / 2;
    auto const cited = shown_of(family.cited);
    auto const citing = shown_of(family.citing);
    auto const rows = int(std::max({cited.size(), citing.size(), std::size_t(1)}));
    made.height = rows * (box_height + gap) - gap + 4;
    auto const own_y = (made.height - box_height) / 2;
    auto const side = [&](std::vector<Relative> const& list, int x, bool before) {
        auto y = (made.height - (int(list.size()) * (box_height + gap) - gap)) / 2;
        for (auto const& one : list) {
            made.boxes.push_back(box(x, y, column, one));
            auto const at = y + box_height / 2;
            made.lines.push_back(before ? Picture::Line{x + column, at, middle, own_y + box_height / 2}
                                        : Picture::Line{middle + column, own_y + box_height / 2, x, at});
            y += box_height + gap;
        }
    };
    side(cited, 2, true);
    side(citing, width - column - 2, false);
    made.boxes.push_back({middle, own_y, column, box_height, cut(family.name, column), "Văn bản này", 0});
    return made;
}

Picture in_one(Family const& family, int width)
{
    auto made = Picture{.width = width};
    auto const indent = 28;
    auto y = 2;
    auto const list = [&](std::vector<Relative> const& relatives) {
        for (auto const& one : shown_of(relatives)) {
            made.boxes.push_back(box(indent, y, width - indent - 2, one));
            y += box_height + gap;
        }
    };
    list(family.cited);
    auto const own = y;
    made.boxes.push_back({2, y, width - 4, box_height, cut(family.name, width - 4), "Văn bản này", 0});
    y += box_height + gap;
    list(family.citing);
    made.height = y - gap + 2;
    for (auto const& each : made.boxes)
        if (each.how != 0) {
            auto const at = each.y + box_height / 2;
            made.lines.push_back({14, at, indent, at});
            made.lines.push_back({14, std::min(at, own), 14, std::max(at, own)});
        }
    return made;
}

} // namespace

Picture drawn(Family const& family, int width)
{
    auto made = width >= 600 ? in_columns(family, width) : in_one(family, width);
    made.description = fmt::format("{} dẫn {} văn bản, được {} văn bản dẫn.", family.name,
                                   family.cited.size(), family.citing.size());
    return made;
}

html::Html picture_of(Family const& family)
{
    return family_picture(family);
}

} // namespace kheo::citations
