// SPDX-License-Identifier: AGPL-3.0-or-later
// Every way into models.
#include "capabilities/models/decide.hpp"
#include "capabilities/models/models.hpp"
#include "capabilities/models/view.hpp"

#include <array>

namespace kheo::models
{

namespace
{

routes::After after_change(Model const& model)
{
    return {"/can-bo/mo-hinh/" + shown(model.id), "Đã lưu. Việc này đã được ghi lại."};
}

} // namespace

std::span<routes::Row const> rows()
{
    static std::array const list = {
        routes::read("/mo-hinh/{model}", "/api/v1/models/{model}", routes::anyone, view_model, show_model,
                     {.cached = true, .summary = "Một mô hình"}),
        routes::act({}, "/api/v1/models", may::register_models, register_model, after_change, nullptr,
                    {.summary = "Đăng ký một mô hình"}),
        routes::act("/can-bo/mo-hinh/{model}/gui", "/api/v1/models/{model}/submit", may::edit_models, submit,
                    after_change, nullptr, {.summary = "Gửi bản đăng ký"}),
        routes::act("/can-bo/mo-hinh/{model}/tiep-nhan", "/api/v1/models/{model}/receive",
                    may::receive_models, receive, after_change, nullptr,
                    {.summary = "Tiếp nhận bản đăng ký"}),
        routes::act("/can-bo/mo-hinh/{model}/tra-lai", "/api/v1/models/{model}/return", may::receive_models,
                    give_back, after_change, nullptr, {.summary = "Trả lại để bổ sung, kèm lý do"}),
        routes::act("/can-bo/mo-hinh/{model}/cong-khai", "/api/v1/models/{model}/publish",
                    may::publish_models, publish, after_change, nullptr, {.summary = "Công khai mô hình"}),
        routes::act("/can-bo/mo-hinh/{model}/rut", "/api/v1/models/{model}/withdraw", may::withdraw_models,
                    withdraw, after_change, nullptr, {.summary = "Rút mô hình, kèm lý do"}),
    };
    return list;
}

} // namespace kheo::models
