// SPDX-License-Identifier: AGPL-3.0-or-later
#include "capabilities/portal/place.hpp"

namespace kheo::portal
{

namespace
{
Place current; // written once, before the first request
} // namespace

void put_place(Place place)
{
    current = std::move(place);
}

Place const& place()
{
    return current;
}

bool is_open(std::string_view path)
{
    auto const* const row = current.table ? current.table->find(http::Method::get, path).row : nullptr;
    return row && row->permission.name == routes::anyone.name;
}

} // namespace kheo::portal
