// SPDX-License-Identifier: AGPL-3.0-or-later
#include "programs/cli_imports.hpp"

#include <fstream>
#include <iostream>
#include <memory>

namespace kheo
{

void add_models(CLI::App& import, Command& command)
{
    auto* const models =
        import.add_subcommand("models", "Nạp mô hình từ sổ đăng ký (.xlsx, .ods, .csv, .jsonl)");
    models
        ->add_option_function<std::vector<std::string>>(
            "FILE",
            [&command](std::vector<std::string> const& files) {
                for (auto const& file : files)
                    command.files.emplace_back("files", file);
            },
            "Các tệp")
        ->required();
    auto const option = [&](char const* name, char const* field, char const* what) {
        models->add_option_function<std::string>(
            name, [&command, field](std::string const& text) { command.fields.emplace_back(field, text); },
            what);
    };
    auto const flag = [&](char const* name, char const* field, char const* what) {
        models->add_flag_function(
            name, [&command, field](std::int64_t) { command.fields.emplace_back(field, "1"); }, what);
    };
    models->footer(
        "Trạng thái thoát: 0 đã nhận được dòng nào đó, hoặc không có gì mới; 1 bị từ chối, hoặc không "
        "nhận được dòng nào mà còn dòng hay tệp phải xem; 2 hệ thống hỏng. Với --preview: như khi "
        "chạy thật.");
    option("--year", "year", "Năm, cho tệp không ghi năm");
    option("--body", "body", "Mã đơn vị gửi, cho tệp không ghi đơn vị");
    flag("--create-units", "create_units", "Thêm đơn vị chưa có vào danh mục của xã");
    flag("--publish", "publish", "Tiếp nhận và công khai luôn");
    auto* const preview = models->add_flag("--preview")->description("Chỉ xem trước, không lưu");
    models->callback([&command, preview] {
        command.tell = report_import;
        command.path = preview->count() ? "/api/v1/models/import/preview" : "/api/v1/models/import";
    });
}

void add_documents(CLI::App& import, Command& command)
{
    auto* const documents = import.add_subcommand(
        "documents", "Nạp văn bản và bài báo về văn bản (.pdf, .docx, .odt, .txt, .html, ảnh)");
    documents
        ->add_option_function<std::vector<std::string>>(
            "FILE",
            [&command](std::vector<std::string> const& files) {
                for (auto const& file : files)
                    command.files.emplace_back("files", file);
            },
            "Các tệp, đến 20 tệp một lần")
        ->required();
    auto const option = [&](char const* name, char const* field, char const* what) {
        documents->add_option_function<std::string>(
            name, [&command, field](std::string const& text) { command.fields.emplace_back(field, text); },
            what);
    };
    option("--unit-code", "unit_code", "Mã cơ quan lưu văn bản; không ghi thì chỉ người vận hành xem được");
    option("--reach", "reach", "Phạm vi: recipients (chỉ nơi nhận, mặc định) hoặc system (nội bộ hệ thống)");
    option("--allowed-by", "allowed_by", "Chức vụ người cho phép phổ biến nội bộ hệ thống");
    documents->callback([&command] { command.path = "/api/v1/documents/import"; });
}

} // namespace kheo
