// SPDX-License-Identifier: AGPL-3.0-or-later
// All areas and their changes in memory: who stood where on a day, what became
// of an old one. Immutable; a new one is loaded when an area changes.
#pragma once

#include "capabilities/areas/area.hpp"
#include "platform/db/db.hpp"

#include <memory>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace kheo::areas
{

class Atlas
{
  public:
    Atlas() = default;
    Atlas(std::vector<Area> periods, std::vector<AreaChange> changes);

    // The area as it was on that day; null where it did not exist.
    Area const* on(AreaId area, Date day) const;
    // Its newest period, for an area that may be gone.
    Area const* newest(AreaId area) const;
    // By the statistical code as it was used on that day; null where unused.
    Area const* by_code(std::string_view code, Date day) const;
    // All areas of that name on that day, marks and case ignored ("ba dinh",
    // "Phường Ba Đình"); under `parent` where one is given.
    std::vector<Area const*> by_name(std::string_view name, Date day, AreaId parent = {}) const;
    // By any name it ever had.
    std::vector<Area const*> by_any_name(std::string_view name) const;

    // The area that follows this one today, by principal successors; itself
    // where nothing changed.
    AreaId area_today(AreaId area, Date today) const;
    // Its changes, oldest first, where it is the one that ended or the one that began.
    std::vector<AreaChange> changes_of(AreaId area) const;

    // Direct children on that day, in name order.
    std::vector<Area const*> children(AreaId parent, Date day) const;
    std::vector<Area const*> provinces(Date day) const { return children({}, day); }
    // The province it lies in (itself, if it is one); null where none.
    Area const* province_of(AreaId area, Date day) const;
    // Whether `inner` is `outer` or lies in it on that day; walks at most six parents.
    bool within(AreaId inner, AreaId outer, Date day) const;
    // "Phường Ba Đình, Thành phố Hà Nội"; as the area was on that day.
    std::string full_name(AreaId area, Date day) const;

    std::vector<Area> const& periods() const { return periods_; }

  private:
    std::vector<Area> periods_;
    std::vector<AreaChange> changes_;
    std::unordered_map<std::int64_t, std::vector<std::size_t>> by_area_;
    std::unordered_map<std::string, std::vector<std::size_t>> by_code_;
    std::unordered_map<std::string, std::vector<std::size_t>> by_name_; // folded
    std::unordered_map<std::int64_t, std::vector<std::size_t>> by_parent_;
};

// Reads every period and change.
std::shared_ptr<Atlas const> load_atlas(db::Connection& db);

} // namespace kheo::areas
