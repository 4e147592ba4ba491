// SPDX-License-Identifier: AGPL-3.0-or-later
// Every way into recognitions.
#include "capabilities/recognitions/recognise.hpp"
#include "capabilities/recognitions/recognitions.hpp"
#include "capabilities/recognitions/view.hpp"

#include <array>

namespace kheo::recognitions
{

namespace
{

constexpr http::Accepts one_file{
    .form = true, .files = 1, .file_bytes = 50 << 20, .all_files_bytes = 50 << 20};

routes::After after_decision(Decision const& decision)
{
    return {"/quyet-dinh/" + shown(decision.id), "Đã công nhận " + std::to_string(decision.models) +
                                                     " mô hình. Mỗi mô hình có phiếu kiểm chứng riêng."};
}

routes::After after_withdrawal(Recognition const& recognition)
{
    return {"/quyet-dinh/" + shown(recognition.decision),
            "Đã hủy công nhận. Lý do hiện trên trang công khai."};
}

} // namespace

std::span<routes::Row const> rows()
{
    static std::array const list = {
        routes::read("/quyet-dinh", "/api/v1/decisions", routes::anyone, list_decisions, show_decisions,
                     {.cached = true, .summary = "Các quyết định công nhận mô hình, mới nhất trước"}),
        routes::read("/quyet-dinh/{decision}", "/api/v1/decisions/{decision}", routes::anyone, view_decision,
                     show_decision,
                     {.cached = true, .summary = "Một quyết định và các mô hình được công nhận"}),
        routes::read("/cong-nhan/{recognition}", "/api/v1/recognitions/{recognition}", routes::anyone,
                     view_recognition, show_recognition,
                     {.cached = true, .summary = "Một việc công nhận: còn hiệu lực hay đã hủy"}),
        routes::raw("/giay-cong-nhan/{recognition}", {}, routes::anyone, certificate_file),
        routes::read("/can-bo/cong-nhan", {}, rounds::may::see_rounds, list_decisions, show_office_decisions),
        routes::form("/can-bo/tham-dinh/{round}/quyet-dinh", may::decide_recognitions, show_recognise,
                     recognise_query()),
        routes::act(
            "/can-bo/tham-dinh/{round}/quyet-dinh", "/api/v1/rounds/{round}/decisions",
            may::decide_recognitions, prepare_decision, recognise, after_decision, show_recognise,
            {.accepts = one_file, .summary = "Công nhận các mô hình được đề nghị, theo một quyết định"}),
        routes::raw("/can-bo/cong-nhan/{decision}/ban-chup", {}, may::decide_recognitions, scan_file),
        routes::form("/can-bo/cong-nhan/{recognition}/huy", may::decide_recognitions, show_withdraw,
                     CertificateQuery::rules()),
        routes::act("/can-bo/cong-nhan/{recognition}/huy", "/api/v1/recognitions/{recognition}/withdraw",
                    may::decide_recognitions, with_public_reason, withdraw, after_withdrawal, show_withdraw,
                    {.summary = "Hủy công nhận, kèm lý do được công khai"}),
    };
    return list;
}

} // namespace kheo::recognitions
