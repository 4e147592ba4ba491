// SPDX-License-Identifier: AGPL-3.0-or-later
// Citation (trích dẫn): one document named by another, and what it is to it.
#pragma once

#include "platform/json/json.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace kheo::citations
{

// reports: a press text about a document.
enum class Kind { mentions, based_on, implements, amends, replaces, repeals, reports };
BOOST_DESCRIBE_ENUM(Kind, mentions, based_on, implements, amends, replaces, repeals, reports)

std::string_view label(Kind kind);     // "Căn cứ": seen from the citing document
std::string_view backwards(Kind kind); // "Là căn cứ của": seen from the cited one
inline constexpr std::size_t kinds = 7;

// As a record keeps it. Nothing in it is guessed: an unknown issuer or day is "".
struct Citation {
    Kind kind = Kind::mentions;
    std::string type;   // "Chỉ thị"
    std::string number; // "35-CT/TU", in part "54", or a name: "Luật Thực hiện dân chủ ở cơ sở"
    std::string issuer;
    std::string day; // ISO, or ""
    bool partial = false;
    bool named = false;
    friend bool operator==(Citation const&, Citation const&) = default;
};
BOOST_DESCRIBE_STRUCT(Citation, (), (kind, type, number, issuer, day, partial, named))

// "Chỉ thị 35-CT/TU ngày 02/11/2022 của Ban Thường vụ Tỉnh ủy".
std::string words_of(Citation const& citation);

// The lines of a record in one column, and back.
std::string text_of(std::vector<Citation> const& lines);
std::vector<Citation> lines_of(std::string_view text);

} // namespace kheo::citations
