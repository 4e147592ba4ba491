// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "platform/problem/problem.hpp"

namespace kheo::documents::problems
{

inline constexpr Refusal secret{
    "document_secret", 422,
    "Văn bản có dấu {}. Khéo không nhận văn bản mật: không lưu, không đọc tiếp. Xin xử lý "
    "theo quy định về bảo vệ bí mật nhà nước."};

} // namespace kheo::documents::problems
