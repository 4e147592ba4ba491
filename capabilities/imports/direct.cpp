// SPDX-License-Identifier: AGPL-3.0-or-later
#include "capabilities/imports/direct.hpp"

#include "capabilities/imports/batch.sql.hpp"
#include "capabilities/imports/correct.hpp"
#include "capabilities/imports/reading.hpp"

#include <array>
#include <fstream>
#include <sstream>

namespace kheo::imports
{

namespace
{

constexpr std::size_t most_told = 200;

std::string contents(std::string const& path)
{
    auto in = std::ifstream(path, std::ios::binary);
    auto text = std::ostringstream();
    text << in.rdbuf();
    return text.str();
}

std::string name_of_body(BodyId id)
{
    auto const* const body = bodies::directory()->newest(id);
    return body ? body->name : std::string();
}

DirectAnswer answered(std::vector<File> const& files, std::vector<StoredRow> const& rows,
                      Taking const& taking)
{
    auto answer = DirectAnswer{.id = taking.id,
                               .import = taking.import,
                               .taken = taking.models(),
                               .fresh = taking.fresh,
                               .kept = taking.kept,
                               .replicated = taking.replicated,
                               .units_added = taking.units_added};
    std::map<std::int64_t, std::size_t> places;
    for (auto const& file : files) {
        places.emplace(file.place, answer.files.size());
        answer.files.push_back(
            {file.name, file.problem, name_of_body(file.sender), file.sender_reason, file.year, {}});
    }
    for (auto const& row : rows) {
        auto& file = answer.files[std::size_t(std::ranges::find(files, row.file, &File::id) - files.begin())];
        file.rows.add(row.state, 1);
        answer.rows.add(row.state, 1);
        if (row.state == State::taken || row.state == State::same || answer.not_taken.size() == most_told)
            continue;
        auto line = read_back(row);
        answer.not_taken.push_back(
            {file.name, row.line + 1, std::string(boost::describe::enum_to_string(row.state, "")),
             line.values[registers::Field::title], std::move(line.errors), std::move(line.notes)});
    }
    return answer;
}

// The files and rows as they would be stored, compared with what is there.
struct Laid {
    std::vector<File> files;
    std::vector<registers::Register> reads;
};

Laid laid(acts::Work& work, DirectPrepared const& prepared, ImportId import)
{
    auto laid = Laid{prepared.files, prepared.reads};
    for (std::size_t at = 0; at < laid.files.size(); ++at) {
        laid.files[at].id = {work.draws.id()};
        laid.files[at].import = import;
        laid.files[at].place = int(at);
        registers::compare(laid.reads[at], earlier_models(work.db, laid.reads[at], reach_of(work)));
    }
    return laid;
}

} // namespace

std::span<forms::Rule const> DirectForm::rules()
{
    using forms::Input;
    static constexpr std::array<forms::Rule, 5> list{{
        {"files", "Các tệp sổ đăng ký", Input::file, most_files, forms::Need::required},
        {"year", "Năm", Input::year, 2100},
        {"body", "Đơn vị gửi tệp", Input::line, 300},
        {"create_units", "Thêm các đơn vị chưa có", Input::yes_no},
        {"publish", "Tiếp nhận và công khai luôn", Input::yes_no},
    }};
    return list;
}

Outcome<DirectPrepared> prepare_direct(routes::Before const& before, DirectForm const& form)
{
    auto prepared = DirectPrepared{.year = form.year, .options = {form.create_units, form.publish}};
    auto body = BodyId();
    auto kept = registers::Mappings();
    auto const asked = before.store.read([&](db::Connection& db) -> Outcome<void> {
        auto const reading =
            acts::Reading{.db = db, .actor = before.actor, .now = before.now, .allowed = before.allowed};
        kept = mappings_for(db, new_import(reading, form.year), reading.today());
        if (form.body.empty())
            return {};
        body = TRY(chosen_body(reading, form.body));
        return {};
    });
    if (!asked)
        return std::unexpected(asked.error());
    auto const reader = Reader(std::move(kept), local_date(before.now));
    std::vector<FieldError> unread;
    for (auto const& sent : form.files) {
        auto& file = prepared.files.emplace_back(kept_file(sent));
        file.chosen_year = form.year;
        file.chosen_body = body;
        auto read = reader.read(contents(sent.path), file.name, defaults_of(file));
        note(file, read);
        if (!read)
            unread.push_back({"files", "“" + file.name + "”: " + file.problem});
        prepared.reads.push_back(read ? std::move(*read) : registers::Register());
    }
    if (unread.size() == form.files.size())
        return refuse(problems::all_files_bad, std::move(unread));
    return prepared;
}

Outcome<acts::Recorded<DirectAnswer>> import_directly(acts::Work& work, DirectPrepared const& prepared)
{
    auto import = new_import(work, prepared.year);
    import.id = {work.draws.id()};
    work.db.run(sql::insert_import, import);
    auto const laid_out = laid(work, prepared, import.id);
    for (std::size_t at = 0; at < laid_out.files.size(); ++at) {
        work.db.run(sql::insert_file, laid_out.files[at]);
        put_rows(work.db, laid_out.files[at], laid_out.reads[at], reach_of(work));
    }
    auto open = work.db.all<StoredRow>(sql::open_rows_of_import, {{"import", import.id}});
    auto const taking = TRY(take_rows(work, import, std::move(open), prepared.options));
    work.db.run(sql::insert_taking, taking);
    auto const recorded = acts::append(work, "imports.taken", taking);
    std::vector<StoredRow> rows;
    for (auto const& file : laid_out.files)
        std::ranges::move(work.db.all<StoredRow>(sql::rows_of_file,
                                                 {{"file", file.id}, {"after", 0}, {"count", INT64_MAX}}),
                          std::back_inserter(rows));
    return acts::answering(recorded, answered(laid_out.files, rows, taking));
}

Outcome<routes::Kept> preview_directly(acts::Work& work, DirectPrepared const& prepared)
{
    auto const laid_out = laid(work, prepared, {});
    std::vector<std::vector<StoredRow>> by_file(laid_out.files.size());
    for (std::size_t at = 0; at < laid_out.files.size(); ++at)
        for (auto const& row : laid_out.reads[at].rows)
            by_file[at].push_back(stored(row, {}, laid_out.files[at].id));
    settle_together(laid_out.files, by_file);
    std::vector<StoredRow> rows;
    for (auto& list : by_file)
        std::ranges::move(list, std::back_inserter(rows));
    auto const taking = TRY(foretold(work, new_import(work, prepared.year), rows, prepared.options));
    return routes::Kept{.json = json::of(answered(laid_out.files, rows, taking)).as_object()};
}

} // namespace kheo::imports
