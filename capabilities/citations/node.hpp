// SPDX-License-Identifier: AGPL-3.0-or-later
// Which document a number means. Party numbers run through a term of the
// committee, those of the state through a year, so the number alone says little.
#pragma once

#include "capabilities/citations/citation.hpp"

#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace kheo::citations
{

struct Node {
    // The series and the number in it: issuer's code, its place, type; "" where
    // the text does not say enough, and then it means nothing elsewhere.
    std::string base;
    std::string day;  // ISO, or ""
    std::string term; // of the Party's central bodies: "13"; the year for others; or ""
    friend bool operator==(Node const&, Node const&) = default;
};

// `named`: the number is a name. `place` is that of an issuer which names none
// itself, where the record knows it; "" otherwise.
Node node_of(std::string_view type, std::string_view number, std::string_view issuer, std::string_view day,
             bool named, std::string_view place = {});
Node node_of(Citation const& citation);

// 16 hexadecimal digits of the base: an address. "" of none.
std::string code_of(std::string_view base);

// Whether both can be the same document: nothing said of one contradicts the other.
bool agree(Node const& one, Node const& other);

// Nodes of one base put in groups of the same document: the group of each, from
// 0 in order of appearance. One that fits two groups stands alone.
std::vector<std::size_t> grouped(std::span<Node const> nodes);

// A number without its place in a series: "54".
bool is_partial(std::string_view number);

} // namespace kheo::citations
