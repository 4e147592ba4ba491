// SPDX-License-Identifier: AGPL-3.0-or-later
// The family of a document as a drawing: what it cites above or to the left,
// itself, what cites it below or to the right. The same stands as a list.
#pragma once

#include "platform/html/html.hpp"

#include <string>
#include <vector>

namespace kheo::citations
{

struct Relative {
    std::string name;  // "Chỉ thị 35-CT/TU"
    std::string how;   // "Căn cứ"
    bool held = false; // is in the library
};

struct Family {
    std::string name; // of the document itself
    std::vector<Relative> cited;
    std::vector<Relative> citing;
    bool empty() const { return cited.empty() && citing.empty(); }
};

inline constexpr std::size_t most_drawn = 8; // on each side; the list has them all

struct Picture {
    struct Box {
        int x, y, width, height;
        std::string text;
        std::string under;
        int how; // 0: the document itself; 1: in the library; 2: not there
    };
    struct Line {
        int x1, y1, x2, y2;
    };
    int width = 0;
    int height = 0;
    std::vector<Box> boxes;
    std::vector<Line> lines;
    std::string description;
};

// Width 660 has three columns; 330 has one, for phones.
Picture drawn(Family const& family, int width);

html::Html picture_of(Family const& family);

} // namespace kheo::citations
