// SPDX-License-Identifier: AGPL-3.0-or-later
// Every refusal of a spreadsheet. "{}" is the file's name or what it is.
#pragma once

#include "platform/problem/problem.hpp"

namespace kheo::sheets::problems
{

inline constexpr Refusal old_xls{
    "sheet_old_xls", 415, "Tệp .xls kiểu cũ chưa đọc được. Xin mở tệp và lưu thành .xlsx rồi gửi lại."};
inline constexpr Refusal other_type{
    "sheet_other_type", 415, "Tệp này là {}, không phải bảng tính. Xin gửi tệp .xlsx, .ods hoặc .csv."};
inline constexpr Refusal save_as_xlsx{"sheet_save_as_xlsx", 415,
                                      "Tệp này là {}. Xin mở tệp và lưu thành .xlsx rồi gửi lại."};
inline constexpr Refusal unknown_type{"sheet_unknown_type", 415,
                                      "Không nhận ra loại tệp. Xin gửi bảng tính .xlsx, .ods hoặc .csv."};
inline constexpr Refusal wrong_name{"sheet_wrong_name", 415,
                                    "Tên tệp là bảng tính nhưng bên trong là {}. Xin kiểm tra lại tệp."};
inline constexpr Refusal locked{"sheet_locked", 422,
                                "Tệp có đặt mật khẩu nên không đọc được. Xin bỏ mật khẩu rồi gửi lại."};
inline constexpr Refusal broken{"sheet_broken", 422,
                                "Tệp bị hỏng hoặc tải lên chưa trọn. Xin mở thử, lưu lại rồi gửi lại."};
inline constexpr Refusal empty{"sheet_empty", 422, "Tệp trống, không có dữ liệu nào."};
inline constexpr Refusal too_large{"sheet_too_large", 413,
                                   "Tệp lớn quá mức đọc được (50 MB, 5 triệu ô). Xin tách thành nhiều tệp."};
inline constexpr Refusal unsafe{
    "sheet_unsafe", 422,
    "Tệp có cấu trúc bất thường nên không mở để giữ an toàn. Xin lưu lại bằng Excel "
    "hoặc LibreOffice rồi gửi lại."};

} // namespace kheo::sheets::problems
