// SPDX-License-Identifier: AGPL-3.0-or-later
// Every way into exemplars.
#include "capabilities/exemplars/browse.hpp"
#include "capabilities/exemplars/decide.hpp"
#include "capabilities/exemplars/exemplars.hpp"
#include "capabilities/exemplars/register.hpp"

#include <array>

namespace kheo::exemplars
{

namespace
{

routes::After after_change(Exemplar const& exemplar)
{
    return {"/can-bo/dien-hinh/" + shown(exemplar.id), "Đã lưu. Việc này đã được ghi lại."};
}

} // namespace

std::span<routes::Row const> rows()
{
    static std::array const list = {
        routes::read("/dien-hinh", "/api/v1/exemplars", routes::anyone, list_exemplars, show_exemplars,
                     {.cached = true, .summary = "Tập thể, cá nhân điển hình đang công khai"}),
        routes::read("/dien-hinh/{exemplar}", "/api/v1/exemplars/{exemplar}", routes::anyone, view_exemplar,
                     show_exemplar, {.cached = true, .summary = "Một cá nhân điển hình"}),
        routes::read("/can-bo/dien-hinh", "/api/v1/office/exemplars", may::see_exemplars, list_office,
                     show_office_list, {.summary = "Cá nhân điển hình trong phạm vi của tài khoản"}),
        routes::form("/can-bo/dien-hinh/moi", may::register_exemplars, show_register),
        routes::act("/can-bo/dien-hinh/moi", "/api/v1/exemplars", may::register_exemplars,
                    checked_registration, register_exemplar, after_change, show_register,
                    {.summary = "Giới thiệu một cá nhân điển hình"}),
        routes::form("/can-bo/dien-hinh/{exemplar}", may::see_exemplars, show_office, ExemplarQuery::rules()),
        routes::form("/can-bo/dien-hinh/{exemplar}/sua", may::register_exemplars, show_complete,
                     ExemplarQuery::rules()),
        routes::act("/can-bo/dien-hinh/{exemplar}/sua", "/api/v1/exemplars/{exemplar}/complete",
                    may::register_exemplars, checked_completion, complete, after_change, show_complete,
                    {.summary = "Bổ sung hồ sơ trước khi công khai"}),
        routes::act("/can-bo/dien-hinh/{exemplar}/cong-khai", "/api/v1/exemplars/{exemplar}/publish",
                    may::publish_exemplars, publish, after_change, show_office,
                    {.summary = "Công khai, sau quyết định và khi được nêu tên"}),
        routes::act("/can-bo/dien-hinh/{exemplar}/rut", "/api/v1/exemplars/{exemplar}/withdraw",
                    may::withdraw_exemplars, withdraw, after_change, show_office,
                    {.summary = "Rút theo đề nghị, kèm lý do"}),
        routes::act("/can-bo/dien-hinh/{exemplar}/xoa", "/api/v1/exemplars/{exemplar}/erase",
                    may::erase_exemplars, erase, after_change, show_office,
                    {.summary = "Xóa tên: nội dung các lần ghi trước cũng bị xóa"}),
    };
    return list;
}

} // namespace kheo::exemplars
