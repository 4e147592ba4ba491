// SPDX-License-Identifier: AGPL-3.0-or-later
// What somebody types into the search box, to the question of each engine: only
// letters, digits and the engine's own few signs reach it, the quotes in pairs.
#include "capabilities/search/query.hpp"
#include "platform/problem/problem.hpp"
#include "platform/text/text.hpp"

#include <algorithm>
#include <cstdint>

extern "C" int LLVMFuzzerTestOneInput(std::uint8_t const* data, std::size_t size)
{
    using namespace kheo;
    using namespace kheo::search;
    auto const typed = accepted({reinterpret_cast<char const*>(data), size});
    if (!typed)
        return 0;
    auto const asked = sought(*typed, Abbreviations());
    ensure(asked.terms.size() <= most_words, "no more words than are asked for");
    auto const reached = reaches(asked.terms);
    for (std::size_t at = 0; at < reached.size(); ++at) {
        auto const but_not = at == 0 ? std::nullopt : std::optional(reached[at - 1]);
        auto const match = for_fts5(asked.terms, reached[at], but_not, {{"_f_x"}});
        ensure(std::ranges::count(match, '"') % 2 == 0, "quotes in pairs");
        auto const vector = for_tsquery(asked.terms, reached[at], but_not, {{"_f_x"}});
        ensure(std::ranges::count(vector, '\'') % 2 == 0, "quotes in pairs");
        ensure(vector.find('\\') == vector.npos && match.find('\0') == match.npos, "no signs of escape");
    }
    return 0;
}
