// SPDX-License-Identifier: AGPL-3.0-or-later
// Every way into heartbeats.
#include "capabilities/heartbeats/heartbeat.sql.hpp"
#include "capabilities/heartbeats/heartbeats.hpp"
#include "capabilities/heartbeats/life.sql.hpp"

#include <array>

namespace kheo::heartbeats
{

namespace
{

// The table's lines are named after their models, so they are read here and not
// by the rules of a form.
routes::Row table_row()
{
    auto row = routes::act(
        "/can-bo/duy-tri", "/api/v1/heartbeats", may::confirm_models,
        +[](ConfirmForm const& form) { return checked_table({.body = form.body, .lines = {}}); }, confirm,
        after_confirm, show_confirm,
        {.summary = "Xác nhận duy trì nhiều mô hình một lần: said-ID, result-ID, note-ID, seen-ID"});
    row.act = [](routes::Before const&, forms::Sent const& sent) -> Outcome<routes::Row::Verb> {
        auto const form = TRY(forms::decode<ConfirmForm>(sent));
        auto sent_table = TRY(table_of(form, sent.values));
        auto const table = TRY(checked_table(std::move(sent_table)));
        return
            [table](routes::Work& work) { return routes::detail::done(confirm(work, table), after_confirm); };
    };
    return row;
}

bool is_read_by_all(db::Connection& db, std::int64_t id)
{
    return db.one<std::int64_t>(sql::opened_heartbeat, {{"id", id}}).has_value();
}

} // namespace

std::vector<acts::Projection> projections()
{
    return {acts::projection<Heartbeat>("heartbeat", sql::every_heartbeat, is_read_by_all),
            acts::projection<Life>("life", sql::every_life)};
}

std::span<routes::Row const> rows()
{
    static std::array const list = {
        routes::read(
            "/duy-tri", "/api/v1/kept", routes::anyone, view_kept, show_kept,
            {.cached = true, .summary = "Tỷ lệ mô hình còn duy trì theo tỉnh, hoặc theo xã của một tỉnh"}),
        routes::read("/can-bo/duy-tri/tinh-hinh", "/api/v1/office/kept", may::see_conditions,
                     view_kept_inside, show_kept_inside,
                     {.summary = "Tình hình xác nhận duy trì từng nơi, kèm tin nhắn nhắc việc"}),
        routes::form("/can-bo/duy-tri", may::confirm_models, show_confirm, confirm_query()),
        table_row(),
        routes::act({}, "/api/v1/models/{model}/confirm", may::confirm_models, checked_one, confirm,
                    after_confirm, nullptr,
                    {.summary = "Xác nhận một mô hình còn duy trì trong kỳ này, kèm con số lũy kế"}),
        routes::form("/can-bo/mo-hinh/{model}/tinh-trang", models::may::see_models, show_life,
                     models::ModelQuery::rules()),
        routes::act("/can-bo/mo-hinh/{model}/tam-dung", "/api/v1/models/{model}/pause", may::confirm_models,
                    without_private_data, pause, after_life, show_life,
                    {.summary = "Tạm dừng mô hình, kèm lý do"}),
        routes::act("/can-bo/mo-hinh/{model}/lam-tiep", "/api/v1/models/{model}/resume", may::confirm_models,
                    without_private_data, resume, after_life, show_life,
                    {.summary = "Làm tiếp mô hình đã tạm dừng hoặc đã kết thúc, kèm lý do"}),
        routes::act("/can-bo/mo-hinh/{model}/ket-thuc", "/api/v1/models/{model}/end", may::end_models,
                    without_private_data, end, after_life, show_life,
                    {.summary = "Kết thúc mô hình, kèm bài học rút ra"}),
        routes::act("/can-bo/mo-hinh/{model}/tra-loi", "/api/v1/models/{model}/reply", may::confirm_models,
                    without_private_data, answer, after_life, show_life,
                    {.summary = "Ý kiến của đơn vị về việc kết thúc"}),
    };
    return list;
}

} // namespace kheo::heartbeats
