// SPDX-License-Identifier: AGPL-3.0-or-later
// What this capability refuses. The ids never change.
#pragma once

#include "platform/problem/problem.hpp"

namespace kheo::sessions::problems
{

// The same for a login that nobody has, a wrong password and an account out of use.
inline constexpr Refusal wrong_sign_in{
    "sessions.wrong_sign_in", 422,
    "Tên đăng nhập hoặc mật khẩu không đúng. Xin kiểm tra bộ gõ tiếng Việt và phím Caps Lock."};
inline constexpr Refusal too_many_tries{
    "sessions.too_many_tries", 429,
    "Đã thử quá nhiều lần. Xin đợi {} rồi thử lại. Nếu quên mật khẩu hoặc mất mã, xin nhờ người quản trị cấp "
    "liên kết mới."};
inline constexpr Refusal busy{"sessions.busy", 503,
                              "Đang có nhiều người đăng nhập cùng lúc. Xin bấm lại sau vài giây."};
inline constexpr Refusal took_too_long{"sessions.took_too_long", 422,
                                       "Bước đăng nhập trước đã quá lâu. Xin đăng nhập lại từ đầu."};
inline constexpr Refusal wrong_code{
    "sessions.wrong_code", 422,
    "Mã không đúng hoặc đã dùng. Xin đợi mã mới trong ứng dụng, hoặc gõ một mã chưa dùng trên thẻ."};
inline constexpr Refusal wrong_password{"sessions.wrong_password", 422, "Mật khẩu đang dùng không đúng."};
inline constexpr Refusal second_step_needed{"sessions.second_step_needed", 409,
                                            "Vai trò của tài khoản này bắt buộc có bước xác nhận thứ hai."};
inline constexpr Refusal no_such_session{"sessions.no_such_session", 404, "Không có lần đăng nhập này."};
inline constexpr Refusal no_such_token{"sessions.no_such_token", 404, "Không có mã truy cập này."};
inline constexpr Refusal too_many_tokens{
    "sessions.too_many_tokens", 409,
    "Nhiều nhất 10 mã truy cập còn hiệu lực. Xin thu hồi bớt mã không dùng."};
inline constexpr Refusal link_dead{
    "sessions.link_dead", 410,
    "Liên kết này đã dùng rồi, đã hết hạn hoặc không đúng. Xin nhờ người quản trị cấp liên kết mới."};

} // namespace kheo::sessions::problems
