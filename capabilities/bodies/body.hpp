// SPDX-License-Identifier: AGPL-3.0-or-later
// Body (cơ quan, tổ chức): has an area, a line and a superior by period. A
// commune is several bodies; one of them is its đầu mối dân vận.
#pragma once

#include "capabilities/areas/areas.hpp"

#include <optional>
#include <string>
#include <string_view>

namespace kheo::bodies
{

using areas::AreaId;
using BodyId = Id<struct BodyTag>;
using BodyPeriodId = Id<struct BodyPeriodTag>;

// Đảng, chính quyền, Mặt trận và đoàn thể, lực lượng vũ trang, khác. The names
// are those of import and export.
enum class Line { dang, chinh_quyen, mat_tran_doan_the, luc_luong_vu_trang, khac };
BOOST_DESCRIBE_ENUM(Line, dang, chinh_quyen, mat_tran_doan_the, luc_luong_vu_trang, khac)

std::string_view label(Line line);
// As people type it: the name of import and export, the label or a usual short
// form, case and marks forgiven.
std::optional<Line> line_of(std::string_view typed);

// One period of a body. `valid_to` is the first day it no longer holds.
struct Body {
    BodyPeriodId id;
    std::int64_t version = 1;
    BodyId body;
    std::string code; // of the installation's own: "MH001-DU"; "" is not allowed
    std::string name; // "Đảng ủy xã …"
    Line line = Line::khac;
    AreaId area;
    BodyId superior;      // none at the top
    bool contact = false; // the commune's đầu mối dân vận
    Date valid_from;
    std::optional<Date> valid_to;
    std::string decision;
    bool demo = false;

    bool holds_on(Date day) const { return valid_from <= day && (!valid_to || day < *valid_to); }
};
BOOST_DESCRIBE_STRUCT(Body, (),
                      (id, version, body, code, name, line, area, superior, contact, valid_from, valid_to,
                       decision, demo))

// Whom a body named to take its open work when it ended; none where it named
// nobody. Its last period says so: it holds on no day, and its superior is that body.
inline BodyId successor_of(Body const& last)
{
    return last.valid_to == last.valid_from ? last.superior : BodyId();
}

inline std::string_view object_kind(Body const&)
{
    return "body";
}
inline acts::Place place(Body const& body)
{
    return {.area = body.area.value, .body = body.body.value};
}
inline acts::Visibility visibility(Body const&)
{
    return acts::Visibility::open;
}
inline std::string topics(Body const& body)
{
    return "bodies areas/" + shown(body.area);
}

namespace may
{
inline constexpr acts::Permission add_bodies{"bodies.add"};
inline constexpr acts::Permission change_bodies{"bodies.change"};
} // namespace may

} // namespace kheo::bodies
