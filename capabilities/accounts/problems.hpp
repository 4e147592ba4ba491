// SPDX-License-Identifier: AGPL-3.0-or-later
// What this capability refuses. The ids never change.
#pragma once

#include "platform/problem/problem.hpp"

namespace kheo::accounts::problems
{

inline constexpr Refusal bad_login{
    "accounts.bad_login", 422,
    "Tên đăng nhập gồm 3 đến 40 chữ thường không dấu, số, dấu chấm, gạch ngang, và bắt đầu bằng chữ."};
inline constexpr Refusal login_taken{"accounts.login_taken", 409, "Tên đăng nhập này đã có người dùng."};
inline constexpr Refusal no_such_role{"accounts.no_such_role", 422, "Không có vai trò này."};
inline constexpr Refusal no_such_body{"accounts.no_such_body", 422,
                                      "Không có cơ quan, tổ chức mang mã này vào ngày đã chọn."};
inline constexpr Refusal body_needed{"accounts.body_needed", 422,
                                     "Vai trò này phải gắn với một cơ quan, tổ chức."};
inline constexpr Refusal yourself{"accounts.yourself", 409,
                                  "Không tự ngừng tài khoản của mình được. Xin nhờ một người quản trị khác."};
inline constexpr Refusal not_active{"accounts.not_active", 409, "Tài khoản này đã ngừng dùng."};
inline constexpr Refusal already_active{"accounts.already_active", 409, "Tài khoản này đang dùng."};
inline constexpr Refusal post_ended{"accounts.post_ended", 409, "Vị trí này đã kết thúc."};
inline constexpr Refusal ends_before_it_begins{"accounts.ends_before_it_begins", 422,
                                               "Ngày kết thúc không được trước ngày bắt đầu giữ vị trí."};
inline constexpr Refusal same_person{"accounts.same_person", 422, "Người nhận bàn giao phải là người khác."};
inline constexpr Refusal no_such_account{"accounts.no_such_account", 422,
                                         "Không có tài khoản nào mang tên đăng nhập này."};
inline constexpr Refusal nobody_chosen{"accounts.nobody_chosen", 422, "Chưa chọn tài khoản nào."};
inline constexpr Refusal bad_sheet{"accounts.bad_sheet", 422, "{}"};
inline constexpr Refusal too_many_rows{"accounts.too_many_rows", 422,
                                       "Mỗi bảng nhiều nhất 500 người. Xin tách thành nhiều bảng."};
inline constexpr Refusal sheet_changed{
    "accounts.sheet_changed", 409,
    "Từ lúc xem trước đến nay có dòng không còn đúng. Chưa tạo tài khoản nào; xin nạp lại bảng."};

} // namespace kheo::accounts::problems
