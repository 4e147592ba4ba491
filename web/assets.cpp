// SPDX-License-Identifier: AGPL-3.0-or-later
#include "web/assets.hpp"

#include "platform/problem/problem.hpp"

#include <algorithm>

namespace kheo::web
{

std::string_view asset(std::string_view name)
{
    auto const table = assets();
    auto const found = std::ranges::find(table, name, &Asset::name);
    ensure(found != table.end(), "web/ builds no asset of this name");
    return found->address;
}

Asset const* served_asset(std::string_view address)
{
    auto const table = assets();
    auto const found = std::ranges::lower_bound(table, address, {}, &Asset::address);
    return found != table.end() && found->address == address ? &*found : nullptr;
}

} // namespace kheo::web
