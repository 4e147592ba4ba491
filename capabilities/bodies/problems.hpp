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

} // namespace kheo::bodies::problems
