// SPDX-License-Identifier: AGPL-3.0-or-later
// Every way into consultations.
#include "capabilities/consultations/consultation.sql.hpp"
#include "capabilities/consultations/consultations.hpp"

#include <array>

namespace kheo::consultations
{

namespace
{

constexpr int opinions_a_minute = 6; // of one device, or of one account

} // namespace

std::vector<acts::Projection> projections()
{
    return {
        acts::projection<Consultation>("consultation", sql::every_consultation, acts::by_all, "/lay-y-kien/"),
        acts::projection<Opinion>("opinion", sql::every_opinion)};
}

std::vector<acts::Erasable> erasables()
{
    return {{"opinion", erase_again}};
}

std::span<routes::Row const> rows()
{
    static std::array const list = {
        routes::read("/lay-y-kien", "/api/v1/consultations", routes::anyone, list_consultations,
                     show_consultations,
                     {.cached = true, .summary = "Danh sách đề nghị công nhận được công bố lấy ý kiến"}),
        routes::read(
            "/lay-y-kien/{consultation}", "/api/v1/consultations/{consultation}", routes::anyone,
            view_consultation, show_consultation,
            {.cached = true, .summary = "Một danh sách lấy ý kiến: mô hình, ý kiến đã đăng cùng trả lời"}),
        routes::form("/lay-y-kien/{consultation}/gop-y", routes::anyone, show_send, send_query()),
        routes::act("/lay-y-kien/{consultation}/gop-y", "/api/v1/consultations/{consultation}/opinions",
                    routes::anyone, prepare_opinion, send_in_turn, after_send, show_send,
                    {.summary = "Góp ý về một danh sách đề nghị; không phải xưng tên",
                     .per_minute = opinions_a_minute}),
        routes::read("/y-kien/{slip}", "/api/v1/opinions/{slip}", routes::anyone, view_sent, show_sent,
                     {.summary = "Một ý kiến đã gửi, bằng mã của người gửi"}),
        routes::form("/can-bo/tham-dinh/{round}/lay-y-kien", may::consult, show_publish, round_query()),
        routes::act("/can-bo/tham-dinh/{round}/lay-y-kien", "/api/v1/rounds/{round}/consultations",
                    may::consult, checked_publish, publish, after, show_publish,
                    {.summary = "Công bố danh sách mà hội đồng đề nghị, để lấy ý kiến trong một số ngày"}),
        routes::form("/can-bo/lay-y-kien/{consultation}/dung", may::consult, show_stop, ViewQuery::rules()),
        routes::act("/can-bo/lay-y-kien/{consultation}/dung", "/api/v1/consultations/{consultation}/stop",
                    may::consult, checked_stop, stop, after, show_stop,
                    {.summary = "Dừng một lần lấy ý kiến, kèm lý do mọi người đọc được"}),
        routes::read("/can-bo/y-kien", "/api/v1/office/opinions", may::consult, view_unread, show_unread,
                     {.summary = "Ý kiến về các danh sách, chờ trả lời"}),
        routes::form("/can-bo/y-kien/{opinion}", may::consult, show_answer, opinion_query()),
        routes::act("/can-bo/y-kien/{opinion}/dang", "/api/v1/opinions/{opinion}/publish", may::consult,
                    checked_answer, publish_opinion, after_answer, show_answer,
                    {.summary = "Đăng một ý kiến cùng trả lời"}),
        routes::act("/can-bo/y-kien/{opinion}/khong-dang", "/api/v1/opinions/{opinion}/hold-back",
                    may::consult, checked_answer, hold_back, after_answer, show_answer,
                    {.summary = "Không đăng một ý kiến, kèm lý do cho người gửi"}),
        routes::act("/can-bo/y-kien/{opinion}/xoa", "/api/v1/opinions/{opinion}/erase", may::consult,
                    checked_erasure, erase, after_answer, show_answer,
                    {.summary = "Xóa nội dung một ý kiến có tố cáo, chỉ giữ lý do"}),
    };
    return list;
}

} // namespace kheo::consultations
