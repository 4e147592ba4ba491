// SPDX-License-Identifier: AGPL-3.0-or-later
#include "capabilities/imports/take.hpp"

#include "capabilities/imports/batch.sql.hpp"
#include "capabilities/imports/correct.hpp"
#include "platform/text/text.hpp"

#include <array>
#include <fmt/format.h>
#include <set>

namespace kheo::imports
{

namespace
{

using models::Model;
using models::Revision;
using registers::Field;
using registers::Values;

// Copies what the line says into the members of the same names; an empty cell
// says nothing.
template <class Record>
void put_texts(Record& record, Values const& values)
{
    json::each_member(record, [&](std::string_view name, auto& member) {
        if constexpr (std::is_same_v<std::remove_cvref_t<decltype(member)>, std::string>) {
            auto const field = registers::field_named(name);
            if (field && !values[*field].empty())
                member = values[*field];
        }
    });
}

Revision revised(Model const& model, Values const& values)
{
    auto revision = Revision();
    json::copy_shared(revision, model);
    put_texts(revision, values);
    return revision;
}

// One taking while its rows are entered.
struct Desk {
    acts::Work& work;
    Import const& import;
    TakeOptions options;
    std::shared_ptr<bodies::Directory const> directory = bodies::directory();
    std::shared_ptr<areas::Atlas const> atlas = areas::atlas();
    std::map<std::int64_t, bodies::Body> added = {}; // units of this taking, by body
    std::map<std::int64_t, Model> known = {};        // earlier models, by id
    Taking taking = {};

    bodies::Body const* body(BodyId id) const
    {
        auto const fresh = added.find(id.value);
        return fresh != added.end() ? &fresh->second : directory->on(id, work.today());
    }
};

bool wants_unit(StoredRow const& row, TakeOptions const& options)
{
    return options.create_units && row.unknown_unit && row.choice != "skip" && row.errors == "[]";
}

bool is_open(StoredRow const& row, TakeOptions const& options)
{
    return row.state == State::good || row.state == State::kept || wants_unit(row, options);
}

Problem not_yours(acts::Work& work, FileId id, acts::Place const& place)
{
    auto const file = work.db.one<File>(sql::file_by_id, {{"id", id}});
    return Problem(problems::not_yours, fmt::format("Tệp “{}” có dòng của {}", file ? file->name : "",
                                                    name_of(place, work.today())));
}

// Every row's place must be within the actor's rights, or none is taken.
Outcome<void> admitted(Desk const& desk, std::vector<StoredRow> const& rows)
{
    std::map<std::pair<std::int64_t, std::int64_t>, FileId> places;
    for (auto const& row : rows)
        if (is_open(row, desk.options))
            places.emplace(std::pair(row.area.value, row.body.value), row.file);
    for (auto const& [place, file] : places) {
        auto const at = acts::Place{place.first, place.second};
        auto const fresh = at.body == 0;
        auto const may = desk.work.may(models::may::import_models, at) &&
                         (!fresh || desk.work.may(bodies::may::add_bodies, at)) &&
                         (!desk.options.publish || (desk.work.may(models::may::receive_models, at) &&
                                                    desk.work.may(models::may::publish_models, at)));
        if (!may)
            return std::unexpected(not_yours(desk.work, file, at));
    }
    return {};
}

void add_unit(Desk& desk, StoredRow& row, Values const& values, registers::Places const& places,
              std::map<std::pair<std::int64_t, std::string>, BodyId>& made)
{
    auto const& unit = values[Field::unit];
    auto& id = made[{row.area.value, places.unit_key(unit, row.area)}];
    if (!id) {
        auto const* const area = desk.atlas->on(row.area, desk.work.today());
        auto const* const superior = places.speaker(row.area);
        auto const first = date_of({row.year, 1, 1}).value_or(desk.work.today());
        auto body =
            bodies::Body{.id = {desk.work.draws.id()},
                         .body = {desk.work.draws.id()},
                         .code = registers::unit_code(area->code, unit, *desk.directory, desk.work.today()),
                         .name = unit,
                         .line = registers::line_of(unit),
                         .area = row.area,
                         .superior = superior ? superior->body : BodyId(),
                         .valid_from = std::min(std::max(first, area->valid_from), desk.work.today()),
                         .demo = area->demo};
        for (auto const& [other, earlier] : desk.added)
            if (earlier.code == body.code)
                body.code += "-" + std::to_string(desk.added.size());
        bodies::store_new(desk.work, body);
        id = body.body;
        desk.added.emplace(id.value, body);
        ++desk.taking.units_added;
    }
    row.body = id;
    row.unknown_unit = false;
    if (row.choice.empty())
        row.state = State::good;
}

void add_units(Desk& desk, std::vector<StoredRow>& rows)
{
    static auto const none = Abbreviations();
    auto const places = registers::Places(*desk.atlas, *desk.directory, none, desk.work.today());
    std::map<std::pair<std::int64_t, std::string>, BodyId> made;
    for (auto& row : rows)
        if (wants_unit(row, desk.options) && desk.atlas->on(row.area, desk.work.today()))
            add_unit(desk, row, read_back(row).values, places, made);
}

// Others may have worked since the file was read: rows that nobody decided
// about are compared with what is there now.
void compare_again(Desk& desk, std::vector<StoredRow>& rows)
{
    auto now = registers::Register();
    std::vector<StoredRow*> places;
    for (auto& row : rows) {
        auto const decided = !row.choice.empty() && !row.choice.starts_with(unit_is);
        if (decided || (row.state != State::good && row.state != State::kept))
            continue;
        auto line = read_back(row);
        line.state = State::good;
        line.candidates.clear();
        now.rows.push_back(std::move(line));
        places.push_back(&row);
    }
    auto const earlier = earlier_models(desk.work.db, now, reach_of(desk.work));
    for (auto const& [body, list] : earlier)
        for (auto const& each : list)
            desk.known.emplace(each.model.id.value, each.model);
    registers::compare(now, earlier);
    for (std::size_t at = 0; at < places.size(); ++at) {
        auto fresh = stored(now.rows[at], places[at]->import, places[at]->file);
        fresh.twin = places[at]->twin;
        fresh.choice = places[at]->choice;
        *places[at] = std::move(fresh);
    }
}

Model const* earlier_model(Desk& desk, ModelId id)
{
    auto const known = desk.known.find(id.value);
    if (known != desk.known.end())
        return &known->second;
    auto loaded = models::load_row(desk.work, id);
    return loaded ? &desk.known.emplace(id.value, std::move(*loaded)).first->second : nullptr;
}

// The model as its act leaves it; for a publication the two acts more.
Model published(Desk& desk, Model model)
{
    if (!desk.options.publish || model.published)
        return model;
    for (auto const& [act, step] : {std::pair("models.received", &models::received),
                                    std::pair("models.published", &models::published)}) {
        auto next = step(model);
        if (!next)
            return model;
        model = models::store(desk.work, act, *next).value();
    }
    return model;
}

bool enters_for_another(Desk const& desk, BodyId body)
{
    return std::ranges::find(desk.work.actor.posts, body.value, &acts::Post::body) ==
           desk.work.actor.posts.end();
}

Model entered(Desk& desk, StoredRow const& row, Values const& values)
{
    auto const* const body = desk.body(row.body);
    auto model = Model{.id = {desk.work.draws.id()},
                       .kind = row.kind,
                       .year = row.year,
                       .entry = row.entry,
                       .body = row.body,
                       .area = body ? body->area : row.area,
                       .stage = models::Stage::registered,
                       .entered_for = enters_for_another(desk, row.body),
                       .import = desk.import.id.value,
                       .demo = body && body->demo};
    put_texts(model, values);
    auto& counter = row.entry == models::Entry::moi       ? desk.taking.fresh
                    : row.entry == models::Entry::duy_tri ? desk.taking.kept
                                                          : desk.taking.replicated;
    ++counter;
    return published(desk, models::store_new(desk.work, "models.registered", model).value());
}

// Another year of an earlier model, or other words for the same year.
Outcome<Model> continued(Desk& desk, StoredRow const& row, Model const& before, Values const& values)
{
    auto const revision = revised(before, values);
    if (row.choice == "update") {
        auto const next = TRY(models::edited(before, revision, "Cập nhật theo sổ đăng ký gửi lại"));
        ++desk.taking.edited;
        return models::store(desk.work, before.published ? "models.corrected" : "models.edited", next,
                             {{"reason", "Cập nhật theo sổ đăng ký gửi lại"}})
            .value();
    }
    auto next = TRY(models::kept(before, row.year, revision));
    next.entered_for = enters_for_another(desk, row.body);
    next.import = desk.import.id.value;
    ++desk.taking.kept;
    auto model = models::store(desk.work, "models.kept", next).value();
    if (desk.options.publish && model.stage == models::Stage::registered)
        if (auto const received = models::received(model))
            model = models::store(desk.work, "models.received", *received).value();
    return published(desk, std::move(model));
}

void enter(Desk& desk, StoredRow& row)
{
    auto const values = read_back(row).values;
    auto const* const before = row.model ? earlier_model(desk, row.model) : nullptr;
    auto model = Model();
    if (row.model && row.choice != "new") {
        auto next = before && before->body == row.body ? continued(desk, row, *before, values)
                                                       : Outcome<Model>(refuse(kheo::problems::not_found));
        if (!next) {
            row.state = State::unclear;
            row.notes = json::text(std::vector<std::string>{next.error().sentence});
            return;
        }
        row.version_before = before->version;
        model = std::move(*next);
        desk.known.insert_or_assign(model.id.value, model);
    } else {
        model = entered(desk, row, values);
        row.version_before = 0;
    }
    row.model = model.id;
    row.version_after = model.version;
    row.state = State::taken;
    row.taking = desk.taking.id;
}

} // namespace

std::span<forms::Rule const> TakeForm::rules()
{
    using forms::Input;
    static constexpr std::array<forms::Rule, 4> list{{
        {"import", "Lần gộp sổ", Input::id, INT64_MAX, forms::Need::required},
        {"file", "Tệp", Input::id, INT64_MAX},
        {"create_units", "Thêm các đơn vị chưa có vào danh mục của xã", Input::yes_no},
        {"publish", "Tiếp nhận và công khai luôn", Input::yes_no},
    }};
    return list;
}

Outcome<Taking> take_rows(acts::Work& work, Import const& import, std::vector<StoredRow> rows,
                          TakeOptions const& options)
{
    auto desk = Desk{work, import, options};
    if (auto const may = admitted(desk, rows); !may)
        return std::unexpected(may.error());
    desk.taking = {.id = {work.draws.id()},
                   .import = import.id,
                   .body = import.body,
                   .area = import.area,
                   .published = options.publish,
                   .at = work.now};
    if (options.create_units)
        add_units(desk, rows);
    compare_again(desk, rows);
    std::set<std::int64_t> files;
    std::set<int> years;
    for (auto& row : rows) {
        if (row.state != State::good && row.state != State::kept)
            continue;
        enter(desk, row);
        if (row.state != State::taken)
            continue;
        files.insert(row.file.value);
        years.insert(row.year);
    }
    desk.taking.files = std::int64_t(files.size());
    desk.taking.year = years.size() == 1 ? *years.begin() : 0;
    work.db.run_all(sql::update_row, rows);
    return desk.taking;
}

Outcome<Taking> foretold(acts::Work& work, Import const& import, std::vector<StoredRow>& rows,
                         TakeOptions const& options)
{
    auto const desk = Desk{work, import, options};
    if (auto const may = admitted(desk, rows); !may)
        return std::unexpected(may.error());
    static auto const none = Abbreviations();
    auto const places = registers::Places(*desk.atlas, *desk.directory, none, work.today());
    std::set<std::pair<std::int64_t, std::string>> units;
    for (auto& row : rows)
        if (wants_unit(row, options)) {
            units.emplace(row.area.value, places.unit_key(read_back(row).values[Field::unit], row.area));
            row.state = State::good;
        }
    return Taking{.units_added = std::int64_t(units.size())};
}

namespace
{

// Rows that waited only because another file has the same model: once that one
// was taken, they are already in the register, or say something else of it.
void settle_twins(acts::Work& work, ImportId import)
{
    auto now = registers::Register();
    std::vector<StoredRow> rows;
    for (auto& row : work.db.all<StoredRow>(sql::open_rows_of_import, {{"import", import}})) {
        if (row.state != State::unclear || row.twin.empty() || !row.choice.empty() || row.errors != "[]" ||
            !row.body)
            continue;
        now.rows.push_back(read_back(row));
        now.rows.back().state = State::good;
        now.rows.back().candidates.clear();
        now.rows.back().notes.clear();
        rows.push_back(std::move(row));
    }
    registers::compare(now, earlier_models(work.db, now, reach_of(work)));
    for (std::size_t at = 0; at < rows.size(); ++at)
        if (now.rows[at].state == State::same || now.rows[at].state == State::unclear) {
            auto settled = stored(now.rows[at], rows[at].import, rows[at].file);
            settled.twin = rows[at].twin;
            work.db.run(sql::update_row, settled);
        }
}

} // namespace

Outcome<acts::Recorded<Taking>> take(acts::Work& work, TakeForm const& form)
{
    auto const import = TRY(load_import(work, form.import));
    for (auto const& file : files_of(work.db, import.id))
        if (file.state == FileState::waiting)
            return refuse(problems::still_reading);
    auto rows = work.db.all<StoredRow>(sql::open_rows_of_import, {{"import", import.id}});
    if (form.file)
        std::erase_if(rows, [&](StoredRow const& row) { return row.file != form.file; });
    // What the page did not count as ready is left for who may take it.
    auto beyond = std::optional<StoredRow>();
    std::erase_if(rows, [&](StoredRow const& row) {
        auto const out = !work.may(models::may::import_models, {row.area.value, row.body.value});
        if (out && (row.state == State::good || row.state == State::kept))
            beyond = row;
        return out;
    });
    if (rows.empty() && beyond)
        return std::unexpected(
            not_yours(work, beyond->file, acts::Place{beyond->area.value, beyond->body.value}));
    auto const taking = TRY(take_rows(work, import, std::move(rows), {form.create_units, form.publish}));
    if (taking.models() == 0)
        return refuse(problems::nothing_to_take);
    work.db.run(sql::insert_taking, taking);
    settle_twins(work, import.id);
    return acts::append(work, "imports.taken", taking);
}

} // namespace kheo::imports
