// SPDX-License-Identifier: AGPL-3.0-or-later
#include "capabilities/imports/batch.hpp"

#include "capabilities/imports/batch.sql.hpp"
#include "capabilities/imports/correct.hpp"
#include "capabilities/imports/marked.hpp"
#include "platform/json/read.hpp"

#include <fmt/format.h>
#include <set>
#include <tuple>

namespace kheo::imports
{

namespace
{

struct Counted {
    std::int64_t file = 0;
    State state = State::good;
    std::int64_t rows = 0;
};
BOOST_DESCRIBE_STRUCT(Counted, (), (file, state, rows))

struct ReadyRow {
    std::int64_t file = 0;
    std::int64_t area = 0;
    std::int64_t body = 0;
    State state = State::good;
    std::int64_t rows = 0;
};
BOOST_DESCRIBE_STRUCT(ReadyRow, (), (file, area, body, state, rows))

struct TwinRow {
    std::int64_t file = 0;
    std::int64_t spot = 0;
    std::int64_t body = 0;
    std::int64_t year = 0;
    std::string title_key;
    std::int64_t line = 0;
};
BOOST_DESCRIBE_STRUCT(TwinRow, (), (file, spot, body, year, title_key, line))

struct EntryRow {
    std::int64_t model = 0;
    int year = 0;
    std::string title;
};
BOOST_DESCRIBE_STRUCT(EntryRow, (), (model, year, title))

template <class T>
std::vector<T> list_of(std::string const& text)
{
    std::vector<T> list;
    // Held: the loop would not keep alive what it was parsed into.
    auto const parsed = boost::json::parse(text);
    for (auto const& item : parsed.as_array()) {
        if constexpr (std::is_same_v<T, std::string>)
            list.emplace_back(item.as_string());
        else
            list.push_back(json::read<T>(item.as_object()));
    }
    return list;
}

std::string twin_words(std::int64_t line, File const& file)
{
    return fmt::format("Trùng với dòng {} của tệp “{}”.", line + 1, file.name);
}

std::string again_words(std::int64_t line, File const& file)
{
    return fmt::format("Đã gửi lại trong tệp “{}”, dòng {}.", file.name, line + 1);
}

// Rows of different files that name the same model of the same body and year:
// each but the first waits for a person's choice, said by `say(row, words)`.
template <class Say>
void each_twin(std::vector<TwinRow> rows, std::map<std::int64_t, File> const& files, Say const& say)
{
    auto const model = [](TwinRow const& row) { return std::tie(row.body, row.year, row.title_key); };
    // Put in order here: databases guess badly at rows that came a moment ago.
    std::ranges::sort(rows, {}, [&](TwinRow const& row) {
        return std::tuple_cat(model(row), std::tuple(files.at(row.file).place, row.spot));
    });
    TwinRow const* first = nullptr;
    for (auto const& row : rows) {
        if (!first || model(*first) != model(row))
            first = &row;
        else if (first->file != row.file)
            say(row, twin_words(first->line, files.at(first->file)));
    }
}

void mark_twins(db::Connection& db, ImportId import)
{
    db.run(sql::forget_twins, {{"import", import}});
    std::map<std::int64_t, File> files;
    for (auto& file : files_of(db, import))
        files.emplace(file.id.value, std::move(file));
    each_twin(db.all<TwinRow>(sql::twin_rows, {{"import", import}}), files,
              [&](TwinRow const& row, std::string const& words) {
                  db.run(sql::put_twin, {{"file", row.file}, {"spot", row.spot}, {"twin", words}});
              });
}

// The row as a row of this unit, which it was taken for when it came first.
StoredRow of_unit(db::Connection& db, StoredRow const& row, BodyId body, Reach const& reach)
{
    auto one = registers::Register();
    auto& line = one.rows.emplace_back(read_back(row));
    line.body = body;
    line.unknown_unit = false;
    line.notes.clear();
    line.state = line.errors.empty() ? State::good : State::to_fix;
    registers::compare(one, earlier_models(db, one, reach));
    return stored(line, row.import, row.file);
}

// A register that was sent once more takes the place of the one before it.
void mark_again(db::Connection& db, File const& file, Reach const& reach)
{
    auto const rows = [&](FileId id) {
        return db.all<StoredRow>(sql::rows_of_file, {{"file", id}, {"after", 0}, {"count", INT64_MAX}});
    };
    for (auto const& other : files_of(db, file.import)) {
        if (other.id == file.id || !file.sender_area || other.sender_area != file.sender_area)
            continue;
        auto const& first = other.place < file.place ? other : file;
        auto const& later = other.place < file.place ? file : other;
        auto const before = rows(first.id);
        auto const now = rows(later.id);
        for (auto const& again : sent_again(before, now)) {
            db.run(sql::put_again, {{"file", first.id},
                                    {"spot", again.before->spot},
                                    {"twin", again_words(again.now->line, later)}});
            if (again.before->taking && again.now->unknown_unit && again.now->choice.empty())
                db.run(sql::update_row, of_unit(db, *again.now, again.before->body, reach));
        }
    }
}

} // namespace

std::int64_t spot_of(int sheet, int line)
{
    return (std::int64_t(sheet) << 24) + line + 1;
}

StoredRow stored(registers::Row const& row, ImportId import, FileId file)
{
    return {.import = import,
            .file = file,
            .spot = spot_of(row.sheet, row.row),
            .sheet = row.sheet,
            .line = row.row,
            .state = row.state,
            .year = row.year,
            .kind = row.kind,
            .entry = row.entry,
            .said_entry = row.said_entry,
            .body = row.body,
            .area = row.area,
            .unknown_unit = row.unknown_unit,
            .title_key = registers::title_key(row.values[registers::Field::title]),
            .texts = boost::json::serialize(registers::of(row.values)),
            .errors = json::text(row.errors),
            .notes = json::text(row.notes),
            .candidates = json::text(row.candidates),
            .model = row.model};
}

registers::Row read_back(StoredRow const& row)
{
    return {.sheet = row.sheet,
            .row = row.line,
            .values = registers::values_of(boost::json::parse(row.texts).as_object()),
            .year = row.year,
            .kind = row.kind,
            .entry = row.entry,
            .said_entry = row.said_entry,
            .body = row.body,
            .area = row.area,
            .state = row.state,
            .errors = list_of<registers::CellError>(row.errors),
            .notes = list_of<std::string>(row.notes),
            .candidates = list_of<registers::Candidate>(row.candidates),
            .model = row.model,
            .unknown_unit = row.unknown_unit};
}

void Tally::add(State state, std::int64_t rows)
{
    auto* const counter =
        std::array{&good, &kept, &same, &to_fix, &unclear, &personal, &taken, &skipped, &again}.at(
            std::size_t(state));
    *counter += rows;
}

Tally& Tally::operator+=(Tally const& other)
{
    json::each_shared(*this, other, [](std::string_view, auto& mine, auto value) { mine += value; });
    return *this;
}

bool may_open(acts::Reading const& reading, Import const& import)
{
    if (import.body)
        return reading.may(models::may::import_models, place(import));
    return reading.actor.kind == acts::ActorKind::system ||
           (reading.actor.kind == acts::ActorKind::person && reading.actor.account == import.account);
}

Reach reach_of(acts::Reading const& reading)
{
    return [&reading](acts::Place place) { return reading.may(models::may::import_models, place); };
}

Outcome<Import> load_import(acts::Reading const& reading, ImportId id)
{
    auto import = reading.db.one<Import>(sql::import_by_id, {{"id", id}});
    if (!import || !may_open(reading, *import))
        return refuse(kheo::problems::not_found);
    return *import;
}

Outcome<FileOfImport> load_file(acts::Reading const& reading, ImportId import, FileId id)
{
    auto found = TRY(load_import(reading, import));
    auto file = reading.db.one<File>(sql::file_by_id, {{"id", id}});
    if (!file || file->import != import)
        return refuse(kheo::problems::not_found);
    return FileOfImport{found, std::move(*file)};
}

std::vector<File> files_of(db::Connection& db, ImportId import)
{
    return db.all<File>(sql::files_of_import, {{"import", import}});
}

std::map<std::int64_t, Tally> tallies_of(db::Connection& db, ImportId import)
{
    std::map<std::int64_t, Tally> tallies;
    for (auto const& [file, state, rows] : db.all<Counted>(sql::tally_of_import, {{"import", import}}))
        tallies[file].add(state, rows);
    return tallies;
}

std::vector<Taking> takings_of(db::Connection& db, ImportId import)
{
    return db.all<Taking>(sql::takings_of_import, {{"import", import}});
}

std::string name_of(acts::Place const& place, Date day)
{
    auto const* const body = bodies::directory()->newest({place.body});
    return body ? body->name : areas::atlas()->full_name({place.area}, day);
}

std::map<std::int64_t, Beyond> beyond_reach(acts::Reading const& reading, ImportId import)
{
    std::map<std::int64_t, Beyond> beyond;
    for (auto const& each : reading.db.all<ReadyRow>(sql::ready_places, {{"import", import}})) {
        auto const place = acts::Place{each.area, each.body};
        if (reading.may(models::may::import_models, place))
            continue;
        auto& file = beyond[each.file];
        (each.state == State::good ? file.good : file.kept) += each.rows;
        if (file.whose.empty())
            file.whose = name_of(place, reading.today());
    }
    return beyond;
}

void put_rows(db::Connection& db, File const& file, registers::Register const& read, Reach const& reach)
{
    std::map<std::int64_t, StoredRow> before;
    for (auto& row :
         db.all<StoredRow>(sql::rows_of_file, {{"file", file.id}, {"after", 0}, {"count", INT64_MAX}}))
        before.emplace(row.spot, std::move(row));
    db.run(sql::delete_rows_of_file, {{"file", file.id}});
    std::vector<StoredRow> rows;
    for (auto const& each : read.rows) {
        auto row = stored(each, file.import, file.id);
        auto const old = before.find(row.spot);
        if (old != before.end() && old->second.taking)
            continue; // entered already
        if (old != before.end() && old->second.title_key == row.title_key &&
            (old->second.body == row.body || old->second.choice.starts_with(unit_is)) &&
            !old->second.choice.empty())
            if (auto decided = chosen(row, old->second.choice))
                row = std::move(*decided);
        rows.push_back(std::move(row));
    }
    db.run_all(sql::insert_row, rows);
    mark_again(db, file, reach);
    mark_twins(db, file.import);
}

void settle_together(std::vector<File> const& files, std::vector<std::vector<StoredRow>>& rows)
{
    std::map<std::int64_t, File> by_id;
    std::map<std::pair<std::int64_t, std::int64_t>, StoredRow*> by_place;
    for (std::size_t at = 0; at < files.size(); ++at) {
        by_id.emplace(files[at].id.value, files[at]);
        for (std::size_t first = 0; first < at; ++first) {
            if (!files[at].sender_area || files[first].sender_area != files[at].sender_area)
                continue;
            for (auto const& again : sent_again(rows[first], rows[at])) {
                auto& before = rows[first][std::size_t(again.before - rows[first].data())];
                if (before.state == State::same || before.state == State::personal)
                    continue;
                before.twin = again_words(again.now->line, files[at]);
                before.state = State::again;
            }
        }
    }
    std::vector<TwinRow> named;
    for (auto& list : rows)
        for (auto& row : list) {
            by_place.emplace(std::pair(row.file.value, row.spot), &row);
            auto const counts = row.state == State::good || row.state == State::kept ||
                                row.state == State::unclear || row.state == State::same;
            if (counts && row.body && !row.title_key.empty())
                named.push_back(
                    {row.file.value, row.spot, row.body.value, row.year, row.title_key, row.line});
        }
    each_twin(std::move(named), by_id, [&](TwinRow const& twin, std::string const& words) {
        auto& row = *by_place.at({twin.file, twin.spot});
        row.twin = words;
        if (row.state == State::good || row.state == State::kept)
            row.state = State::unclear;
    });
}

registers::EarlierModels earlier_models(db::Connection& db, registers::Register const& read,
                                        Reach const& reach)
{
    std::set<std::int64_t> wanted;
    std::set<std::int64_t> asked;
    for (auto const& row : read.rows)
        if (row.body && asked.insert(row.body.value).second && reach({row.area.value, row.body.value}))
            wanted.insert(row.body.value);
    registers::EarlierModels earlier;
    for (auto const body : wanted) {
        auto& list = earlier[body];
        std::map<std::int64_t, std::size_t> places;
        for (auto& model : db.all<models::Model>(sql::models_of_body, {{"body", body}})) {
            places.emplace(model.id.value, list.size());
            list.push_back({std::move(model), {}});
        }
        for (auto& entry : db.all<EntryRow>(sql::entries_of_body, {{"body", body}}))
            if (auto const at = places.find(entry.model); at != places.end())
                list[at->second].entries.push_back({entry.year, std::move(entry.title)});
    }
    return earlier;
}

void each_file(db::Connection& db, std::function<void(std::string_view)> const& with)
{
    db.each<std::string>(sql::files_of_imports, {}, with);
}

} // namespace kheo::imports
