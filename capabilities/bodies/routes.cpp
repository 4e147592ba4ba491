// SPDX-License-Identifier: AGPL-3.0-or-later
// Every way into bodies.
#include "capabilities/bodies/add.hpp"
#include "capabilities/bodies/browse.hpp"
#include "capabilities/bodies/change.hpp"
#include "capabilities/bodies/frame.hpp"
#include "capabilities/bodies/import.hpp"
#include "capabilities/bodies/reform.hpp"

#include <array>

namespace kheo::bodies
{

namespace
{

constexpr http::Accepts one_sheet{.form = true, .files = 1, .file_bytes = 10 << 20};
constexpr http::Accepts many_rows{.form = true, .body_bytes = 6 << 20};

} // namespace

std::span<routes::Row const> rows()
{
    static std::array const list = {
        routes::read("/dia-ban/{area}/co-quan", "/api/v1/areas/{area}/bodies", routes::anyone, of_area,
                     show_of_area,
                     {.cached = true, .summary = "Các cơ quan, tổ chức của một địa bàn hôm nay"}),
        routes::read("/can-bo/co-quan", "/api/v1/bodies", may::change_bodies, list_bodies, show_bodies,
                     {.summary = "Các cơ quan, tổ chức theo địa bàn, trong phạm vi được quản lý"}),
        routes::act<AddForm, Body>({}, "/api/v1/bodies", may::add_bodies, add, nullptr, nullptr,
                                   {.summary = "Thêm một cơ quan, tổ chức"}),
        routes::form("/can-bo/co-quan/dia-ban/{area}/moi", may::add_bodies, show_add),
        routes::act("/can-bo/co-quan/dia-ban/{area}/moi", {}, may::add_bodies, add, after_add, show_add),
        routes::form("/can-bo/co-quan/nhap", may::add_bodies, show_import),
        routes::keep("/can-bo/co-quan/nhap", "/api/v1/bodies/import/preview", may::add_bodies,
                     read_sheet_before, preview_bodies, show_import,
                     {.accepts = one_sheet,
                      .summary = "Xem trước bảng cơ quan, tổ chức, chưa lưu gì",
                      .answers = json::describe<PreviewSums>}),
        routes::act(
            {}, "/api/v1/bodies/import", may::add_bodies, read_sheet_before, import_bodies, after_import,
            nullptr,
            {.accepts = one_sheet, .summary = "Nạp cơ quan, tổ chức từ một bảng, cả hoặc không dòng nào"}),
        routes::act("/can-bo/co-quan/nhap/ghi", {}, may::add_bodies, read_rows, import_bodies, after_import,
                    show_import, {.accepts = many_rows}),
        routes::raw("/can-bo/co-quan/nhap/mau.csv", {}, may::add_bodies, blank_sheet),
        routes::form("/can-bo/co-quan/khung", may::add_bodies, show_frame),
        routes::keep("/can-bo/co-quan/khung", "/api/v1/bodies/frame/preview", may::add_bodies, preview_frame,
                     show_frame,
                     {.summary = "Xem trước khung cơ quan của một tỉnh, chưa lưu gì",
                      .answers = json::describe<PreviewSums>}),
        routes::act("/can-bo/co-quan/khung/ghi", "/api/v1/bodies/frame", may::add_bodies, add_frame,
                    after_import, show_frame,
                    {.summary = "Thêm các cơ quan thường có ở mọi xã của một tỉnh"}),
        routes::form("/can-bo/co-quan/{body}", may::change_bodies, show_change),
        routes::form("/can-bo/co-quan/thoi-ky/{period}/sua", may::change_bodies, show_change),
        routes::act("/can-bo/co-quan/thoi-ky/{period}/sua", "/api/v1/bodies/periods/{period}/change",
                    may::change_bodies, change, after_change, show_change,
                    {.summary = "Đổi tên, cấp trên hoặc đầu mối dân vận từ một ngày"}),
        routes::form("/can-bo/co-quan/thoi-ky/{period}/ket-thuc", may::change_bodies, show_end),
        routes::act("/can-bo/co-quan/thoi-ky/{period}/ket-thuc", "/api/v1/bodies/periods/{period}/end",
                    may::change_bodies, end, after_end, show_end,
                    {.summary = "Kết thúc một cơ quan, tổ chức"}),
        routes::act<EndByCodeForm, Body>({}, "/api/v1/bodies/end", may::change_bodies, end_by_code, nullptr,
                                         nullptr, {.summary = "Kết thúc một cơ quan, tổ chức, gọi theo mã"}),
        routes::act<areas::ChangeForm, areas::AreaReform>(
            {}, "/api/v1/areas/change", areas::may::change_areas, reform, nullptr, nullptr,
            {.summary =
                 "Nhập, chia, đổi tên, giải thể địa bàn; cơ quan của địa bàn không còn kết thúc theo"}),
        routes::keep({}, "/api/v1/areas/change/preview", areas::may::change_areas, preview_reform, nullptr,
                     {.summary = "Xem trước thay đổi địa bàn, chưa lưu gì",
                      .answers = json::describe<ReformForeseen>}),
    };
    return list;
}

} // namespace kheo::bodies
