// SPDX-License-Identifier: AGPL-3.0-or-later
// What registers refuse. The ids never change.
#pragma once

#include "platform/problem/problem.hpp"

namespace kheo::registers::problems
{

inline constexpr Refusal bad_line{"registers.bad_line", 422, "Dòng {} không phải một đối tượng JSON đúng."};
inline constexpr Refusal too_many_rows{
    "registers.too_many_rows", 422,
    "Sổ có quá nhiều dòng: mỗi tệp nhiều nhất {} dòng. Xin tách thành nhiều tệp."};
inline constexpr Refusal no_such_format{"registers.no_such_format", 422,
                                        "Xin chọn một trong các dạng tệp: csv, xlsx, jsonl."};

} // namespace kheo::registers::problems
