// SPDX-License-Identifier: AGPL-3.0-or-later
// What a text of the offices or of a portal says, piece by piece, each with its
// place in the text. Pure rules over words held as data; nothing is filled by
// guess: a partial number stays partial, an unknown year unknown.
#pragma once

#include <boost/json.hpp>

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace kheo::findings
{

// head: title, date, author; body; caption of a picture; furniture of the page.
enum class Zone { head, body, caption, furniture };
std::string_view name_of(Zone zone);

struct Found {
    std::string kind; // "doc_ref", "date", …: docs/extraction.md lists them
    std::string text; // as it stands in the text that came
    boost::json::value value;
    Zone zone = Zone::body;
    int line = 1;          // from 1
    std::size_t start = 0; // code points of the text that came
    std::size_t end = 0;
    boost::json::object attrs;
};

// Everything found, in order of place. `text` is UTF-8 in any normal form.
std::vector<Found> found(std::string_view text);

// One line of JSON, without its line end.
std::string json_line(std::string_view file, Found const& found);

} // namespace kheo::findings
