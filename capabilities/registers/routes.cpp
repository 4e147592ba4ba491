// SPDX-License-Identifier: AGPL-3.0-or-later
// Every way into registers: what goes out. What comes in is in imports.
#include "capabilities/registers/blank.hpp"
#include "capabilities/registers/export.hpp"
#include "capabilities/registers/registers.hpp"

#include <array>

namespace kheo::registers
{

std::span<routes::Row const> rows()
{
    static std::array const list = {
        routes::raw("/can-bo/mo-hinh/xuat", {}, models::may::see_models, export_models),
        routes::raw({}, "/api/v1/models/export", routes::anyone, export_models,
                    {.summary = "Xuất mô hình: csv, xlsx hoặc jsonl; người ngoài chỉ nhận mô hình công khai",
                     .media = "text/csv application/vnd.openxmlformats-officedocument.spreadsheetml.sheet "
                              "application/x-ndjson"}),
        routes::raw("/mau-dang-ky.xlsx", {}, routes::anyone, send_blank_sheet),
        routes::raw("/mau-dang-ky.docx", {}, routes::anyone, send_blank_letter),
    };
    return list;
}

} // namespace kheo::registers
