// SPDX-License-Identifier: AGPL-3.0-or-later
// What this capability refuses. The ids never change.
#pragma once

#include "platform/problem/problem.hpp"

namespace kheo::areas::problems
{

inline constexpr Refusal bad_file{"areas.bad_file", 422, "Tệp địa bàn có dòng sai. Chưa nạp dòng nào."};
inline constexpr Refusal no_such_code{"areas.no_such_code", 422,
                                      "Không có địa bàn mã {} vào hôm trước ngày đó."};
inline constexpr Refusal changed_later{"areas.changed_later", 409, "{} đã có thay đổi ghi cho ngày khác."};
inline constexpr Refusal code_in_use{"areas.code_in_use", 409, "Mã này đang dùng cho {}."};
inline constexpr Refusal unclear_new_area{"areas.unclear_new_area", 422,
                                          "“{}”: xin ghi mã rồi tên đầy đủ, ví dụ “90005 Xã Suối Mây”."};
inline constexpr Refusal wrong_count{
    "areas.wrong_count", 422,
    "Nhập: một hay nhiều địa bàn cũ vào một địa bàn. Chia, giải thể: một địa bàn cũ, ít nhất "
    "một nơi tiếp nhận. Đổi tên: một địa bàn cũ, một tên mới."};
inline constexpr Refusal other_level{"areas.other_level", 422,
                                     "{} không cùng cấp: xã nhập vào xã, tỉnh nhập vào tỉnh."};
inline constexpr Refusal changes_nothing{
    "areas.changes_nothing", 422, "{} vừa là nơi cũ vừa là nơi tiếp nhận duy nhất: không có gì thay đổi."};
inline constexpr Refusal named_with_its_own{
    "areas.named_with_its_own", 422, "{} được kể hai lần: cùng địa bàn cấp trên của nó. Xin chỉ ghi một."};
inline constexpr Refusal facts_first{
    "areas.facts_first", 409,
    "Đã có tỉnh nạp từ tệp. Dữ kiện về các tỉnh qua các thời kỳ phải được nạp trước các tệp địa bàn."};
inline constexpr Refusal nothing_here{"areas.not_found", 404, "Không có địa bàn này."};

inline constexpr Refusal private_data{"areas.private_data", 422,
                                      "Còn thông tin riêng của người dân. Xin viết lại những chỗ này trước."};
} // namespace kheo::areas::problems
