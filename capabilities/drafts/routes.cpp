// SPDX-License-Identifier: AGPL-3.0-or-later
// Every way into drafts.
#include "capabilities/drafts/begin.hpp"
#include "capabilities/drafts/drafts.hpp"
#include "capabilities/drafts/edit.hpp"
#include "capabilities/drafts/hand_in.hpp"
#include "capabilities/drafts/view.hpp"

#include <array>

namespace kheo::drafts
{

namespace
{

using may::write_drafts;

constexpr std::string_view word = "application/vnd.openxmlformats-officedocument.wordprocessingml.document";

routes::After after_hand_in(documents::Document const& document)
{
    return {"/can-bo/van-ban/" + shown(document.id),
            "Đã nộp kế hoạch: lưu vào thư viện, gửi cơ quan giao việc. Việc này đã được ghi lại."};
}

} // namespace

std::span<routes::Row const> rows()
{
    static std::array const list = {
        routes::read("/can-bo/du-thao", "/api/v1/drafts", write_drafts, list_drafts, show_list,
                     {.summary = "Dự thảo văn bản của các cơ quan tài khoản soạn cho"}),
        routes::form("/can-bo/du-thao/moi", write_drafts, show_begin, BeginForm::rules()),
        routes::keep("/can-bo/du-thao/moi", "/api/v1/drafts", write_drafts, prepare_begin, begin, show_begin,
                     {.summary = "Soạn văn bản từ một bản ghi, điền sẵn những gì đã biết",
                      .answers = json::describe<Draft>}),
        routes::form("/can-bo/du-thao/{draft}", write_drafts, show_draft, DraftQuery::rules()),
        routes::read<DraftQuery, Draft>({}, "/api/v1/drafts/{draft}", write_drafts, view_draft, nullptr,
                                        {.summary = "Một dự thảo"}),
        routes::form("/can-bo/du-thao/{draft}/sua", write_drafts, show_edit, DraftQuery::rules()),
        routes::keep("/can-bo/du-thao/{draft}/sua", "/api/v1/drafts/{draft}/edit", write_drafts, edit,
                     show_edit, {.summary = "Sửa dự thảo", .answers = json::describe<Draft>}),
        routes::keep("/can-bo/du-thao/{draft}/bo", "/api/v1/drafts/{draft}/drop", write_drafts, drop,
                     show_draft, {.summary = "Bỏ hẳn một dự thảo", .answers = json::describe<DropForm>}),
        routes::keep("/can-bo/du-thao/{draft}/ban-ky", "/api/v1/drafts/{draft}/signed", write_drafts,
                     mark_signed, show_draft,
                     {.summary = "Ghi dự thảo đã ký thành văn bản nào", .answers = json::describe<Draft>}),
        routes::act(
            "/can-bo/du-thao/{draft}/nop", "/api/v1/drafts/{draft}/hand-in", write_drafts, prepare_hand_in,
            hand_in, after_hand_in, show_draft,
            {.summary = "Nộp kế hoạch soạn từ nhiệm vụ: lưu vào thư viện và ghi là kế hoạch của đơn vị"}),
        routes::raw("/can-bo/du-thao/{draft}/docx", "/api/v1/drafts/{draft}/docx", write_drafts, export_docx,
                    {.summary = "Dự thảo, .docx theo thể thức của cơ quan ban hành", .media = word}),
        routes::raw(
            "/can-bo/du-thao/{draft}/pdf", "/api/v1/drafts/{draft}/pdf", write_drafts, export_pdf,
            {.summary = "Dự thảo, PDF theo thể thức của cơ quan ban hành", .media = "application/pdf"}),
    };
    return list;
}

} // namespace kheo::drafts
