// SPDX-License-Identifier: AGPL-3.0-or-later
#include "programs/keeping.hpp"

#include "programs/cli_mail.hpp"
#include "programs/installation.hpp"
#include "programs/restoring.hpp"

#include <filesystem>
#include <fmt/format.h>
#include <iostream>

namespace kheo
{

namespace
{

namespace fs = std::filesystem;

void copy_if_there(fs::path const& from, fs::path const& to)
{
    if (fs::exists(from))
        fs::copy(from, to, fs::copy_options::recursive | fs::copy_options::overwrite_existing);
}

} // namespace

// "20261121-120000".
std::string day_stamp(Instant now)
{
    auto text = iso(Instant{now.ms + 7 * 3'600'000}).substr(0, 19);
    std::erase_if(text, [](char c) { return c == '-' || c == ':'; });
    text[8] = '-';
    return text;
}

int backup(config::Config const& config, std::string const& folder)
{
    auto clock = SystemClock();
    auto const place = fs::path(folder) / ("kheo-" + day_stamp(clock.now()));
    fs::create_directories(place);
    fs::permissions(place, fs::perms::owner_all); // the key of the ledger is inside
    auto const data = fs::path(config.data);
    // The checkpoint first: the database, copied after it, holds all it signed.
    // Files and erasures last: they hold all the database speaks of.
    for (auto const* const name : {"ledger.key", "checkpoint.last"})
        copy_if_there(data / name, place / name);
    db::Store::open({.url = database_of(config), .readers = 1, .migrations = migrations::all()})
        ->backup(place / "database.kheo");
    for (auto const* const name : {"files", "erasures"})
        copy_if_there(data / name, place / name);
    std::cout << fmt::format("Đã sao lưu vào {}\n", place.string());
    return 0;
}

int migrate(config::Config const& config)
{
    auto const applied = db::Store::migrate({.url = database_of(config), .migrations = migrations::all()});
    std::cout << fmt::format("Đã áp dụng {} bước.\n", applied);
    return 0;
}

void add_keeping(CLI::App& app, std::function<int(config::Config const&)>& chosen)
{
    auto const folder = std::make_shared<std::string>();
    auto* const save = app.add_subcommand("backup", "Sao lưu, máy chủ vẫn chạy");
    save->add_option("FOLDER", *folder, "Thư mục chứa các bản sao lưu")->required();
    save->callback(
        [&chosen, folder] { chosen = [folder](auto const& config) { return backup(config, *folder); }; });
    auto const restoring = std::make_shared<Restoring>();
    auto* const back = app.add_subcommand("restore", "Khôi phục từ một bản sao lưu");
    back->add_option("FOLDER", restoring->folder, "Bản sao lưu: thư mục kheo-NGÀY-GIỜ")->required();
    back->add_option("--checkpoint", restoring->checkpoint,
                     "Tệp có điểm chốt mới nhất đã công bố mà bạn biết, để sổ cũ viết tiếp được");
    back->add_flag("--new-log", restoring->new_log,
                   "Không biết điểm chốt mới nhất đã công bố: mở sổ kiểm chứng mới");
    back->add_option("--old-database", restoring->old_database,
                     "Địa chỉ PostgreSQL cũ, nếu còn đọc được: giữ nốt phần sổ mà bản sao lưu thiếu");
    back->callback([&chosen, restoring] {
        chosen = [restoring](auto const& config) { return restore(config, *restoring); };
    });
    app.add_subcommand("migrate", "Đưa cơ sở dữ liệu lên bản mới nhất")->callback([&chosen] {
        chosen = migrate;
    });
    add_mail(app, chosen);
}

} // namespace kheo
