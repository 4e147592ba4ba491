// SPDX-License-Identifier: AGPL-3.0-or-later
// Every way into search.
#include "capabilities/search/search.hpp"
#include "capabilities/search/view.hpp"

#include <array>

namespace kheo::search
{

std::span<routes::Row const> rows()
{
    static std::array const list = {
        routes::read("/tim", "/api/v1/search", routes::anyone, search, show_search,
                     {.cached = true,
                      .summary = "Tìm trong mô hình, địa bàn, văn bản: có dấu hay không, viết tắt, tên cũ",
                      .per_minute = 120}),
    };
    return list;
}

} // namespace kheo::search
