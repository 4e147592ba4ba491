// SPDX-License-Identifier: AGPL-3.0-or-later
// What this capability refuses. The ids never change.
#pragma once

#include "platform/problem/problem.hpp"

namespace kheo::bodies::problems
{

inline constexpr Refusal no_such_area{"bodies.no_such_area", 422, "Địa bàn này không có vào ngày đã chọn."};
inline constexpr Refusal no_such_superior{"bodies.no_such_superior", 422,
                                          "Cơ quan cấp trên này không có vào ngày đã chọn."};
inline constexpr Refusal contact_taken{"bodies.contact_taken", 409, "Địa bàn đã có đầu mối dân vận: {}."};
inline constexpr Refusal code_taken{"bodies.code_taken", 409, "Mã cơ quan này đã dùng."};

inline constexpr Refusal no_such_province{"bodies.no_such_province", 422,
                                          "Không có tỉnh, thành phố mang mã {} hôm nay."};
inline constexpr Refusal no_communes{"bodies.no_communes", 409,
                                     "{} chưa có xã, phường, đặc khu nào. Xin nạp địa bàn trước."};
inline constexpr Refusal empty_sheet{"bodies.empty_sheet", 422, "Bảng chưa có dòng nào dưới dòng tiêu đề."};
inline constexpr Refusal too_many_rows{"bodies.too_many_rows", 422,
                                       "Mỗi bảng nhiều nhất 5.000 dòng. Xin tách thành nhiều bảng."};
inline constexpr Refusal bad_rows{"bodies.bad_rows", 422,
                                  "Có dòng cần sửa nên chưa thêm cơ quan nào. Sửa trong bảng rồi nạp lại."};
inline constexpr Refusal ended_already{"bodies.ended_already", 409, "Cơ quan này đã kết thúc từ ngày {}."};
inline constexpr Refusal before_it_began{"bodies.before_it_began", 422,
                                         "Ngày phải sau ngày bắt đầu thời kỳ này: {}."};
inline constexpr Refusal still_above{"bodies.still_above", 409,
                                     "Còn cơ quan trực thuộc từ ngày ấy: {}. Xin đổi cấp trên của nó trước."};
inline constexpr Refusal no_such_code{"bodies.no_such_code", 422, "Không có cơ quan mang mã {} hôm nay."};
inline constexpr Refusal no_such_successor{
    "bodies.no_such_successor", 422,
    "Cơ quan nhận việc phải là cơ quan khác, ở cùng địa bàn hay địa bàn cấp trên, có vào ngày đã chọn."};
inline constexpr Refusal name_a_successor{
    "bodies.name_a_successor", 422,
    "Chưa biết cơ quan nào giữ tiếp việc đang mở. Xin chọn cơ quan nhận việc."};
inline constexpr Refusal circle{"bodies.circle", 422,
                                "Cơ quan cấp trên không thể là chính nó hay cơ quan trực thuộc nó."};
inline constexpr Refusal name_taken{"bodies.name_taken", 409, "Địa bàn đã có cơ quan tên này, mã {}."};
inline constexpr Refusal nothing_changed{"bodies.nothing_changed", 422, "Chưa có gì khác với hiện nay."};

} // namespace kheo::bodies::problems
