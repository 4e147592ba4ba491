// SPDX-License-Identifier: AGPL-3.0-or-later
#include "platform/db/statement.hpp"

#include "platform/problem/problem.hpp"

#include <algorithm>

namespace kheo::db
{

namespace
{

std::vector<Statement const*>& registry()
{
    static std::vector<Statement const*> statements;
    return statements;
}

} // namespace

Registration::Registration(std::span<Statement const* const> statements)
{
    registry().insert(registry().end(), statements.begin(), statements.end());
}

std::vector<Statement const*> registered_statements()
{
    auto sorted = registry();
    std::sort(sorted.begin(), sorted.end(), [](auto* a, auto* b) { return a->name < b->name; });
    auto const twice =
        std::adjacent_find(sorted.begin(), sorted.end(), [](auto* a, auto* b) { return a->name == b->name; });
    ensure(twice == sorted.end(), "two statements share a name");
    return sorted;
}

} // namespace kheo::db
