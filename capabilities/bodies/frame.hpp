// SPDX-License-Identifier: AGPL-3.0-or-later
// The frame (khung cơ quan): the usual bodies of every commune of a province at
// once, by the kinds that data/registers/commune-bodies.csv lists.
#pragma once

#include "capabilities/bodies/import.hpp"

#include <string>
#include <vector>

namespace kheo::bodies
{

struct FrameKind {
    std::string key;
    std::string name; // "Đảng ủy {commune}"
    std::string line;
    std::string superior; // the key of another
    bool contact = false;
    Date valid_from;
    std::optional<Date> valid_to;
    bool confirmed = false;
};

// no_such_province, said at the field that names it.
Problem unknown_province(std::string const& code);

// Throws Contradiction for a table that is not sound: it is part of the program.
std::vector<FrameKind> frame_kinds(std::string_view csv);

// Lines for each commune of the province today, in name order. Where a commune
// has an đầu mối, the frame names no other.
std::vector<SheetLine> framed(std::vector<FrameKind> const& kinds, AreaId province, Ground const& ground);

struct FrameForm {
    std::string province; // its code
    bool demo = false;
    static std::span<forms::Rule const> rules();
};
BOOST_DESCRIBE_STRUCT(FrameForm, (), (province, demo))

Outcome<routes::Kept> preview_frame(acts::Work& work, FrameForm const& form);
Outcome<acts::Recorded<BodyImport>> add_frame(acts::Work& work, FrameForm const& form);

Outcome<routes::Page> show_frame(acts::Reading& reading, forms::Sent const& sent, Problem const* problem);

} // namespace kheo::bodies
