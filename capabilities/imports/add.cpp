// SPDX-License-Identifier: AGPL-3.0-or-later
#include "capabilities/imports/add.hpp"

#include "capabilities/imports/batch.sql.hpp"
#include "capabilities/imports/reading.hpp"
#include "platform/files/shelf.hpp"
#include "platform/jobs/jobs.hpp"
#include "platform/text/text.hpp"

#include <array>
#include <fmt/format.h>
#include <fstream>
#include <map>

namespace kheo::imports
{

namespace
{

constexpr std::size_t longest_name = 200;

Outcome<files::Stored> store(std::string const& path)
{
    auto in = std::ifstream(path, std::ios::binary);
    auto incoming = files::shelf().store.begin(most_file_bytes);
    std::array<char, 65536> part{};
    while (in.read(part.data(), part.size()), in.gcount() > 0)
        if (!incoming.add({part.data(), std::size_t(in.gcount())}))
            break;
    return incoming.end();
}

} // namespace

std::span<forms::Rule const> AddForm::rules()
{
    static constexpr std::array<forms::Rule, 2> list{{
        {"files", "Các tệp sổ đăng ký", forms::Input::file, most_files, forms::Need::required},
        {"import", "Lần gộp sổ", forms::Input::id, INT64_MAX},
    }};
    return list;
}

File kept_file(forms::File const& sent)
{
    auto file = File{.name = std::string(first_characters(tidied(nfc(sent.name)), longest_name)),
                     .size = std::int64_t(sent.size)};
    auto const kept = store(sent.path);
    if (kept) {
        file.hash = hex(Bytes(kept->hash.begin(), kept->hash.end()));
    } else {
        file.state = FileState::unreadable;
        file.problem = kept.error().sentence;
    }
    return file;
}

Import new_import(acts::Reading const& reading, int year)
{
    auto import = Import{.account = reading.actor.account, .at = reading.now, .year = year};
    auto const held = bodies::directory();
    for (auto const& post : reading.actor.posts) {
        auto const* const body = held->on({post.body}, reading.today());
        if (body && reading.may(models::may::import_models, {body->area.value, post.body})) {
            import.body = body->body;
            import.area = body->area;
            break;
        }
    }
    return import;
}

Outcome<AddPrepared> prepare_add(routes::Before const& before, AddForm const& form)
{
    // Nothing is kept for an import that is not there.
    if (form.import) {
        auto const asked = before.store.read([&](db::Connection& db) {
            return load_import(
                {.db = db, .actor = before.actor, .now = before.now, .allowed = before.allowed}, form.import);
        });
        if (!asked)
            return std::unexpected(asked.error());
    }
    auto prepared = AddPrepared{.import = form.import};
    for (auto const& sent : form.files)
        prepared.files.push_back(kept_file(sent));
    return prepared;
}

Outcome<routes::Kept> add_files(acts::Work& work, AddPrepared const& prepared)
{
    auto import = Import();
    int place = 0;
    if (prepared.import) {
        import = TRY(load_import(work, prepared.import));
        place = int(files_of(work.db, import.id).size());
    } else {
        import = new_import(work, 0);
        import.id = {work.draws.id()};
        work.db.run(sql::insert_import, import);
    }
    auto const before = files_of(work.db, import.id);
    auto held = std::map<std::string, std::string>(); // name by hash
    for (auto const& file : before)
        held.emplace(file.hash, file.name);
    for (auto file : prepared.files) {
        if (file.state == FileState::waiting)
            if (auto const [same, fresh] = held.emplace(file.hash, file.name); !fresh) {
                file.state = FileState::repeated;
                file.problem = fmt::format("Giống hệt tệp “{}” đã có ở đây: không đọc lại.", same->second);
            }
        file.id = {work.draws.id()};
        file.import = import.id;
        file.place = place++;
        work.db.run(sql::insert_file, file);
        if (file.state == FileState::waiting)
            jobs::put(work.db, work.draws.id(), read_job, file.id.value, work.now);
    }
    work.reads(jobs::topic);
    auto const id = shown(import.id);
    return routes::Kept{.after = {"/can-bo/gop-so/" + id, ""},
                        .json = json::of(Added{import.id, prepared.files.size()}).as_object()};
}

} // namespace kheo::imports
