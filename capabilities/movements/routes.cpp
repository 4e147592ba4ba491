// SPDX-License-Identifier: AGPL-3.0-or-later
// Every way into movements.
#include "capabilities/movements/movement.sql.hpp"
#include "capabilities/movements/movements.hpp"

#include <array>

namespace kheo::movements
{

std::vector<acts::Projection> projections()
{
    return {acts::projection<Movement>("movement", sql::every_movement, acts::by_all, "/phong-trao/"),
            acts::projection<Theme>("theme", sql::every_theme, acts::by_all),
            acts::projection<Membership>("membership", sql::every_membership)};
}

std::span<routes::Row const> rows()
{
    static std::array const list = {
        routes::read("/phong-trao", "/api/v1/movements", routes::anyone, list_movements, show_movements,
                     {.cached = true, .summary = "Phong trào, cuộc vận động cùng chủ đề năm nay"}),
        routes::read(
            "/phong-trao/{movement}", "/api/v1/movements/{movement}", routes::anyone, view_movement,
            show_movement,
            {.cached = true, .summary = "Một phong trào: chủ đề từng năm, mô hình công khai thuộc về nó"}),
        routes::read("/can-bo/phong-trao", "", models::may::see_models, list_movements,
                     show_office_movements),
        routes::form("/can-bo/phong-trao/moi", may::lead_movements, show_launch),
        routes::act("/can-bo/phong-trao/moi", "/api/v1/movements", may::lead_movements, checked_launch,
                    launch, after_movement, show_launch,
                    {.summary = "Ghi một phong trào, cuộc vận động của đơn vị chủ trì"}),
        routes::form("/can-bo/phong-trao/{movement}/sua", may::lead_movements, show_change,
                     MovementQuery::rules()),
        routes::act("/can-bo/phong-trao/{movement}/sua", "/api/v1/movements/{movement}/change",
                    may::lead_movements, checked_change, change, after_movement, show_change,
                    {.summary = "Sửa tên, thời gian, văn bản phát động của một phong trào"}),
        routes::form("/can-bo/phong-trao/{movement}/chu-de", may::lead_movements, show_theme, theme_query()),
        routes::act("/can-bo/phong-trao/{movement}/chu-de", "/api/v1/movements/{movement}/theme",
                    may::lead_movements, checked_theme, set_theme, after_theme, show_theme,
                    {.summary = "Ghi chủ đề năm của một phong trào"}),
        routes::form("/can-bo/mo-hinh/{model}/phong-trao", may::join_movements, show_join,
                     models::ModelQuery::rules()),
        routes::act("/can-bo/mo-hinh/{model}/phong-trao", "/api/v1/models/{model}/movements",
                    may::join_movements, join, after_join, show_join,
                    {.summary = "Mô hình thuộc những phong trào, cuộc vận động nào"}),
    };
    return list;
}

} // namespace kheo::movements
