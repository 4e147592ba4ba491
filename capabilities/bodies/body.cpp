// SPDX-License-Identifier: AGPL-3.0-or-later
#include "capabilities/bodies/body.hpp"

#include "platform/text/text.hpp"

#include <array>
#include <utility>

namespace kheo::bodies
{

std::string_view label(Line line)
{
    static constexpr std::array<std::string_view, 5> labels{"Đảng", "Chính quyền", "Mặt trận và đoàn thể",
                                                            "Lực lượng vũ trang", "Khác"};
    return labels.at(std::size_t(line));
}

std::optional<Line> line_of(std::string_view typed)
{
    using enum Line;
    static constexpr std::array<std::pair<std::string_view, Line>, 22> words{{
        {"dang", dang},
        {"khoi dang", dang},
        {"co quan dang", dang},
        {"chinh_quyen", chinh_quyen},
        {"chinh quyen", chinh_quyen},
        {"khoi chinh quyen", chinh_quyen},
        {"nha nuoc", chinh_quyen},
        {"co quan nha nuoc", chinh_quyen},
        {"mat_tran_doan_the", mat_tran_doan_the},
        {"mat tran va doan the", mat_tran_doan_the},
        {"mat tran, doan the", mat_tran_doan_the},
        {"mat tran - doan the", mat_tran_doan_the},
        {"mat tran doan the", mat_tran_doan_the},
        {"mat tran", mat_tran_doan_the},
        {"mttq", mat_tran_doan_the},
        {"doan the", mat_tran_doan_the},
        {"mttq va doan the", mat_tran_doan_the},
        {"luc_luong_vu_trang", luc_luong_vu_trang},
        {"luc luong vu trang", luc_luong_vu_trang},
        {"llvt", luc_luong_vu_trang},
        {"vu trang", luc_luong_vu_trang},
        {"khac", khac},
    }};
    auto const key = folded(tidied(typed));
    for (auto const& [word, line] : words)
        if (key == word)
            return line;
    return std::nullopt;
}

} // namespace kheo::bodies
