// SPDX-License-Identifier: AGPL-3.0-or-later
// Refusals of a document that is to be read.
#pragma once

#include "platform/problem/problem.hpp"

namespace kheo::papers::problems
{

inline constexpr Refusal empty{"paper_empty", 422, "Tệp trống, không có chữ nào. Xin chọn lại tệp."};
inline constexpr Refusal locked{"paper_locked", 422,
                                "Tệp có đặt mật khẩu nên không đọc được. Xin bỏ mật khẩu rồi gửi lại."};
inline constexpr Refusal broken{"paper_broken", 422,
                                "Tệp bị hỏng hoặc tải lên chưa trọn. Xin mở thử, lưu lại rồi gửi lại."};
inline constexpr Refusal unsafe{"paper_unsafe", 422,
                                "Tệp có cấu trúc bất thường nên không mở để giữ an toàn. Xin lưu lại bằng "
                                "Word hoặc LibreOffice rồi gửi lại."};
inline constexpr Refusal macros{"paper_macros", 415,
                                "Tệp có chứa macro nên không nhận. Xin lưu lại thành .docx không có macro."};
inline constexpr Refusal too_many_pages{
    "paper_too_many_pages", 413, "Văn bản dài {} trang, chỉ đọc đến 200 trang. Xin tách thành nhiều tệp."};
inline constexpr Refusal page_too_large{"paper_page_too_large", 413,
                                        "Có trang khổ quá lớn ({}) nên không đọc. Xin quét lại khổ A4."};
inline constexpr Refusal other_type{
    "paper_other_type", 415,
    "Tệp này là {}, chưa đọc thành văn bản được. Xin gửi PDF, Word (.docx), .odt, .txt hoặc ảnh chụp."};
inline constexpr Refusal save_as_docx{
    "paper_save_as_docx", 415,
    "Tệp .doc, .rtf kiểu cũ chưa đọc được trên máy này. Xin mở tệp và lưu thành .docx rồi gửi lại."};
inline constexpr Refusal not_text{
    "paper_not_text", 422,
    "Chữ trong tệp không phải Unicode, và không có tên phông nào cho biết chắc là TCVN3 hay VNI. Xin mở "
    "bằng Word, chọn lại phông cũ (như .VnTime, VNI-Times) rồi lưu thành .docx, hoặc lưu lại dạng Unicode."};
inline constexpr Refusal not_a_message{"paper_not_a_message", 422,
                                       "Tệp XML này không phải gói tin văn bản (edXML) đọc được. Xin gửi "
                                       "chính tệp văn bản: PDF, .docx hoặc ảnh."};
inline constexpr Refusal only_status{
    "paper_only_status", 422,
    "Gói tin này chỉ báo trạng thái xử lý, không mang văn bản nào nên không ghi vào thư viện."};
inline constexpr Refusal no_reader{
    "paper_no_reader", 503,
    "Máy chủ chưa có bộ nhận dạng chữ tiếng Việt nên chưa đọc được bản chụp. Xin báo người quản trị."};

} // namespace kheo::papers::problems
