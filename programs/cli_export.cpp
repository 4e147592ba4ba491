// SPDX-License-Identifier: AGPL-3.0-or-later
#include "programs/cli_export.hpp"

#include "capabilities/demo/demo.hpp"
#include "platform/text/number.hpp"
#include "programs/command.hpp"
#include "programs/installation.hpp"
#include "programs/rows.hpp"

#include <filesystem>
#include <fmt/format.h>
#include <fstream>
#include <iostream>

namespace kheo
{

namespace
{

namespace fs = std::filesystem;

// One-time links are of no use to anybody else and of too much use to a thief.
constexpr std::string_view left_out = "one_time_link";

constexpr char const* what_is_inside =
    "Toàn bộ dữ liệu của một trang Khéo, ở dạng mở, đọc được bằng mọi chương trình.\n"
    "Có dữ liệu cá nhân của cán bộ: giữ kín như bản sao lưu.\n\n"
    "models.csv        sổ mô hình, đúng các cột mà `kheo import models` nhận lại\n"
    "records/LOẠI.jsonl  mỗi dòng một bản ghi như đang có\n"
    "history/LOẠI.jsonl  mỗi dòng một việc đã ghi, theo từng bản ghi, cũ trước mới sau;\n"
    "                    việc đã xóa chỉ còn mã băm\n"
    "files/            tệp minh chứng, tên là mã băm SHA-256\n"
    "checkpoint        điểm chốt của sổ kiểm chứng lúc xuất\n";

void put(fs::path const& file, std::string_view text)
{
    auto out = std::ofstream(file, std::ios::binary);
    out << text;
    out.close();
    if (!out)
        throw std::runtime_error("Không ghi được " + file.string());
}

http::Reply register_as(config::Config const& config, std::string const& format, int year)
{
    auto const of_year = year == 0 ? std::string() : fmt::format("&year={}", year);
    return run(config, {.method = "GET",
                        .path = fmt::format("/api/v1/models/export?format={}{}", format, of_year),
                        .fields = {},
                        .files = {}});
}

// Without a file, to the standard output.
int export_models(config::Config const& config, fs::path const& file, std::string const& format, int year)
{
    auto const ending = file.extension().string();
    auto const wanted = file.empty() ? format : ending.empty() ? "" : ending.substr(1);
    if (wanted != "csv" && wanted != "xlsx" && wanted != "jsonl") {
        std::cerr << "Chỉ xuất được .xlsx, .csv hoặc .jsonl.\n";
        return 1;
    }
    auto const reply = register_as(config, wanted, year);
    if (reply.status != 200)
        return report(reply);
    if (file.empty()) {
        std::cout << reply.body;
        return 0;
    }
    put(file, reply.body);
    std::cout << fmt::format("Đã xuất sổ mô hình vào {}\n", file.string());
    return 0;
}

boost::json::object line_of(acts::Act const& act, bool demo)
{
    auto line = boost::json::object{{"object", std::to_string(act.object)},
                                    {"version", act.version},
                                    {"kind", act.kind},
                                    {"at", iso(act.at)},
                                    {"digest", hex(act.digest)}};
    line["salt"] = act.salt ? boost::json::value(hex(*act.salt)) : boost::json::value();
    line["content"] = act.content.empty() ? boost::json::value() : boost::json::parse(act.content);
    if (demo)
        line["demo"] = true;
    return line;
}

// The records of one kind as they stand, and what became of each. Returns how many.
std::int64_t export_kind(db::Connection& db, acts::Projection const& projection, fs::path const& place,
                         bool demo)
{
    auto const name = std::string(projection.object_kind) + ".jsonl";
    std::vector<std::int64_t> objects;
    auto records = std::ofstream(place / "records" / name, std::ios::binary);
    projection.each(db, [&](std::int64_t object, std::int64_t version, std::string const& text) {
        auto line = boost::json::parse(text).as_object();
        line["id"] = std::to_string(object);
        line["version"] = version;
        if (demo)
            line["demo"] = true;
        records << boost::json::serialize(line) << "\n";
        objects.push_back(object);
    });
    auto history = std::ofstream(place / "history" / name, std::ios::binary);
    for (auto const object : objects)
        for (auto const& act : acts::history(db, projection.object_kind, object))
            history << boost::json::serialize(line_of(act, demo)) << "\n";
    records.close();
    history.close();
    if (!records || !history)
        throw std::runtime_error("Không ghi được " + name);
    return std::int64_t(objects.size());
}

int export_site(config::Config const& config, std::string const& folder)
{
    auto clock = SystemClock();
    auto const place = fs::path(folder);
    if (fs::exists(place) && !fs::is_empty(place)) {
        std::cerr << fmt::format("Thư mục {} đã có gì đó. Xin chọn một thư mục mới.\n", folder);
        return 1;
    }
    for (auto const* const part : {"records", "history"})
        fs::create_directories(place / part);
    fs::permissions(place, fs::perms::owner_all); // names of officials are inside
    auto const models = register_as(config, "csv", 0);
    if (models.status != 200)
        return report(models);
    put(place / "models.csv", models.body);
    auto const store =
        db::Store::open({.url = database_of(config), .readers = 1, .migrations = migrations::all()});
    auto const count = store->read([&](db::Connection& db) {
        auto const demo = demo::is_demo(db);
        std::int64_t records = 0;
        for (auto const& projection : all_projections())
            if (projection.object_kind != left_out)
                records += export_kind(db, projection, place, demo);
        return records;
    });
    auto const data = fs::path(config.data);
    if (fs::exists(data / "files"))
        fs::copy(data / "files", place / "files", fs::copy_options::recursive);
    if (fs::exists(data / "checkpoint.last"))
        fs::copy(data / "checkpoint.last", place / "checkpoint");
    put(place / "README.txt", what_is_inside);
    std::cout << fmt::format("Đã xuất {} bản ghi vào {}\n", shown(count), folder);
    return 0;
}

} // namespace

void add_export(CLI::App& app, std::function<int(config::Config const&)>& chosen)
{
    auto* const out = app.add_subcommand("export", "Xuất dữ liệu ra tệp");
    out->require_subcommand(1);

    struct Wanted {
        std::string place;
        std::string format = "csv";
        int year = 0;
    };
    auto const wanted = std::make_shared<Wanted>();
    auto* const models = out->add_subcommand("models", "Sổ mô hình, đúng các cột mà import models nhận lại");
    models->add_option("FILE", wanted->place, "Tệp .xlsx, .csv hoặc .jsonl; không ghi thì in ra màn hình");
    models->add_option("--format", wanted->format, "csv, xlsx hoặc jsonl, khi không ghi tệp");
    models->add_option("--year", wanted->year, "Chỉ lượt đăng ký của năm này");
    models->callback([&chosen, wanted] {
        chosen = [wanted](auto const& config) {
            return export_models(config, wanted->place, wanted->format, wanted->year);
        };
    });
    auto* const site = out->add_subcommand("site", "Toàn bộ dữ liệu của trang, ở dạng mở");
    site->add_option("FOLDER", wanted->place, "Thư mục mới")->required();
    site->callback([&chosen, wanted] {
        chosen = [wanted](auto const& config) { return export_site(config, wanted->place); };
    });
}

} // namespace kheo
