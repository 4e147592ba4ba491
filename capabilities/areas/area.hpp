// SPDX-License-Identifier: AGPL-3.0-or-later
// Area (địa bàn): a geography that lasts, whose name, code, kind and parent
// hold for a period. Codes were reused, so an area is found by code and day.
#pragma once

#include "platform/acts/acts.hpp"
#include "platform/ids/ids.hpp"
#include "platform/time/time.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace kheo::areas
{

using AreaId = Id<struct AreaTag>;
using AreaPeriodId = Id<struct AreaPeriodTag>;

enum class AreaKind { province, city, commune, ward, special_zone, village, industrial_zone };
BOOST_DESCRIBE_ENUM(AreaKind, province, city, commune, ward, special_zone, village, industrial_zone)

// tỉnh, thành phố, xã, phường, đặc khu, thôn, khu công nghiệp
std::string_view label(AreaKind kind);
// The kind whose label begins the text ("Phường Ba Đình", "Thành phố trực
// thuộc trung ương"); nothing where none does.
std::optional<AreaKind> kind_of(std::string_view text);
// A province or a city under central rule.
bool is_provincial(AreaKind kind);
// A commune, a ward or a special zone.
bool is_communal(AreaKind kind);

// One period of an area. `valid_to` is the first day it no longer holds.
struct Area {
    AreaPeriodId id;
    std::int64_t version = 1;
    AreaId area;
    std::string code; // of the General Statistics Office
    std::string name; // "Ba Đình"
    std::string full_name;
    AreaKind kind = AreaKind::commune;
    AreaId parent; // none for a province
    Date valid_from;
    std::optional<Date> valid_to;
    std::string decision; // number of the document, "" where the source gives none
    bool demo = false;

    bool holds_on(Date day) const { return valid_from <= day && (!valid_to || day < *valid_to); }
};
BOOST_DESCRIBE_STRUCT(Area, (),
                      (id, version, area, code, name, full_name, kind, parent, valid_from, valid_to, decision,
                       demo))

enum class ChangeKind { merge, split, rename, abolish };
BOOST_DESCRIBE_ENUM(ChangeKind, merge, split, rename, abolish)

// From that day on, `to_area` follows `from_area`; the one principal successor
// takes open work, the others are offered it.
struct AreaChange {
    Id<struct AreaChangeTag> id;
    std::int64_t version = 1;
    ChangeKind kind = ChangeKind::merge;
    Date day;
    AreaId from_area;
    AreaId to_area;
    bool principal = true;
    std::string decision;
};
BOOST_DESCRIBE_STRUCT(AreaChange, (), (id, version, kind, day, from_area, to_area, principal, decision))

// How the acts see them (platform/acts): geography is open to all.
inline std::string_view object_kind(Area const&)
{
    return "area";
}
inline acts::Place place(Area const& area)
{
    return {.area = area.area.value};
}
inline acts::Visibility visibility(Area const&)
{
    return acts::Visibility::open;
}
inline std::string topics(Area const&)
{
    return "areas";
}
inline std::string_view object_kind(AreaChange const&)
{
    return "area_change";
}
inline acts::Place place(AreaChange const& change)
{
    return {.area = change.to_area.value};
}
inline acts::Visibility visibility(AreaChange const&)
{
    return acts::Visibility::open;
}
inline std::string topics(AreaChange const&)
{
    return "areas";
}

namespace may
{
inline constexpr acts::Permission import_areas{"areas.import"};
inline constexpr acts::Permission change_areas{"areas.change"};
} // namespace may

} // namespace kheo::areas
