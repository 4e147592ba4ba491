// SPDX-License-Identifier: AGPL-3.0-or-later
// What can be wrong with a ledger's files that come from outside.
#pragma once

#include "platform/problem/problem.hpp"

namespace kheo::merkle::problems
{

inline constexpr Refusal bad_note{"ledger_bad_note", 422,
                                  "Không đúng dạng văn bản ký số của sổ kiểm chứng: {}."};
inline constexpr Refusal bad_key{"ledger_bad_key", 422,
                                 "Khóa công khai của sổ kiểm chứng không đúng dạng: {}."};
inline constexpr Refusal bad_checkpoint{"ledger_bad_checkpoint", 422,
                                        "Điểm chốt của sổ kiểm chứng không đúng dạng: {}."};
inline constexpr Refusal bad_receipt{"ledger_bad_receipt", 422, "Phiếu kiểm chứng không đúng dạng: {}."};
inline constexpr Refusal unsigned_note{"ledger_unsigned", 422, "Không có chữ ký nào của khóa đã biết ({})."};
inline constexpr Refusal false_signature{
    "ledger_false_signature", 422, "Chữ ký của {} SAI: nội dung đã bị sửa hoặc không phải do khóa này ký."};
inline constexpr Refusal other_origin{"ledger_other_origin", 422, "Đây là điểm chốt của một sổ khác: {}."};
inline constexpr Refusal not_included{
    "ledger_not_included", 422, "Phiếu SAI: nội dung này không nằm ở dòng {} của sổ mà điểm chốt đã ký."};
inline constexpr Refusal wrong_tile{"ledger_wrong_tile", 422,
                                    "Sổ SAI: tệp {} không khớp với các dòng của sổ."};
inline constexpr Refusal wrong_root{"ledger_wrong_root", 422,
                                    "Sổ SAI: tính lại từ mọi dòng không ra giá trị gốc đã ký ({})."};
inline constexpr Refusal shrunk{
    "ledger_shrunk", 409,
    "SỔ ĐÃ BỊ CẮT NGẮN, hoặc máy chủ đưa ra bản cũ: điểm chốt đã nhớ có nhiều dòng hơn ({})."};
inline constexpr Refusal forked{"ledger_forked", 409,
                                "SỔ ĐÃ BỊ VIẾT LẠI: các dòng cũ không còn như điểm chốt đã nhớ ({})."};

} // namespace kheo::merkle::problems
