// SPDX-License-Identifier: AGPL-3.0-or-later
#include "capabilities/areas/areas.hpp"

#include "capabilities/areas/area.sql.hpp"
#include "capabilities/search/search.hpp"

#include <mutex>

namespace kheo::areas
{

namespace
{
std::mutex mutex;
auto current = std::make_shared<Atlas const>(); // owned by mutex
} // namespace

std::shared_ptr<Atlas const> atlas()
{
    std::scoped_lock const lock(mutex);
    return current;
}

void put_atlas(std::shared_ptr<Atlas const> fresh)
{
    static std::once_flag told;
    std::call_once(told, [] {
        search::put_invented([](std::int64_t province) {
            auto const* const area = atlas()->newest({province});
            return area && area->demo;
        });
    });
    std::scoped_lock const lock(mutex);
    current = std::move(fresh);
}

std::vector<acts::Projection> projections()
{
    return {acts::projection<Area>("area", sql::all_areas, acts::by_all),
            acts::projection<AreaChange>("area_change", sql::all_area_changes, acts::by_all)};
}

} // namespace kheo::areas
