// SPDX-License-Identifier: AGPL-3.0-or-later
#include "capabilities/imports/reading.hpp"

#include "capabilities/accounts/accounts.hpp"
#include "capabilities/imports/batch.sql.hpp"
#include "capabilities/registers/registers.hpp"
#include "data/data.hpp"
#include "platform/files/shelf.hpp"

#include <mutex>

namespace kheo::imports
{

namespace
{

Abbreviations const& abbreviations()
{
    static auto const made = [] {
        auto parsed = Abbreviations::parse(data::file("rules/abbreviations.csv"));
        ensure(parsed.has_value(), "data/rules/abbreviations.csv is broken");
        return std::move(*parsed);
    }();
    return made;
}

struct MappingRow {
    std::string signature;
    std::string targets;
};
BOOST_DESCRIBE_STRUCT(MappingRow, (), (signature, targets))

registers::Targets targets_of(db::Connection& db, std::int64_t owner)
{
    registers::Targets kept;
    for (auto const& [signature, text] : db.all<MappingRow>(sql::mappings_of, {{"owner", owner}})) {
        auto& targets = kept[signature];
        auto const parsed = boost::json::parse(text);
        for (auto const& target : parsed.as_array())
            targets.emplace_back(target.as_string());
    }
    return kept;
}

// Whose the columns are that were explained in this import.
std::int64_t owner_of(Import const& import)
{
    return import.area ? import.area.value : import.account ? import.id.value : 0;
}

// Who made the import, as the account stands on that day. Of several posts the
// one it was made in: its other readers need not have the rest.
acts::Actor maker_of(db::Connection& db, Import const& import, Date day)
{
    if (!import.account)
        return {.kind = acts::ActorKind::system};
    auto maker = acts::Actor{.kind = acts::ActorKind::person,
                             .account = import.account,
                             .posts = accounts::held_posts(db, {import.account}, day)};
    std::erase_if(maker.posts, [&](acts::Post const& post) { return post.body != import.body.value; });
    return maker;
}

struct Waiting {
    File file;
    Import import;
    registers::Mappings mappings;
};

std::optional<Waiting> waiting(db::Connection& db, FileId id, Date day)
{
    auto file = db.one<File>(sql::file_by_id, {{"id", id}});
    auto const import =
        file ? db.one<Import>(sql::import_by_id, {{"id", file->import}}) : std::optional<Import>();
    if (!import)
        return std::nullopt; // it was removed meanwhile
    return Waiting{std::move(*file), *import, mappings_for(db, *import, day)};
}

Outcome<sheets::Workbook> workbook_of(std::string_view bytes, std::string_view name)
{
    if (registers::is_lines(name))
        return registers::read_lines(bytes, name);
    return files::shelf().extractor.sheet(bytes, name);
}

std::string content_of(File const& file)
{
    auto const hash = from_hex(file.hash);
    ensure(hash && hash->size() == Digest().size(), "a file of an import has a broken hash");
    auto digest = Digest();
    std::ranges::copy(*hash, digest.begin());
    auto bytes = files::shelf().store.read(digest);
    if (!bytes)
        throw std::runtime_error("a file of an import is not in the store");
    return std::move(*bytes);
}

} // namespace

Reader::Reader(registers::Mappings mappings, Date today)
    : atlas_(areas::atlas()), directory_(bodies::directory()), check_(areas::private_data_check()),
      mappings_(std::move(mappings)),
      places_(std::make_unique<registers::Places const>(*atlas_, *directory_, abbreviations(), today))
{
}

Outcome<registers::Register> Reader::read(std::string_view bytes, std::string_view name,
                                          registers::Defaults const& defaults) const
{
    auto const book = TRY(workbook_of(bytes, name));
    auto read =
        registers::read_register(book, name, {*places_, registers::words(), *check_, mappings_, defaults});
    if (read.rows.size() > most_rows)
        return refuse(registers::problems::too_many_rows, std::to_string(most_rows));
    return read;
}

registers::Mappings mappings_for(db::Connection& db, Import const& import, Date day)
{
    auto kept = registers::Mappings{.own = targets_of(db, owner_of(import)), .shared = {}};
    if (auto const* const province = areas::atlas()->province_of(import.area, day))
        kept.shared = targets_of(db, province->area.value);
    return kept;
}

void keep_mapping(acts::Work& work, Import const& import, std::string_view signature,
                  std::vector<std::string> const& targets)
{
    work.db.run(sql::put_mapping, {{"owner", owner_of(import)},
                                   {"signature", signature},
                                   {"targets", json::text(targets)},
                                   {"at", work.now}});
}

std::string sheets_text(std::vector<registers::SheetReading> const& sheets)
{
    boost::json::array list;
    for (auto const& sheet : sheets) {
        boost::json::array headings;
        for (auto const& heading : sheet.headings)
            headings.push_back({{"column", heading.column},
                                {"text", heading.text},
                                {"target", name_of(heading.target)},
                                {"sample", heading.sample}});
        list.push_back({{"name", sheet.name},
                        {"heading_row", sheet.heading_row},
                        {"signature", sheet.signature},
                        {"headings", std::move(headings)},
                        {"left_out", json::of(sheet.left_out)},
                        {"left_out_rows", sheet.left_out_rows},
                        {"changed", sheet.changed.flags()}});
    }
    return boost::json::serialize(list);
}

std::vector<registers::SheetReading> sheets_of(std::string const& text)
{
    std::vector<registers::SheetReading> sheets;
    if (text.empty())
        return sheets;
    auto const parsed = boost::json::parse(text);
    for (auto const& each : parsed.as_array()) {
        auto const& object = each.as_object();
        auto& sheet = sheets.emplace_back(
            registers::SheetReading{.name = std::string(object.at("name").as_string()),
                                    .heading_row = object.at("heading_row").to_number<int>(),
                                    .signature = std::string(object.at("signature").as_string()),
                                    .left_out_rows = object.at("left_out_rows").to_number<int>()});
        if (auto const* const flags = object.if_contains("changed")) // read before: without
            sheet.changed = legacy::Changed::of_flags(std::string_view(flags->as_string()));
        for (auto const& heading : object.at("headings").as_array())
            sheet.headings.push_back(
                {heading.at("column").to_number<int>(), std::string(heading.at("text").as_string()),
                 registers::target_named(std::string_view(heading.at("target").as_string())),
                 heading.as_object().contains("sample") ? std::string(heading.at("sample").as_string())
                                                        : ""});
        for (auto const& line : object.at("left_out").as_array())
            sheet.left_out.emplace_back(line.as_string());
    }
    return sheets;
}

registers::Defaults defaults_of(File const& file)
{
    return {.year = file.chosen_year,
            .body = file.chosen_body,
            .field = file.chosen_field,
            .entry = file.chosen_entry,
            .kind = file.chosen_kind};
}

void note(File& file, Outcome<registers::Register> const& read)
{
    if (!read) {
        file.state = FileState::unreadable;
        file.problem = read.error().sentence;
        file.sheets.clear();
        return;
    }
    auto const found =
        std::ranges::any_of(read->sheets, [](auto const& sheet) { return sheet.heading_row >= 0; });
    file.state = found ? FileState::read : FileState::no_register;
    file.problem =
        found ? "" : "Không thấy dòng tiêu đề của sổ đăng ký (cần ít nhất cột tên mô hình và một cột khác).";
    file.sender = read->sender.body;
    file.sender_area = read->sender.area;
    file.sender_reason = read->sender.reason;
    file.sender_sure = read->sender.sure;
    file.year = read->year;
    file.year_reason = read->year_reason;
    file.sheets = sheets_text(read->sheets);
}

void read_file(db::Store& store, Clock& clock, acts::Allowed const& allowed, FileId id)
{
    auto const day = local_date(clock.now());
    auto found = store.read([&](db::Connection& db) { return waiting(db, id, day); });
    if (!found)
        return;
    auto const reader = Reader(std::move(found->mappings), day);
    auto read = reader.read(content_of(found->file), found->file.name, defaults_of(found->file));
    auto const reach_in = [&](db::Connection& db) -> Reach {
        return [&allowed, day, maker = maker_of(db, found->import, day)](acts::Place place) {
            return allowed(maker, models::may::import_models, place, day);
        };
    };
    if (read) {
        auto const earlier =
            store.read([&](db::Connection& db) { return earlier_models(db, *read, reach_in(db)); });
        registers::compare(*read, earlier);
    }
    // Each file is compared with the others of its import: one at a time, or
    // PostgreSQL would have to run all but one again.
    static std::mutex putting;
    std::scoped_lock const one(putting);
    store.write_now([&](db::Connection& db) {
        auto file = db.one<File>(sql::file_by_id, {{"id", id}});
        if (!file)
            return;
        note(*file, read);
        db.run(sql::update_file, *file);
        put_rows(db, *file, read ? *read : registers::Register(), reach_in(db));
    });
}

} // namespace kheo::imports
