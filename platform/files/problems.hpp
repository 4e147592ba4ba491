// SPDX-License-Identifier: AGPL-3.0-or-later
// Every refusal of an uploaded file as such; those about what is inside a
// spreadsheet are in platform/sheets/problems.hpp.
#pragma once

#include "platform/problem/problem.hpp"

namespace kheo::files::problems
{

inline constexpr Refusal empty{"file_empty", 422, "Tệp trống. Xin chọn lại tệp."};
inline constexpr Refusal too_large{"file_too_large", 413, "Tệp quá lớn: chỉ nhận tệp đến {}."};
inline constexpr Refusal type_not_taken{"file_type_not_taken", 415,
                                        "Chưa nhận loại tệp này ({}). Xin gửi PDF, Word (.docx), Excel "
                                        "(.xlsx), .odt, .ods, .csv hoặc ảnh JPEG, PNG, WebP."};
inline constexpr Refusal wrong_name{"file_wrong_name", 415,
                                    "Tên tệp và nội dung không khớp: bên trong là {}."};
inline constexpr Refusal cut_off{
    "file_cut_off", 422,
    "Tệp PDF bị hỏng hoặc chưa tải hết: thiếu phần cuối. Xin mở thử, xuất lại rồi gửi lại."};
inline constexpr Refusal no_sandbox{"file_no_sandbox", 503,
                                    "Máy chủ chưa mở được vùng cách ly để đọc tệp an toàn nên tạm thời không "
                                    "nhận tệp. Xin báo người quản trị."};
inline constexpr Refusal reading_failed{
    "file_reading_failed", 422,
    "Không đọc được tệp này: tệp bị hỏng hoặc quá phức tạp. Xin mở thử, lưu lại rồi gửi lại."};
inline constexpr Refusal reading_too_long{
    "file_reading_too_long", 422,
    "Đọc tệp này quá lâu nên đã dừng lại. Xin tách thành tệp nhỏ hơn rồi gửi lại."};
inline constexpr Refusal reading_stopped{"file_reading_stopped", 409, "Đã dừng đọc tệp theo yêu cầu."};
inline constexpr Refusal image_too_large{"file_image_too_large", 413,
                                         "Ảnh quá lớn: chỉ nhận ảnh đến 40 triệu điểm ảnh."};
inline constexpr Refusal not_an_image{
    "file_not_an_image", 415, "Tệp này là {}, chưa dùng làm ảnh được. Xin gửi ảnh JPEG, PNG hoặc WebP."};

} // namespace kheo::files::problems
