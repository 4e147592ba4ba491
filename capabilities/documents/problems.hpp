// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "platform/problem/problem.hpp"

namespace kheo::documents::problems
{

inline constexpr Refusal secret{
    "document_secret", 422,
    "Văn bản có dấu {}. Khéo không nhận văn bản mật: không lưu, không đọc tiếp. Xin xử lý "
    "theo quy định về bảo vệ bí mật nhà nước."};
inline constexpr Refusal nothing_sent{"documents.nothing_sent", 422,
                                      "Xin chọn tệp hoặc dán nội dung văn bản."};
inline constexpr Refusal no_words{"documents.no_words", 422,
                                  "Tệp không có chữ nào đọc được. Xin quét lại rõ hơn hoặc gõ tay."};
inline constexpr Refusal no_such_body{"documents.no_such_body", 422,
                                      "Không có cơ quan, tổ chức “{}”. Xin ghi đúng tên hoặc mã."};
inline constexpr Refusal still_reading{"documents.still_reading", 409,
                                       "Tệp đang được đọc. Xin đợi đọc xong rồi xác nhận."};
inline constexpr Refusal not_read{"documents.not_read", 409, "Tệp này không đọc được nên chưa ghi được."};
inline constexpr Refusal reading_over{"documents.reading_over", 409, "Tệp này đã đọc xong."};
inline constexpr Refusal already_there{"documents.already_there", 409,
                                       "Văn bản này đã có trong thư viện: {}. Xin mở bản ghi ấy."};
inline constexpr Refusal not_the_issuer{
    "documents.not_the_issuer", 422,
    "Chỉ cơ quan ban hành ({}) hoặc cấp trên của cơ quan ấy công khai được văn bản này."};
inline constexpr Refusal private_data{
    "documents.private_data", 422,
    "Văn bản công khai không ghi số giấy tờ, số điện thoại, số tài khoản của người dân."};
inline constexpr Refusal zero_character{
    "documents.zero_character", 422,
    "Tệp có ký tự không phải chữ (U+0000). Xin lưu lại dưới dạng văn bản thường rồi gửi lại."};
inline constexpr Refusal import_opens_nothing{
    "documents.import_opens_nothing", 422,
    "Nạp nhiều văn bản thì chưa công khai được. Xin nạp xong, xem lại toàn văn rồi công khai từng văn bản."};
inline constexpr Refusal withdrawn_before{"documents.withdrawn_before", 409, "Văn bản này đã rút rồi."};
inline constexpr Refusal reach_same{"documents.reach_same", 409, "Phạm vi phổ biến đã là “{}”."};
inline constexpr Refusal allowed_needed{"documents.allowed_needed", 422,
                                        "Xin ghi chức vụ người cho phép phổ biến rộng hơn."};
inline constexpr Refusal reason_needed{"documents.reason_needed", 422, "Xin ghi lý do."};
inline constexpr Refusal not_seen_through{
    "documents.not_seen_through", 422, "Xin xem lại toàn văn trước khi công khai, rồi đánh dấu là đã xem."};
inline constexpr Refusal too_many_waiting{"documents.too_many_waiting", 409,
                                          "Còn {} tệp chờ xác nhận. Xin xác nhận hoặc bỏ bớt rồi gửi tiếp."};
inline constexpr Refusal all_known{"documents.all_known", 409, "Các văn bản này đều đã có trong thư viện."};

} // namespace kheo::documents::problems
