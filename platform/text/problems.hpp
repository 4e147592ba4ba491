// SPDX-License-Identifier: AGPL-3.0-or-later
// Refusals about text, numbers and CSV, whoever sends them.
#pragma once

#include "platform/problem/problem.hpp"

namespace kheo::problems
{

inline constexpr Refusal text_not_utf8{"text_not_utf8", 422,
                                       "Nội dung không đúng bảng mã Unicode (UTF-8). Xin gõ hoặc chép lại."};
inline constexpr Refusal text_has_control{
    "text_has_control", 422,
    "Nội dung có ký tự điều khiển không hiển thị được, ở ký tự thứ {}. Xin xóa đi rồi gửi lại."};
inline constexpr Refusal number_unclear{
    "number_unclear", 422,
    "“{}” chưa phải là số viết theo kiểu Việt Nam. Ví dụ viết đúng: 1234; 1.234; 1.234,5."};
inline constexpr Refusal number_too_large{"number_too_large", 422, "Số “{}” quá lớn."};
inline constexpr Refusal number_in_words{"number_in_words", 422,
                                         "“{}”: xin viết đủ bằng chữ số, không viết kèm nghìn, triệu, tỷ."};

inline constexpr Refusal csv_not_utf8{
    "csv_not_utf8", 422,
    "Tệp CSV không phải bảng mã UTF-8. Trong Excel xin chọn Lưu thành ▸ “CSV UTF-8”, hoặc lưu thành .xlsx."};
inline constexpr Refusal csv_broken_quotes{"csv_broken_quotes", 422,
                                           "Tệp CSV có dấu nháy kép đặt sai ở dòng {}."};
inline constexpr Refusal csv_too_large{"csv_too_large", 413, "Tệp CSV quá lớn: {}."};
inline constexpr Refusal csv_no_column{"csv_no_column", 422, "Tệp CSV thiếu cột “{}”."};
inline constexpr Refusal csv_twice_column{"csv_twice_column", 422, "Tệp CSV có hai cột “{}”."};
inline constexpr Refusal csv_ragged{"csv_ragged", 422, "Dòng {} của tệp CSV có nhiều ô hơn dòng tiêu đề."};

} // namespace kheo::problems
