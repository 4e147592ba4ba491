// SPDX-License-Identifier: AGPL-3.0-or-later
// A situation of the demo with words in its gaps: "{village} has {n1} homes".
#pragma once

#include <algorithm>
#include <string>
#include <string_view>

namespace kheo::bench
{

enum class Gap { figure, year, name };

// `word(gap)` fills each gap.
template <class Word>
std::string filled(std::string_view pattern, Word const& word)
{
    std::string out;
    while (!pattern.empty()) {
        auto const open = std::min(pattern.find('{'), pattern.size());
        out += pattern.substr(0, open);
        pattern.remove_prefix(open);
        if (pattern.empty())
            break;
        auto const close = std::min(pattern.find('}'), pattern.size() - 1);
        auto const name = pattern.substr(1, close - 1);
        out += word(name.size() == 2 && name.starts_with("n") ? Gap::figure
                    : name.ends_with("year")                  ? Gap::year
                                                              : Gap::name);
        pattern.remove_prefix(close + 1);
    }
    return out;
}

} // namespace kheo::bench
