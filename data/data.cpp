// SPDX-License-Identifier: AGPL-3.0-or-later
#include "data/data.hpp"

#include "platform/problem/problem.hpp"

#include <algorithm>
#include <span>
#include <string>

namespace kheo::data
{

std::string_view file(std::string_view name)
{
    auto const all = std::span(facts, fact_count);
    auto const found =
        std::ranges::find(all, name, [](Fact const& fact) { return std::string_view(fact.name); });
    ensure(found != all.end(), "no such file in data/");
    return {found->begin, std::size_t(found->end - found->begin)};
}

} // namespace kheo::data
