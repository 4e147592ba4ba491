// SPDX-License-Identifier: AGPL-3.0-or-later
#include "programs/keeping.hpp"

#include "capabilities/ledger/restore.hpp"
#include "programs/installation.hpp"

#include <filesystem>
#include <fmt/format.h>
#include <fstream>
#include <iostream>
#include <sstream>

namespace kheo
{

namespace
{

namespace fs = std::filesystem;

std::string contents(fs::path const& file)
{
    auto in = std::ifstream(file, std::ios::binary);
    auto text = std::ostringstream();
    text << in.rdbuf();
    return text.str();
}

std::unique_ptr<db::Store> open(std::string const& url)
{
    return db::Store::open({.url = url, .readers = 1, .migrations = migrations::all()});
}

// "20261121-120000", in Viet Nam.
std::string stamp(Instant now)
{
    auto text = iso(Instant{now.ms + 7 * 3'600'000}).substr(0, 19);
    std::erase_if(text, [](char c) { return c == '-' || c == ':'; });
    text[8] = '-';
    return text;
}

void copy_if_there(fs::path const& from, fs::path const& to)
{
    if (fs::exists(from))
        fs::copy(from, to, fs::copy_options::recursive | fs::copy_options::overwrite_existing);
}

// The later of two signed checkpoints by size; "" where there is none.
std::string newest(std::string one, std::string other)
{
    auto const size = [](std::string const& note) {
        auto const parsed = merkle::parse_note(note);
        auto const checkpoint =
            parsed ? merkle::parse_checkpoint(parsed->text) : refuse(kheo::problems::not_found);
        return checkpoint ? std::int64_t(checkpoint->size) : -1;
    };
    return size(one) >= size(other) ? one : other;
}

// What the database in place still knows of the ledger beyond the backup; a
// database that cannot be read gives nothing.
std::vector<ledger::SeenLeaf> salvage(config::Config const& config, std::int64_t first)
{
    try {
        auto const store = open(database_of(config));
        return ledger::leaves_from(*store, first);
    } catch (std::exception const& error) {
        std::cerr << fmt::format(
            "Không đọc được cơ sở dữ liệu cũ ({}); sổ cũ chỉ còn phần có trong bản sao lưu.\n", error.what());
        return {};
    }
}

std::int64_t size_of_log(db::Store& store)
{
    auto const all = ledger::leaves_from(store, 0);
    return all.empty() ? 0 : all.back().leaf + 1;
}

void set_aside(fs::path const& data, std::string const& day)
{
    for (auto const* const name : {"kheo.db", "kheo.db-wal", "kheo.db-shm"})
        if (fs::exists(data / name))
            fs::rename(data / name, data / fmt::format("{}.truoc-{}", name, day));
}

} // namespace

int backup(config::Config const& config, std::string const& folder)
{
    auto clock = SystemClock();
    auto const place = fs::path(folder) / ("kheo-" + stamp(clock.now()));
    fs::create_directories(place);
    auto const data = fs::path(config.data);
    open(database_of(config))->backup(place / "database.kheo");
    for (auto const* const name : {"ledger.key", "checkpoint.last", "files", "erasures"})
        copy_if_there(data / name, place / name);
    std::cout << fmt::format("Đã sao lưu vào {}\n", place.string());
    return 0;
}

int restore(config::Config const& config, std::string const& folder)
{
    auto const lock = Lock::take(config.data);
    if (!lock) {
        std::cerr << "Máy chủ đang chạy. Xin dừng máy chủ rồi mới khôi phục.\n";
        return 1;
    }
    if (!config.database.empty()) {
        std::cerr << "Với PostgreSQL, xin khôi phục vào một cơ sở dữ liệu trống rồi đổi cấu hình sang đó.\n";
        return 1;
    }
    auto const place = fs::path(folder);
    auto const data = fs::path(config.data);
    auto clock = SystemClock();
    auto const day = stamp(clock.now());
    auto const known = newest(contents(data / "checkpoint.last"), contents(place / "checkpoint.last"));
    auto const fresh = data / "kheo.db.moi";
    for (auto const* const ending : {"", "-wal", "-shm"})
        fs::remove(fresh.string() + ending);
    db::Store::restore({.url = "sqlite:" + fresh.string()}, place / "database.kheo");
    auto const first = size_of_log(*open("sqlite:" + fresh.string()));
    auto const seen = fs::exists(data / "kheo.db") ? salvage(config, first) : std::vector<ledger::SeenLeaf>();
    for (auto const* const name : {"ledger.key", "files"})
        copy_if_there(place / name, data / name);
    auto const name = config.ledger_name.empty() ? "localhost/kheo" : config.ledger_name;
    auto const how = ledger::continue_log(*open("sqlite:" + fresh.string()), clock,
                                          {name, ledger::load_or_make_seed(data)}, known, seen);
    set_aside(data, day);
    for (auto const* const ending : {"", "-wal", "-shm"})
        if (fs::exists(fresh.string() + ending))
            fs::rename(fresh.string() + ending, (data / "kheo.db").string() + ending);
    if (how == ledger::Continuation::new_log)
        fs::remove(data / "checkpoint.last");
    std::cout << (how == ledger::Continuation::same_log ? "Đã khôi phục. Sổ kiểm chứng viết tiếp.\n"
                                                        : "Đã khôi phục. Bản sao lưu cũ hơn sổ kiểm chứng đã "
                                                          "công bố: sổ mới được mở, dòng đầu ghi rõ chỗ "
                                                          "đứt; sổ cũ vẫn đọc được.\n");
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
    save->add_option("FOLDER", *folder)->required();
    save->callback(
        [&chosen, folder] { chosen = [folder](auto const& config) { return backup(config, *folder); }; });
    auto* const back = app.add_subcommand("restore", "Khôi phục từ một bản sao lưu");
    back->add_option("FOLDER", *folder)->required();
    back->callback(
        [&chosen, folder] { chosen = [folder](auto const& config) { return restore(config, *folder); }; });
    app.add_subcommand("migrate", "Đưa cơ sở dữ liệu lên bản mới nhất")->callback([&chosen] {
        chosen = migrate;
    });
}

} // namespace kheo
