// SPDX-License-Identifier: AGPL-3.0-or-later
// Days due as a calendar (iCalendar, RFC 5545), and tasks as they are assigned as
// a feed (Atom, RFC 4287).
#pragma once

#include "capabilities/matrix/ask.hpp"
#include "platform/http/response.hpp"
#include "platform/routes/row.hpp"

namespace kheo::matrix
{

struct Entry {
    std::string id; // stays the same when the entry changes
    std::string title;
    std::string text;
    std::string url;
    std::optional<Date> due;
    Date changed;
};

// Pure. Lines folded at 75 bytes between characters, text escaped.
std::string calendar_of(std::vector<Entry> const& entries, std::string_view name, Instant now);
std::string atom_of(std::vector<Entry> const& entries, std::string_view name, std::string_view address,
                    Instant now);

Outcome<http::Response> calendar(acts::Reading& reading, BoardQuery const& query);
Outcome<http::Response> public_calendar(acts::Reading& reading, BoardQuery const& query);
Outcome<http::Response> public_atom(acts::Reading& reading, BoardQuery const& query);

} // namespace kheo::matrix
