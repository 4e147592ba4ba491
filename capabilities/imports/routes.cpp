// SPDX-License-Identifier: AGPL-3.0-or-later
// Every way into imports.
#include "capabilities/imports/add.hpp"
#include "capabilities/imports/batch.sql.hpp"
#include "capabilities/imports/browse.hpp"
#include "capabilities/imports/correct.hpp"
#include "capabilities/imports/direct.hpp"
#include "capabilities/imports/imports.hpp"
#include "capabilities/imports/marked.hpp"
#include "capabilities/imports/reading.hpp"

#include <array>
#include <fmt/format.h>

namespace kheo::imports
{

namespace
{

using models::may::import_models;
using routes::Row;

routes::After after_taking(Taking const& taking)
{
    auto const said =
        taking.undone
            ? fmt::format("Đã hoàn tác: rút {} mô hình mới nhận; {} mô hình có từ trước trở lại như cũ.",
                          taking.withdrawn, taking.restored)
            : fmt::format("Đã nhận {} mô hình: {} mới, {} duy trì, {} nhân rộng.", taking.models(),
                          taking.fresh, taking.kept, taking.replicated);
    return {"/can-bo/gop-so/" + shown(taking.import), said};
}

routes::After after_direct(DirectAnswer const& answer)
{
    return {"/can-bo/gop-so/" + shown(answer.import), fmt::format("Đã nhận {} mô hình.", answer.taken)};
}

constexpr std::string_view one = "/can-bo/gop-so/{import}";

} // namespace

std::span<Row const> rows()
{
    static std::array const list = {
        routes::form("/can-bo/gop-so", import_models, show_start, start_query()),
        routes::keep("/can-bo/gop-so", "/api/v1/imports", import_models, prepare_add, add_files, show_start,
                     {.accepts = many_files,
                      .summary = "Gửi các tệp sổ đăng ký để đọc",
                      .answers = json::describe<Added>}),
        routes::form(one, import_models, show_import, ImportQuery::rules()),
        routes::read<ImportQuery, ImportView>(
            {}, "/api/v1/imports/{import}", import_models, view_import, nullptr,
            {.summary = "Một lần gộp sổ: từng tệp, số dòng theo tình trạng"}),
        routes::keep("/can-bo/gop-so/{import}/them", "/api/v1/imports/{import}/files", import_models,
                     prepare_add, add_files, show_import,
                     {.accepts = many_files,
                      .summary = "Gửi thêm tệp vào lần gộp sổ",
                      .answers = json::describe<Added>}),
        routes::act("/can-bo/gop-so/{import}/nhan", "/api/v1/imports/{import}/take", import_models, take,
                    after_taking, show_import, {.summary = "Nhận các dòng tốt thành mô hình"}),
        routes::act("/can-bo/gop-so/{import}/hoan-tac", "/api/v1/imports/{import}/undo", import_models, undo,
                    after_taking, show_import, {.summary = "Hoàn tác một lần nhận"}),
        routes::form("/can-bo/gop-so/{import}/tep/{file}", import_models, show_file, file_query()),
        routes::keep("/can-bo/gop-so/{import}/tep/{file}/don-vi", {}, import_models, correct_sender,
                     show_file),
        routes::keep("/can-bo/gop-so/{import}/tep/{file}/bo", "/api/v1/imports/{import}/files/{file}/remove",
                     import_models, remove_file, show_file,
                     {.summary = "Bỏ một tệp gửi nhầm, khi chưa nhận mô hình nào từ tệp",
                      .answers = json::describe<RemoveForm>}),
        routes::keep("/can-bo/gop-so/{import}/tep/{file}/cot", {}, import_models, map_columns, show_file,
                     {.accepts = {.form = true}}),
        routes::keep("/can-bo/gop-so/{import}/tep/{file}/chon", {}, import_models, choose, show_file),
        routes::raw("/can-bo/gop-so/{import}/tep/{file}/danh-dau",
                    "/api/v1/imports/{import}/files/{file}/marked", import_models, marked_file,
                    {.summary = "Tệp gốc có đánh dấu dòng cần sửa",
                     .media = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet "
                              "application/vnd.oasis.opendocument.spreadsheet text/csv "
                              "application/x-ndjson"}),
        routes::raw("/can-bo/gop-so/{import}/tra-lai", "/api/v1/imports/{import}/marked", import_models,
                    marked_files,
                    {.summary = "Mọi tệp còn dòng cần sửa, đã đánh dấu, trong một tệp .zip",
                     .media = "application/zip"}),
        routes::raw("/can-bo/gop-so/{import}/tep/{file}/goc", {}, import_models, original_file),
        routes::act({}, "/api/v1/models/import", import_models, prepare_direct, import_directly, after_direct,
                    nullptr, {.accepts = many_files, .summary = "Nạp mô hình từ tệp sổ đăng ký, một bước"}),
        routes::keep({}, "/api/v1/models/import/preview", import_models, prepare_direct, preview_directly,
                     nullptr,
                     {.accepts = many_files,
                      .summary = "Xem trước việc nạp mô hình, chưa lưu gì",
                      .answers = json::describe<DirectAnswer>}),
    };
    return list;
}

std::vector<acts::Projection> projections()
{
    return {acts::projection<Taking>("taking", sql::every_taking)};
}

std::map<std::string, jobs::Runner::Handler> handlers(db::Store& store, Clock& clock, acts::Allowed allowed)
{
    return {{std::string(read_job), [&store, &clock, allowed = std::move(allowed)](std::int64_t file) {
                 read_file(store, clock, allowed, {file});
             }}};
}

} // namespace kheo::imports
