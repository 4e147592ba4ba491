// SPDX-License-Identifier: AGPL-3.0-or-later
// Every way by which documents are read, and the decisions taken on their page.
#include "capabilities/library/library.hpp"
#include "capabilities/library/list.hpp"
#include "capabilities/library/message.hpp"
#include "capabilities/library/text.hpp"
#include "capabilities/library/view.hpp"

#include <array>

namespace kheo::library
{

namespace
{

using documents::may::record_documents;
using documents::may::see_documents;

routes::After after_change(Document const& document)
{
    return {"/can-bo/van-ban/" + shown(document.id), "Đã lưu. Việc này đã được ghi lại."};
}

routes::After after_withdrawal(Document const&)
{
    return {"/can-bo/van-ban", "Đã rút văn bản. Việc này đã được ghi lại."};
}

// The public page of what is not public is not there, also for those who may see it inside.
Outcome<DocumentView> view_open(acts::Reading& reading, DocumentQuery const& query)
{
    auto view = TRY(view_document(reading, query));
    if (!documents::is_open(view.record))
        return refuse(kheo::problems::not_found);
    return view;
}

constexpr int lists_a_minute = 120;
constexpr int messages_a_minute = 20; // each is read from the disk and coded anew
constexpr int parts_a_minute = 60;    // each is taken out in the sandbox; a message has up to 50

constexpr std::string_view any_type =
    "application/pdf text/plain image/jpeg image/png application/octet-stream "
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document";

} // namespace

std::span<routes::Row const> rows()
{
    static std::array const list = {
        routes::list(
            "/van-ban", "/api/v1/documents", routes::anyone, list_open, show_open, csv_open,
            {.cached = true, .summary = "Văn bản công khai, mới nhất trước", .per_minute = lists_a_minute}),
        routes::list("/can-bo/van-ban", "/api/v1/office/documents", see_documents, list_inside, show_inside,
                     csv_inside, {.summary = "Văn bản tài khoản được xem"}),
        routes::read<routes::Nothing, Graph>(
            {}, "/api/v1/documents/graph", routes::anyone, view_graph, nullptr,
            {.summary = "Văn bản và các văn bản được dẫn, thành một mạng", .per_minute = lists_a_minute}),
        routes::read("/van-ban/duoc-dan/{node}", "/api/v1/documents/cited/{node}", routes::anyone, view_cited,
                     show_cited, {.cached = true, .summary = "Những văn bản dẫn một văn bản"}),
        routes::read("/can-bo/van-ban/duoc-dan/{node}", {}, see_documents, view_cited_inside,
                     show_cited_inside),
        routes::read("/van-ban/{document}", {}, routes::anyone, view_open, show_document, {.cached = true}),
        routes::read<DocumentQuery, DocumentView>({}, "/api/v1/documents/{document}", routes::anyone,
                                                  view_document, nullptr,
                                                  {.summary = "Một văn bản với các văn bản liên quan"}),
        routes::form("/can-bo/van-ban/{document}", see_documents, show_office, DocumentQuery::rules()),
        routes::read("/van-ban/{document}/toan-van", "/api/v1/documents/{document}/text", routes::anyone,
                     view_text, show_text, {.cached = true, .summary = "Toàn văn dạng chữ"}),
        routes::read("/can-bo/van-ban/{document}/toan-van", {}, see_documents, view_text_inside, show_text),
        routes::raw("/van-ban/{document}/tep", "/api/v1/documents/{document}/file", routes::anyone,
                    document_file, {.summary = "Tệp như khi nhận", .media = any_type}),
        routes::raw("/can-bo/van-ban/{document}/tep", {}, see_documents, document_file_inside),
        routes::raw("/van-ban/{document}/tep/{part}", "/api/v1/documents/{document}/files/{part}",
                    routes::anyone, document_part,
                    {.summary = "Một tệp của gói tin mà văn bản đến cùng phụ lục",
                     .per_minute = parts_a_minute,
                     .media = any_type}),
        routes::raw("/can-bo/van-ban/{document}/tep/{part}", {}, see_documents, document_part_inside,
                    {.per_minute = parts_a_minute}),
        routes::raw("/van-ban/{document}/trang/{page}", "/api/v1/documents/{document}/pages/{page}",
                    routes::anyone, page_picture,
                    {.summary = "Ảnh một trang của bản quét", .media = "image/jpeg"}),
        routes::raw("/can-bo/van-ban/{document}/trang/{page}", {}, see_documents, page_picture_inside),
        routes::raw("/van-ban/{document}/edxml", "/api/v1/documents/{document}/edxml", routes::anyone,
                    document_message,
                    {.summary = "Gói tin edXML (QCVN 102:2016/BTTTT) của văn bản",
                     .per_minute = messages_a_minute,
                     .media = "application/xml"}),
        routes::raw("/can-bo/van-ban/{document}/edxml", {}, see_documents, document_message_inside),
        routes::act("/can-bo/van-ban/{document}/pham-vi", "/api/v1/documents/{document}/reach",
                    record_documents, documents::change_reach, after_change, show_office,
                    {.summary = "Đổi phạm vi phổ biến"}),
        routes::act("/can-bo/van-ban/{document}/rut", "/api/v1/documents/{document}/withdraw",
                    record_documents, documents::withdraw, after_withdrawal, show_office,
                    {.summary = "Rút văn bản, kèm lý do"}),
    };
    return list;
}

} // namespace kheo::library
