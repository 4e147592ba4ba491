// SPDX-License-Identifier: AGPL-3.0-or-later
// What this capability refuses. The ids never change.
#pragma once

#include "platform/problem/problem.hpp"

namespace kheo::reminders::problems
{

inline constexpr Refusal off{"reminders.off", 409, "Nơi này chưa gửi thư nhắc việc."};
inline constexpr Refusal bad_address{
    "reminders.bad_address", 422,
    "Xin ghi một địa chỉ thư, như lan.nt@tinh.gov.vn, không dấu, không khoảng trắng."};
inline constexpr Refusal already_given{"reminders.already_given", 409,
                                       "Bạn đã ghi một địa chỉ. Muốn đổi, xin xóa địa chỉ cũ trước."};
inline constexpr Refusal no_such_address{"reminders.no_such_address", 404,
                                         "Không có địa chỉ này, hoặc đã xóa."};
inline constexpr Refusal link_dead{"reminders.link_dead", 410,
                                   "Liên kết này đã hết hạn hoặc không phải của tài khoản đang đăng nhập."};
inline constexpr Refusal asked_too_often{"reminders.asked_too_often", 409,
                                         "Hôm nay đã gửi đủ 5 thư xác nhận. Xin thử lại vào ngày mai."};

} // namespace kheo::reminders::problems
