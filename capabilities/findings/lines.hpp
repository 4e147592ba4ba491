// SPDX-License-Identifier: AGPL-3.0-or-later
// The lines of a page, each looked at alone: label, counter, date or prose.
#pragma once

#include "capabilities/findings/article.hpp"

#include <string_view>
#include <vector>

namespace kheo::findings
{

// Lines shorter than this, in bytes, are no paragraph of their own.
inline constexpr std::size_t paragraph_bytes = 200;

struct Measured {
    reading::Line line;
    std::string_view text;
    bool label = false;        // of a menu, a box, a button
    bool ends_article = false; // what follows belongs to other pages
    bool counter = false;
    bool date = false;
    bool prose = false;
};

std::vector<Measured> measured(Source const& source);

bool ends_as_prose(std::string_view text);
// Whether it has letters and all of them are capitals.
bool shouts(std::string_view text);

} // namespace kheo::findings
