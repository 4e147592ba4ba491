// SPDX-License-Identifier: AGPL-3.0-or-later
// What the server itself refuses, whatever it serves.
#pragma once

#include "platform/problem/problem.hpp"

namespace kheo::http::problems
{

inline constexpr Refusal bad_request{"bad_request", 400, "Yêu cầu không đúng chuẩn HTTP."};
inline constexpr Refusal bad_address{"bad_address", 400, "Địa chỉ trang không hợp lệ."};
inline constexpr Refusal bad_encoding{
    "bad_encoding", 400, "Nội dung gửi lên có ký tự không đọc được. Xin gõ lại mục vừa dán rồi gửi lại."};
inline constexpr Refusal bad_form{"bad_form", 400, "Biểu mẫu gửi lên bị hỏng. Xin mở lại trang rồi gửi lại."};
inline constexpr Refusal too_many_fields{"too_many_fields", 413, "Biểu mẫu có quá nhiều mục."};
inline constexpr Refusal storage_full{
    "storage_full", 507, "Máy chủ hết chỗ lưu, nội dung vừa gửi chưa được lưu. Xin báo người quản trị."};
inline constexpr Refusal field_too_long{"field_too_long", 413, "Mục “{}” dài quá mức cho phép."};
inline constexpr Refusal body_too_large{"body_too_large", 413,
                                        "Nội dung gửi lên lớn hơn {}, mức nhận cho một lần gửi."};
inline constexpr Refusal file_too_large{
    "file_too_large", 413, "Tệp {}, mức nhận cho một tệp. Xin giảm dung lượng hoặc chia nhỏ rồi gửi lại."};
inline constexpr Refusal too_many_files{"too_many_files", 413,
                                        "Mỗi lần gửi nhiều nhất {} tệp. Xin chia thành nhiều lần."};
inline constexpr Refusal body_not_taken{"body_not_taken", 415,
                                        "Địa chỉ này không nhận kiểu nội dung vừa gửi."};
inline constexpr Refusal too_slow{"too_slow", 408, "Yêu cầu đến quá chậm nên đã dừng. Xin gửi lại."};
inline constexpr Refusal address_too_long{"address_too_long", 414, "Địa chỉ trang quá dài."};
inline constexpr Refusal head_too_large{"head_too_large", 431, "Phần đầu yêu cầu quá lớn."};
inline constexpr Refusal unknown_method{"unknown_method", 501, "Máy chủ không có phương thức này."};
inline constexpr Refusal failed{"failed", 500,
                                "Hệ thống gặp sự cố. Xin thử lại; nếu vẫn lỗi, báo quản trị mã sự cố {}."};
inline constexpr Refusal busy{"busy", 503, "Hệ thống đang quá tải. Xin thử lại sau ít giây."};

} // namespace kheo::http::problems
