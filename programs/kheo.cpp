// SPDX-License-Identifier: AGPL-3.0-or-later
// The program: serve, and the commands an operator types.
#include "platform/log/log.hpp"
#include "platform/problem/problem.hpp"
#include "programs/cli_accounts.hpp"
#include "programs/cli_areas.hpp"
#include "programs/cli_bodies.hpp"
#include "programs/cli_demo.hpp"
#include "programs/cli_export.hpp"
#include "programs/cli_extract.hpp"
#include "programs/cli_imports.hpp"
#include "programs/cli_rows.hpp"
#include "programs/command.hpp"
#include "programs/installation.hpp"
#include "programs/keeping.hpp"

#include <CLI/CLI.hpp>
#include <csignal>
#include <filesystem>
#include <fmt/format.h>
#include <iostream>
#include <ranges>
#include <sys/stat.h>

namespace kheo
{

namespace
{

// Waits for SIGTERM or SIGINT, which were blocked in every thread before.
void wait_for_end()
{
    sigset_t ends;
    sigemptyset(&ends);
    sigaddset(&ends, SIGTERM);
    sigaddset(&ends, SIGINT);
    int got = 0;
    sigwait(&ends, &got);
}

void block_ends()
{
    sigset_t ends;
    sigemptyset(&ends);
    sigaddset(&ends, SIGTERM);
    sigaddset(&ends, SIGINT);
    pthread_sigmask(SIG_BLOCK, &ends, nullptr);
    std::signal(SIGPIPE, SIG_IGN);
}

// The words of the setting are the names of the values; config has checked them.
log::Level level_of(config::Config const& config)
{
    for (auto const& [name, level] :
         {std::pair("debug", log::Level::debug), std::pair("info", log::Level::info),
          std::pair("warning", log::Level::warning), std::pair("error", log::Level::error)})
        if (config.log_level == name)
            return level;
    throw Contradiction("a log level that config does not know");
}

log::Form form_of(config::Config const& config)
{
    return config.log_form == "json" ? log::Form::json : log::Form::human;
}

int serve(config::Config const& config)
{
    block_ends();
    log::open({.level = level_of(config), .form = form_of(config), .file = config.log_file});
    auto const lock = Lock::take(config.data);
    if (!lock) {
        std::cerr << "Một chương trình Khéo khác đang dùng thư mục " << config.data << ".\n";
        return 1;
    }
    auto clock = SystemClock();
    auto installation = Installation(config, clock);
    installation.listen();
    print_demo_links(installation);
    std::cout << fmt::format("ready http://{}:{}", config.address, installation.port()) << std::endl;
    wait_for_end();
    installation.stop();
    log::flush();
    return 0;
}

void add_imports(CLI::App& app, Command& command)
{
    auto* const import = app.add_subcommand("import", "Nạp dữ liệu từ tệp");
    import->require_subcommand(1);
    auto* const areas = import->add_subcommand("areas", "Nạp địa bàn từ tệp CSV");
    areas
        ->add_option_function<std::string>(
            "FILE", [&](std::string const& file) { command.files.emplace_back("file", file); })
        ->required();
    areas
        ->add_option_function<std::string>(
            "--valid-from", [&](std::string const& day) { command.fields.emplace_back("valid_from", day); },
            "Ngày bắt đầu có hiệu lực")
        ->required();
    areas->add_option_function<std::string>(
        "--decision", [&](std::string const& text) { command.fields.emplace_back("decision", text); },
        "Văn bản quyết định");
    auto* const preview = areas->add_flag("--preview")->description("Chỉ xem trước, không lưu");
    areas->callback([&command, preview] {
        command.path = preview->count() ? "/api/v1/areas/import/preview" : "/api/v1/areas/import";
    });
    add_bodies_import(*import, command);
    add_models(*import, command);
    add_documents(*import, command);
}

// kheo.toml here; where there is none, the one in the data folder.
std::string usual_file()
{
    auto here = std::string("kheo.toml");
    auto const environment = config::environment();
    auto const data = environment.find("KHEO_DATA");
    if (std::filesystem::exists(here) || data == environment.end())
        return here;
    auto const there = std::filesystem::path(data->second) / here;
    return std::filesystem::exists(there) ? there.string() : here;
}

// METHOD PATH name=value…
Command request_of(std::vector<std::string> const& words)
{
    auto command = Command{.method = words.at(0), .path = words.at(1), .fields = {}, .files = {}};
    for (auto const& word : words | std::views::drop(2))
        if (auto const cut = word.find('='); cut != std::string::npos)
            command.fields.emplace_back(word.substr(0, cut), word.substr(cut + 1));
    return command;
}

int main(int argc, char** argv)
{
    auto app = CLI::App("Khéo: nền tảng mở cho phong trào Dân vận khéo và dân chủ ở cơ sở");
    app.require_subcommand(1);
    app.set_version_flag("--version", "kheo " KHEO_VERSION, "In số phiên bản");
    std::string file = "kheo.toml";
    auto* const named = app.add_option("--config", file, "Tệp cấu hình (TOML)");
    auto command = Command();
    auto* const serving = app.add_subcommand("serve", "Chạy máy chủ");
    auto* const showing = app.add_subcommand("config", "Hiện cấu hình đang dùng");
    add_imports(app, command);
    add_areas(app, command);
    add_bodies(app, command);
    std::function<int(config::Config const&)> keeping;
    add_keeping(app, keeping);
    add_demo(app, keeping);
    add_export(app, keeping);
    add_users(app, keeping);
    std::function<int()> beginning;
    add_init(app, file, beginning);
    add_rows(app, beginning);
    add_extract(app, beginning);
    auto* const checking =
        app.add_subcommand("check", "So mọi dòng với các việc đã ghi và với sổ kiểm chứng");
    auto* const api = app.add_subcommand("api", "Gửi một yêu cầu tới API");
    std::vector<std::string> words;
    api->add_option("REQUEST", words, "GET hoặc POST, địa chỉ, rồi các mục TÊN=GIÁ TRỊ")
        ->required()
        ->expected(2, 200);
    CLI11_PARSE(app, argc, argv);

    if (!named->count())
        file = usual_file();
    if (beginning)
        return beginning();
    auto const missing = named->count() ? config::Missing::refused : config::Missing::allowed;
    auto const config = config::load(file, missing, config::environment());
    if (!config) {
        std::cerr << config.error().sentence << "\n";
        return 1;
    }
    // A command says what it did; only failures belong beside that.
    if (!serving->parsed())
        log::open({.level = log::Level::error, .form = log::Form::human, .file = {}});
    if (showing->parsed()) {
        std::cout << config::shown(*config);
        return 0;
    }
    if (keeping)
        return keeping(*config);
    if (serving->parsed())
        return serve(*config);
    if (checking->parsed())
        return report_check(run(*config, {.method = "GET", .path = "/api/v1/check"}));
    return command.tell(run(*config, api->parsed() ? request_of(words) : command));
}

} // namespace

} // namespace kheo

int main(int argc, char** argv)
{
    umask(077); // databases, keys, backups and exports are the operator's alone
    try {
        return kheo::main(argc, argv);
    } catch (std::exception const& error) {
        std::cerr << error.what() << "\n";
        return 2;
    }
}
