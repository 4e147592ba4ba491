// SPDX-License-Identifier: AGPL-3.0-or-later
// An invented province for the tests: three communes, one of which took in a
// fourth, their bodies, and a few registrations of two years.
#pragma once

#include "capabilities/reports/summary.hpp"

namespace kheo::reports::sample
{

inline constexpr AreaId province{1}, an_binh{11}, phu_loc{12}, tan_hoa{13}, hoa_lac{14}, other_province{2};

inline Date day(int year, int month, int day)
{
    return *date_of({year, month, day});
}
inline Instant noon(int year, int month, int at)
{
    return {std::int64_t(day(year, month, at).day) * 86'400'000 + 5 * 3'600'000};
}

inline areas::Area area(AreaId id, std::string name, areas::AreaKind kind, AreaId parent)
{
    return {.id = {id.value + 1000},
            .area = id,
            .code = std::to_string(id.value),
            .name = name,
            .full_name = std::string(kind == areas::AreaKind::province ? "Tỉnh " : "Xã ") + name,
            .kind = kind,
            .parent = parent,
            .valid_from = day(2020, 1, 1)};
}

inline areas::Atlas atlas()
{
    constexpr auto commune = areas::AreaKind::commune;
    auto gone = area(hoa_lac, "Hòa Lạc", commune, province);
    gone.valid_to = day(2026, 7, 1);
    return areas::Atlas({area(province, "Minh Họa", areas::AreaKind::province, {}),
                         area(other_province, "Thử Nghiệm", areas::AreaKind::province, {}),
                         area(tan_hoa, "Tân Hòa", commune, province),
                         area(an_binh, "An Bình", commune, province),
                         area(phu_loc, "Phú Lộc", commune, province), gone},
                        {{.id = {1}, .day = day(2026, 7, 1), .from_area = hoa_lac, .to_area = phu_loc}});
}

inline bodies::Body body(std::int64_t id, std::string name, bodies::Line line, AreaId area,
                         bool contact = false)
{
    return {.id = {id + 1000},
            .body = {id},
            .code = "MH" + std::to_string(id),
            .name = std::move(name),
            .line = line,
            .area = area,
            .contact = contact,
            .valid_from = day(2020, 1, 1)};
}

inline constexpr BodyId tinh_uy{101}, an_binh_party{111}, an_binh_committee{112}, phu_loc_party{121},
    tan_hoa_party{131}, hoa_lac_party{141};

inline bodies::Directory directory()
{
    using enum bodies::Line;
    auto gone = body(hoa_lac_party.value, "Đảng ủy xã Hòa Lạc", dang, hoa_lac);
    gone.valid_to = day(2026, 7, 1);
    return bodies::Directory(
        {body(tinh_uy.value, "Tỉnh ủy Minh Họa", dang, province),
         body(an_binh_party.value, "Đảng ủy xã An Bình", dang, an_binh, true),
         body(an_binh_committee.value, "Ủy ban nhân dân xã An Bình", chinh_quyen, an_binh),
         body(phu_loc_party.value, "Đảng ủy xã Phú Lộc", dang, phu_loc, true),
         body(tan_hoa_party.value, "Đảng ủy xã Tân Hòa", dang, tan_hoa, true), gone});
}

inline BodyId party_of(AreaId area)
{
    return area == an_binh   ? an_binh_party
           : area == phu_loc ? phu_loc_party
           : area == tan_hoa ? tan_hoa_party
           : area == hoa_lac ? hoa_lac_party
                             : tinh_uy;
}

inline Entered entered(std::int64_t model, int year, AreaId area)
{
    return {.model = {model},
            .year = year,
            .kind = "mo_hinh",
            .body = party_of(area),
            .area = area,
            .field = "kinh_te",
            .title = "Mô hình " + std::to_string(model),
            .registered_on = day(year, 3, 1),
            .entered_at = noon(year, 3, 2),
            .model_year = 2026};
}

// Model by model: 1 An Bình new in 2025, kept in 2026, received and published;
// 2 An Bình new, waiting; 3 An Bình an exemplar, replicated, returned; 4 Hòa Lạc
// (now Phú Lộc) new in 2026; 5 Tân Hòa 2025 alone; 6 Phú Lộc registered in
// December 2025; 7 a person, of the province.
inline std::vector<Entered> entries()
{
    auto list = std::vector{entered(1, 2025, an_binh), entered(1, 2026, an_binh), entered(2, 2026, an_binh),
                            entered(3, 2026, an_binh), entered(4, 2026, hoa_lac), entered(5, 2025, tan_hoa),
                            entered(6, 2025, phu_loc), entered(7, 2026, province)};
    list[0].published = list[1].published = true;
    list[1].entry = models::Entry::duy_tri;
    list[1].stage = models::Stage::received;
    list[3].kind = "dien_hinh_tap_the";
    list[3].entry = models::Entry::nhan_rong;
    list[3].stage = models::Stage::returned;
    list[3].field = "van_hoa_xa_hoi";
    list[6].registered_on = day(2025, 12, 10);
    list[7].kind = "dien_hinh_ca_nhan";
    return list;
}

inline Scope scope(Group group = Group::commune)
{
    return {.year = 2026,
            .as_of = day(2026, 11, 21),
            .area = province,
            .group = group,
            .today = day(2026, 11, 21)};
}

} // namespace kheo::reports::sample
