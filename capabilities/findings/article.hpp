// SPDX-License-Identifier: AGPL-3.0-or-later
// The article told from the page around it: menus, counters, captions, related
// items. A directive itself, which has no page around it, is body throughout.
#pragma once

#include "capabilities/findings/findings.hpp"
#include "platform/text/source.hpp"

#include <vector>

namespace kheo::findings
{

using reading::begins;
using reading::Groups;
using reading::matches;
using reading::one_of;
using reading::Pattern;
using reading::Source;
using reading::Span;
using reading::word_begins;
using reading::word_ends;

enum class Role {
    title,
    date, // a line that says when the page was published
    text,
    caption,
    byline,
    source,
    attachment,
    counter,
    label,   // of a menu, a box, a button
    related, // the title of another page
    again,   // the same title once more
    teaser,  // the beginning of another page
    rest
};

struct Part {
    Span span;
    Role role = Role::text;
    Zone zone = Zone::body;
};

struct Article {
    std::vector<Part> parts; // in order, one or two of each line
    Span title;
    bool document = false; // the document itself, with its heading
    Zone zone_at(std::size_t byte) const;
    Part const* part_at(std::size_t byte) const;
};

Article laid_out(Source const& source);

} // namespace kheo::findings
