// SPDX-License-Identifier: AGPL-3.0-or-later
// Puts the demo into an empty installation, by the same acts as real work.
#pragma once

#include "capabilities/demo/story.hpp"

namespace kheo::demo
{

struct Loaded {
    std::int64_t areas = 0;
    std::int64_t bodies = 0;
    std::int64_t models = 0;
    std::int64_t entries = 0; // registrations of a year
    std::int64_t published = 0;
    std::int64_t acts = 0;
};
BOOST_DESCRIBE_STRUCT(Loaded, (), (areas, bodies, models, entries, published, acts))

// The code of home(), which a start must not read all texts to know.
inline constexpr std::string_view home_code = "MH";

// Logins that `kheo serve` opens links for, in the demo alone.
inline constexpr std::string_view officer_of_commune = "canbo.mh001";
inline constexpr std::string_view officer_of_province = "canbo.tinh";
inline constexpr std::string_view appraiser = "thamdinh.1";
inline constexpr std::string_view administrator = "quantri";

// All of it in the one transaction of `work`, which says at its end that this
// installation is a demo. Refuses demo.not_empty.
Outcome<Loaded> load(acts::Work& work, Story const& story, Land const& land);

// Whether this installation is a demo, by what `load` stored.
bool is_demo(db::Connection& db);
// Whether anything was ever done here.
bool is_empty(db::Connection& db);

namespace problems
{
inline constexpr Refusal not_empty{"demo.not_empty", 409,
                                   "Nơi lưu này đã có dữ liệu. Dữ liệu minh họa chỉ nạp vào nơi còn trống; "
                                   "xin chọn thư mục KHEO_DATA khác."};
} // namespace problems

} // namespace kheo::demo
