// SPDX-License-Identifier: AGPL-3.0-or-later
// Every way by which documents come in and change; `library` reads them.
#include "capabilities/documents/confirm.hpp"
#include "capabilities/documents/decide.hpp"
#include "capabilities/documents/documents.hpp"
#include "capabilities/documents/import.hpp"
#include "capabilities/documents/reading.hpp"

#include <array>

namespace kheo::documents
{

namespace
{

using may::record_documents;

routes::After after_change(Document const& document)
{
    return {"/can-bo/van-ban/" + shown(document.id), "Đã lưu. Việc này đã được ghi lại."};
}

routes::After after_import(Imported const& imported)
{
    return {"/can-bo/van-ban", "Đã ghi " + std::to_string(imported.recorded) + " văn bản."};
}

} // namespace

std::span<routes::Row const> rows()
{
    static std::array const list = {
        routes::form("/can-bo/van-ban/moi", record_documents, show_add),
        routes::keep("/can-bo/van-ban/moi", "/api/v1/documents/readings", record_documents, prepare_add, add,
                     show_add,
                     {.accepts = papers_taken,
                      .summary = "Gửi tệp văn bản hoặc nội dung để đọc",
                      .answers = json::describe<Added>}),
        routes::form("/can-bo/van-ban/doc/{reading}", record_documents, show_confirm, ReadingForm::rules()),
        routes::read<ReadingForm, ReadingView>(
            {}, "/api/v1/documents/readings/{reading}", record_documents, view_reading, nullptr,
            {.summary = "Một tệp đang đọc: đến trang nào, vì sao không đọc được"}),
        routes::keep("/can-bo/van-ban/doc/{reading}/bo", "/api/v1/documents/readings/{reading}/drop",
                     record_documents, drop, show_confirm,
                     {.summary = "Dừng đọc, hoặc bỏ tệp chưa ghi; không giữ lại gì",
                      .answers = json::describe<ReadingForm>}),
        routes::raw("/can-bo/van-ban/doc/{reading}/tep", {}, record_documents, reading_file),
        routes::raw("/can-bo/van-ban/doc/{reading}/trang/{page}", {}, record_documents, reading_picture),
        routes::form("/can-bo/van-ban/ghi", record_documents, show_confirm),
        routes::act("/can-bo/van-ban/ghi", "/api/v1/documents", record_documents, prepare_record, record,
                    after_change, show_confirm, {.summary = "Ghi một văn bản đã xác nhận"}),
        routes::form("/can-bo/van-ban/{document}/sua", record_documents, show_correct, document_query()),
        routes::act("/can-bo/van-ban/{document}/sua", "/api/v1/documents/{document}/correct",
                    record_documents, prepare_correct, correct, after_change, show_correct,
                    {.summary = "Sửa thông tin về văn bản, kèm lý do"}),
        routes::act({}, "/api/v1/documents/import", record_documents, prepare_import, import, after_import,
                    nullptr, {.accepts = papers_taken, .summary = "Nạp nhiều văn bản, bài báo một lần"}),
    };
    return list;
}

std::map<std::string, jobs::Runner::Handler> handlers(db::Store& store, Clock& clock)
{
    return {
        {std::string(read_job), [&store, &clock](std::int64_t file) { read_intake(store, clock, {file}); }}};
}

} // namespace kheo::documents
