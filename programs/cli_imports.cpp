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
    option("--year", "year", "Năm, cho tệp không ghi năm");
    option("--body", "body", "Mã đơn vị gửi, cho tệp không ghi đơn vị");
    flag("--create-units", "create_units", "Thêm đơn vị chưa có vào danh mục của xã");
    flag("--publish", "publish", "Tiếp nhận và công khai luôn");
    auto* const preview = models->add_flag("--preview")->description("Chỉ xem trước, không lưu");
    models->callback([&command, preview] {
        command.path = preview->count() ? "/api/v1/models/import/preview" : "/api/v1/models/import";
    });
}

namespace
{

struct ExportOptions {
    std::string format = "csv";
    int year = 0;
    std::string out;
};

int export_models(config::Config const& config, ExportOptions const& options)
{
    auto path = "/api/v1/models/export?format=" + options.format;
    if (options.year != 0)
        path += "&year=" + std::to_string(options.year);
    auto const reply = run(config, {.method = "GET", .path = path});
    if (reply.status != 200)
        return report(reply);
    if (options.out.empty()) {
        std::cout << reply.body;
        return 0;
    }
    auto file = std::ofstream(options.out, std::ios::binary);
    file << reply.body;
    file.close();
    if (file)
        return 0;
    std::cerr << "Không ghi được tệp " << options.out << "\n";
    return 2;
}

} // namespace

void add_export(CLI::App& app, std::function<int(config::Config const&)>& chosen)
{
    auto const options = std::make_shared<ExportOptions>();
    auto* const all = app.add_subcommand("export", "Xuất dữ liệu ra tệp");
    all->require_subcommand(1);
    auto* const models = all->add_subcommand("models", "Xuất sổ mô hình, đúng các cột mà import nhận");
    models->add_option("--format", options->format, "csv, xlsx hoặc jsonl")
        ->check(CLI::IsMember({"csv", "xlsx", "jsonl"}));
    models->add_option("--year", options->year, "Chỉ đăng ký của năm này");
    models->add_option("--out", options->out, "Tệp để ghi; không có thì in ra");
    models->callback([&chosen, options] {
        chosen = [options](config::Config const& config) { return export_models(config, *options); };
    });
}

} // namespace kheo
