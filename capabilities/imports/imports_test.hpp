// SPDX-License-Identifier: AGPL-3.0-or-later
// An officer's desk for the tests of this folder: an invented province, files
// as they come, read by the real reader in its sandbox.
#pragma once

#include "capabilities/imports/add.hpp"
#include "capabilities/imports/batch.sql.hpp"
#include "capabilities/imports/browse.hpp"
#include "capabilities/imports/correct.hpp"
#include "capabilities/imports/direct.hpp"
#include "capabilities/imports/imports.hpp"
#include "capabilities/imports/marked.hpp"
#include "capabilities/imports/reading.hpp"
#include "capabilities/imports/take.hpp"
#include "platform/files/shelf.hpp"
#include "platform/testing/office.hpp"

#include <doctest/doctest.h>
#include <filesystem>
#include <fstream>
#include <unistd.h>

namespace kheo::imports
{

struct Desk : testing::Office {
    static constexpr Date from{20'270}; // 1 July 2025
    static constexpr BodyId provincial{10}, party{20}, front{21}, other{40};

    static areas::Area area(std::int64_t id, char const* code, char const* name, areas::AreaKind kind,
                            std::int64_t parent)
    {
        auto const provincial = kind == areas::AreaKind::province;
        return {.id = {id * 10},
                .area = {id},
                .code = code,
                .name = name,
                .full_name = std::string(provincial ? "Tỉnh " : "Xã ") + name,
                .kind = kind,
                .parent = {parent},
                .valid_from = from};
    }
    static bodies::Body body(std::int64_t id, char const* code, char const* name, std::int64_t area,
                             bool contact = false)
    {
        return {.id = {id * 10},
                .body = {id},
                .code = code,
                .name = name,
                .area = {area},
                .contact = contact,
                .valid_from = from};
    }

    explicit Desk(db::Engine engine)
        : Office(engine),
          runner(*scratch.store, clock, 1,
                 handlers(*scratch.store, clock,
                          [this](acts::Actor const& who, acts::Permission what, acts::Place at, Date day) {
                              return allowed(who, what, at, day);
                          }))
    {
        using areas::AreaKind;
        areas::put_atlas(std::make_shared<areas::Atlas const>(
            std::vector{area(1, "99", "Minh Họa", AreaKind::province, 0),
                        area(2, "99001", "Đồng Sen Hạ", AreaKind::commune, 1),
                        area(4, "99003", "Vàm Lá", AreaKind::commune, 1)},
            std::vector<areas::AreaChange>()));
        bodies::put_directory(std::make_shared<bodies::Directory const>(
            std::vector{body(10, "99-BDV", "Ban Dân vận Tỉnh ủy Minh Họa", 1),
                        body(20, "99001-DU", "Đảng ủy Xã Đồng Sen Hạ", 2, true),
                        body(21, "99001-MT", "Ủy ban MTTQ Việt Nam Xã Đồng Sen Hạ", 2),
                        body(40, "99003-DU", "Đảng ủy Xã Vàm Lá", 4, true)}));
        files::put_shelf(std::make_unique<files::Shelf>(folder / "files", KHEO_EXTRACT));
    }
    // Somebody in a post of this body, who may import in its area and what lies
    // in it: as roles answer, a place that is nowhere is within anybody's reach.
    void sit_at(BodyId body, std::int64_t account)
    {
        auto const area = bodies::directory()->newest(body)->area;
        actor = {.kind = acts::ActorKind::person,
                 .account = account,
                 .name = "Cán bộ",
                 .posts = {{.id = 1, .role = "officer", .body = body.value}}};
        allowed = [area](auto const& who, auto, acts::Place place, Date day) {
            return who.kind == acts::ActorKind::system || (place.area == 0 && place.body == 0) ||
                   areas::atlas()->within({place.area}, area, day);
        };
    }
    void sit_as_operator() { actor = {.kind = acts::ActorKind::system, .name = "Người vận hành"}; }

    ~Desk() { std::filesystem::remove_all(folder); }

    // A register of Xã Đồng Sen Hạ for 2026 with these lines below its headings.
    static std::string sheet(std::string const& lines, std::string const& title = "ĐẢNG ỦY XÃ ĐỒNG SEN HẠ")
    {
        return title +
               "\nĐĂNG KÝ MÔ HÌNH DÂN VẬN KHÉO NĂM 2026\n"
               "Tên mô hình,Lĩnh vực,Đơn vị,Cách làm\n" +
               lines;
    }

    using Named = std::vector<std::pair<std::string, std::string>>; // name and bytes

    // The files as they are kept before the queue.
    Outcome<AddPrepared> prepared(Named const& named, ImportId import = {})
    {
        auto form = AddForm{.import = import};
        for (auto const& [name, bytes] : named) {
            auto const path = folder / std::to_string(++sent);
            std::ofstream(path, std::ios::binary) << bytes;
            form.files.push_back({.field = "files", .name = name, .path = path, .size = bytes.size()});
        }
        auto const head = http::Head();
        return prepare_add({*scratch.store, head, actor, allowed, clock.now()}, form);
    }
    // Sends the files, without reading them.
    ImportId send(Named const& named, ImportId import = {})
    {
        auto const ready = prepared(named, import);
        REQUIRE(ready);
        auto const kept = act(add_files, *ready);
        REQUIRE(kept);
        return {*parse_id(std::string_view(kept->json.at("id").as_string()))};
    }
    // … and reads them.
    ImportId add(Named const& named, ImportId import = {})
    {
        auto const id = send(named, import);
        read_files();
        return id;
    }
    void read_files()
    {
        while (runner.run_due() > 0) {
        }
    }

    ImportView view(ImportId import)
    {
        auto found = read([&](acts::Reading& reading) { return view_import(reading, {import}); });
        REQUIRE(found);
        return *found;
    }
    std::vector<File> files(ImportId import)
    {
        return read([&](acts::Reading& reading) { return files_of(reading.db, import); });
    }
    FileId file(ImportId import, std::size_t at = 0) { return files(import).at(at).id; }
    // "good" of each row of the file, in its order.
    std::string states(ImportId import, std::size_t at = 0)
    {
        std::string line;
        for (auto const& row : rows(import, at))
            line += (line.empty() ? "" : " ") + std::string(boost::describe::enum_to_string(row.state, ""));
        return line;
    }
    std::vector<StoredRow> rows(ImportId import, std::size_t at = 0)
    {
        auto const id = file(import, at);
        return read([&](acts::Reading& reading) {
            return reading.db.all<StoredRow>(sql::rows_of_file,
                                             {{"file", id}, {"after", 0}, {"count", INT64_MAX}});
        });
    }
    // Those in the register, withdrawn ones left out, by body.
    std::vector<models::Model> models_now()
    {
        return read([](acts::Reading& reading) {
            std::vector<models::Model> all;
            for (auto const body : {party, front, other})
                std::ranges::move(reading.db.all<models::Model>(sql::models_of_body, {{"body", body}}),
                                  std::back_inserter(all));
            return all;
        });
    }
    std::vector<acts::Act> acts_of(std::int64_t model)
    {
        return read([&](acts::Reading& reading) { return acts::history(reading.db, "model", model); });
    }
    Taking take_all(ImportId import, bool publish = false)
    {
        auto const done = act(take, TakeForm{.import = import, .publish = publish});
        REQUIRE(done);
        return done->value();
    }

    DirectPrepared prepared_directly(Named const& named, bool create_units = false)
    {
        auto form = DirectForm{.create_units = create_units};
        for (auto const& [name, bytes] : named) {
            auto const path = folder / std::to_string(++sent);
            std::ofstream(path, std::ios::binary) << bytes;
            form.files.push_back({.field = "files", .name = name, .path = path, .size = bytes.size()});
        }
        auto const head = http::Head();
        auto const ready = prepare_direct({*scratch.store, head, actor, allowed, clock.now()}, form);
        REQUIRE(ready);
        return *ready;
    }
    // What `kheo import models --preview` answers for these files.
    boost::json::object preview(Named const& named, bool create_units)
    {
        auto const told = act(preview_directly, prepared_directly(named, create_units));
        REQUIRE(told);
        return told->json;
    }

    // Somebody receives the model: it is not as the taking left it.
    void work_on(models::Model const& model)
    {
        auto const done = act(
            [](acts::Work& work, models::Model const& now) -> Outcome<acts::Recorded<models::Model>> {
                auto const next = TRY(models::received(now));
                return models::store(work, "models.received", next);
            },
            model);
        REQUIRE(done);
    }

    std::filesystem::path folder =
        std::filesystem::temp_directory_path() / ("kheo-gop-so-" + std::to_string(::getpid()));
    int sent = 0;
    jobs::Runner runner;
};

} // namespace kheo::imports
