// SPDX-License-Identifier: AGPL-3.0-or-later
#include "capabilities/bodies/body.hpp"

#include <array>

namespace kheo::bodies
{

std::string_view label(Line line)
{
    static constexpr std::array<std::string_view, 5> labels{"Đảng", "Chính quyền", "Mặt trận và đoàn thể",
                                                            "Lực lượng vũ trang", "Khác"};
    return labels.at(std::size_t(line));
}

} // namespace kheo::bodies
