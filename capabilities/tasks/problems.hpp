// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "platform/problem/problem.hpp"

namespace kheo::tasks::problems
{

inline constexpr Refusal dropped_before{"tasks.dropped_before", 409, "Nhiệm vụ này đã thôi giao."};
inline constexpr Refusal reason_needed{"tasks.reason_needed", 422, "Xin ghi lý do."};
inline constexpr Refusal answered_before{
    "tasks.answered_before", 409,
    "Đã có đơn vị trả lời theo kỳ của hạn cũ mà hạn mới không còn kỳ ấy, nên đổi thì mất phần trả lời. Xin "
    "thôi giao việc này và giao việc mới."};
inline constexpr Refusal leads_not{
    "tasks.leads_not", 422,
    "Cơ quan giao việc không giao chủ trì được cho “{}”: không phải cấp dưới, không cùng khối. Xin chuyển "
    "sang phối hợp, hoặc để cơ quan có thẩm quyền giao."};
inline constexpr Refusal document_withdrawn{"tasks.document_withdrawn", 409,
                                            "Văn bản đã rút khỏi thư viện nên chưa giao việc được."};
inline constexpr Refusal nothing_taken{
    "tasks.nothing_taken", 422,
    "Chưa đánh dấu nhiệm vụ nào. Xin đánh dấu “Giao việc này” ở ít nhất một mục."};
inline constexpr Refusal too_many{"tasks.too_many", 409,
                                  "Văn bản này đã có {} nhiệm vụ, là số nhiều nhất một văn bản giữ được."};
inline constexpr Refusal no_such_body{"tasks.no_such_body", 422,
                                      "Không có cơ quan, tổ chức “{}” trong địa bàn của cơ quan giao việc. "
                                      "Xin ghi đúng tên hoặc mã."};
inline constexpr Refusal several_bodies{"tasks.several_bodies", 422,
                                        "Có nhiều cơ quan tên “{}”: xin ghi mã cơ quan."};
inline constexpr Refusal not_in_text{
    "tasks.not_in_text", 422, "Không thấy câu này trong toàn văn. Xin chép đúng từng chữ, hoặc để trống."};

} // namespace kheo::tasks::problems
