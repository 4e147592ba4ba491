// SPDX-License-Identifier: AGPL-3.0-or-later
// Every way into reports.
#include "capabilities/reports/brief.hpp"
#include "capabilities/reports/export.hpp"
#include "capabilities/reports/list.hpp"
#include "capabilities/reports/reports.hpp"

#include <array>

namespace kheo::reports
{

std::span<routes::Row const> rows()
{
    using routes::anyone;
    static std::array const list = {
        routes::read("/can-bo/bieu", "/api/v1/reports/summary", may::see_reports, view_summary, show_summary,
                     {.summary = "Biểu tổng hợp đăng ký của một năm, tính đến một ngày"}),
        routes::read("/can-bo/bieu/dong", "/api/v1/reports/summary/rows", may::see_reports, view_cell,
                     show_cell, {.summary = "Những bản đăng ký mà một ô của biểu đếm"}),
        routes::read<SummaryQuery, BriefView>("/can-bo/bieu/mot-trang", {}, may::see_reports, view_brief,
                                              show_brief),
        routes::raw("/can-bo/bieu/xlsx", {}, may::see_reports, export_xlsx),
        routes::raw("/can-bo/bieu/docx", {}, may::see_reports, export_docx),
        routes::raw("/can-bo/bieu/csv", "/api/v1/reports/summary.csv", may::see_reports, export_csv,
                    {.summary = "Biểu tổng hợp, CSV", .media = "text/csv"}),
        routes::read("/bieu", "/api/v1/reports/public", anyone, view_public_summary, show_summary,
                     {.cached = true, .summary = "Biểu tổng hợp của những mô hình đã công khai"}),
        routes::read("/bieu/dong", "/api/v1/reports/public/rows", anyone, view_public_cell, show_cell,
                     {.summary = "Những mô hình công khai mà một ô của biểu đếm"}),
        routes::raw("/bieu/xlsx", {}, anyone, export_public_xlsx),
        routes::raw("/bieu/docx", {}, anyone, export_public_docx),
        routes::raw("/bieu/csv", "/api/v1/reports/public.csv", anyone, export_public_csv,
                    {.summary = "Biểu tổng hợp của những mô hình đã công khai, CSV", .media = "text/csv"}),
    };
    return list;
}

} // namespace kheo::reports
