// SPDX-License-Identifier: AGPL-3.0-or-later
// What tests of the findings share.
#pragma once

#include "capabilities/findings/findings.hpp"

#include <doctest/doctest.h>

#include <string>
#include <utility>
#include <vector>

namespace kheo::findings
{

struct Short {
    std::string kind;
    std::string text;
    std::string value;
    friend bool operator==(Short const&, Short const&) = default;
};

inline std::string plain(boost::json::value const& value)
{
    return value.is_string() ? std::string(value.as_string()) : boost::json::serialize(value);
}

// What is found of one kind in a sentence that stands in the body of a page.
inline std::vector<Short> in_body(std::string const& kind, std::string const& sentence)
{
    auto const page = "Một tiêu đề của trang tin dùng để thử\n\n" + sentence + "\n";
    std::vector<Short> all;
    for (auto const& each : found(page))
        if (each.kind == kind && each.line > 1)
            all.push_back({each.kind, each.text, plain(each.value)});
    return all;
}

struct Row {
    std::string sentence;
    std::vector<std::pair<std::string, std::string>> found; // text, value
};

inline void check(std::string const& kind, std::vector<Row> const& rows)
{
    for (auto const& row : rows) {
        CAPTURE(row.sentence);
        std::vector<Short> wanted;
        for (auto const& [text, value] : row.found)
            wanted.push_back({kind, text, value});
        auto const got = in_body(kind, row.sentence);
        CAPTURE(got.size());
        if (!got.empty()) {
            CAPTURE(got[0].text);
            CAPTURE(got[0].value);
        }
        CHECK(got == wanted);
    }
}

} // namespace kheo::findings
