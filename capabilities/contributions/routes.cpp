// SPDX-License-Identifier: AGPL-3.0-or-later
// Every way into contributions.
#include "capabilities/contributions/contribution.sql.hpp"
#include "capabilities/contributions/contributions.hpp"
#include "capabilities/contributions/line.hpp"
#include "capabilities/contributions/province.hpp"

#include <array>

namespace kheo::contributions
{

std::vector<acts::Projection> projections()
{
    return {acts::projection<Contribution>("contribution", sql::every_contribution)};
}

std::span<routes::Row const> rows()
{
    static std::array const list = {
        routes::read(
            "/mo-hinh/{model}/dong-gop", "/api/v1/models/{model}/contributions", routes::anyone, view_sums,
            show_sums,
            {.cached = true,
             .summary =
                 "Đóng góp vào một mô hình: số cộng theo nguồn, theo năm; không nêu phần do ít hộ góp"}),
        routes::read("/can-bo/mo-hinh/{model}/dong-gop", "/api/v1/office/models/{model}/contributions",
                     may::see_contributions, view_lines, show_lines,
                     {.summary = "Từng dòng đóng góp của một mô hình"}),
        routes::form("/can-bo/mo-hinh/{model}/dong-gop/ghi", may::record_contributions, show_record,
                     models::ModelQuery::rules()),
        routes::act("/can-bo/mo-hinh/{model}/dong-gop/ghi", "/api/v1/models/{model}/contributions",
                    may::record_contributions, checked, record, after, show_record,
                    {.summary = "Ghi đất, tiền, ngày công góp vào một mô hình từ một nguồn"}),
        routes::list("/can-bo/dong-gop", "/api/v1/office/contributions", may::see_contributions, view_places,
                     show_places, places_csv,
                     {.summary = "Đóng góp vào các mô hình theo nơi, theo nguồn: trong năm và lũy kế"}),
        routes::read("/can-bo/dong-gop/{contribution}", "/api/v1/contributions/{contribution}",
                     may::see_contributions, view_line, show_line,
                     {.summary = "Một dòng đóng góp cùng lịch sử"}),
        routes::form("/can-bo/dong-gop/{contribution}/sua", may::record_contributions, show_correct,
                     LineQuery::rules()),
        routes::act("/can-bo/dong-gop/{contribution}/sua", "/api/v1/contributions/{contribution}/correct",
                    may::record_contributions, checked_correction, correct, after, show_correct,
                    {.summary = "Sửa một dòng đóng góp, kèm lý do; con số cũ còn trong lịch sử"}),
        routes::form("/can-bo/dong-gop/{contribution}/bo", may::record_contributions, show_strike,
                     LineQuery::rules()),
        routes::act("/can-bo/dong-gop/{contribution}/bo", "/api/v1/contributions/{contribution}/strike",
                    may::record_contributions, checked_strike, strike, after, show_strike,
                    {.summary = "Bỏ một dòng đóng góp ghi nhầm, kèm lý do"}),
    };
    return list;
}

} // namespace kheo::contributions
