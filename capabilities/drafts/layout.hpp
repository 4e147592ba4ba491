// SPDX-License-Identifier: AGPL-3.0-or-later
// Layout (mẫu trình bày): which guide lays down how a body's papers look on a
// day, with what measures; and how each kind of body writes its name and signs.
// All of it is data: data/rules/paper-layouts.csv, -measures.csv, -issuers.csv.
#pragma once

#include "capabilities/bodies/bodies.hpp"
#include "platform/sheets/letter.hpp"

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace kheo::drafts
{

struct Layout {
    std::string key;
    bodies::Line line{};
    Date valid_from;
    std::optional<Date> valid_to; // the first day it no longer holds
    sheets::Heading heading{};
    std::string number_before; // "Số: "
    char number_after = '/';   // between number and notation
    std::string end_mark;      // "./."
    bool confirmed = false;
    std::string source;
    sheets::Look look;
};

std::span<Layout const> layouts();
// The one in force for a line's bodies on that day; null before any of them was.
Layout const* layout_of(bodies::Line line, Date day);

// One measure with the limits its guide gives, in the guide's own unit.
struct Measure {
    std::string measures; // whose: "nghi_dinh_30"
    std::string name;
    double value = 0;
    double least = 0;
    double most = 0;
    std::string unit; // "mm", "pt"
    bool confirmed = false;
};
std::span<Measure const> measures();

// How bodies whose name begins so write it and sign.
struct IssuerRule {
    std::string begins;
    bodies::Line line{};
    std::string written;
    bool with_superior = false;
    std::string notation; // "UBND"; "" where none is known
    std::vector<std::string> head;
    std::vector<std::string> deputy;
    std::string filed; // "VT"
    bool confirmed = false;
};
// The rule of the longest beginning; null where none knows the name.
IssuerRule const* issuer_rule(std::string_view name, bodies::Line line);

// The type's letters in a notation by the line's register: "KH"; "" of a công
// văn of the State.
std::string type_code(sheets::Heading heading, std::string_view type);

} // namespace kheo::drafts
