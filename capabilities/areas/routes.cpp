// SPDX-License-Identifier: AGPL-3.0-or-later
// Every way into areas.
#include "capabilities/areas/areas.hpp"
#include "capabilities/areas/browse.hpp"
#include "capabilities/areas/browse.html.hpp"
#include "capabilities/areas/import.hpp"

#include <array>

namespace kheo::areas
{

namespace
{

using routes::Page;
using routes::Reading;

constexpr http::Accepts one_file{.form = true, .files = 1, .file_bytes = 50 << 20};

Page show_list(Reading& reading, AreaList const& list)
{
    return {.title = "Địa bàn",
            .description = "Các tỉnh, thành phố, xã, phường, đặc khu qua từng thời kỳ.",
            .crumbs = {{"Trang chủ", "/"}, {"Địa bàn", ""}},
            .body = area_list_page(list, shown(reading.today())),
            .section = "/dia-ban"};
}

Page show_area(Reading&, AreaView const& view)
{
    auto page = Page{.title = view.name,
                     .description = view.name + ": đơn vị hành chính qua các thời kỳ.",
                     .crumbs = {{"Trang chủ", "/"}, {"Địa bàn", "/dia-ban"}},
                     .body = area_page(view),
                     .section = "/dia-ban"};
    for (auto const& parent : view.parents)
        page.crumbs.push_back({parent.name, "/dia-ban/" + parent.id});
    page.crumbs.push_back({view.name, ""});
    return page;
}

routes::After after_import(AreaImport const&)
{
    return {"/dia-ban", "Đã nạp tệp địa bàn."};
}

} // namespace

std::span<routes::Row const> rows()
{
    static std::array const list = {
        routes::read("/dia-ban", "/api/v1/areas", routes::anyone, list_areas, show_list,
                     {.cached = true, .summary = "Các tỉnh, thành phố hôm nay"}),
        routes::read("/dia-ban/{area}", "/api/v1/areas/{area}", routes::anyone, view_area, show_area,
                     {.cached = true, .summary = "Một địa bàn: gồm gì, trước là gì, nay là gì"}),
        routes::act<routes::Nothing, AreaImport>({}, "/api/v1/areas/facts", may::import_areas, load_facts,
                                                 after_import, nullptr,
                                                 {.summary = "Nạp dữ kiện về các tỉnh qua các thời kỳ"}),
        routes::act({}, "/api/v1/areas/import", may::import_areas, prepare_import, import_areas, after_import,
                    nullptr, {.accepts = one_file, .summary = "Nạp địa bàn từ tệp"}),
        routes::keep({}, "/api/v1/areas/import/preview", may::import_areas, preview_areas, nullptr,
                     {.accepts = one_file,
                      .summary = "Xem trước việc nạp địa bàn, chưa lưu gì",
                      .answers = json::describe<ImportSums>}),
    };
    return list;
}

} // namespace kheo::areas
