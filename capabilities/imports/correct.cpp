// SPDX-License-Identifier: AGPL-3.0-or-later
#include "capabilities/imports/correct.hpp"

#include "capabilities/imports/batch.sql.hpp"
#include "capabilities/imports/reading.hpp"
#include "platform/jobs/jobs.hpp"
#include "platform/text/text.hpp"

#include <array>
#include <fmt/format.h>

namespace kheo::imports
{

namespace
{

constexpr std::string_view between = " · ";
constexpr std::int64_t most_choices = 500;

std::string page_of(ImportId import, FileId file)
{
    return fmt::format("/can-bo/gop-so/{}/tep/{}", shown(import), shown(file));
}

void read_again(acts::Work& work, File file)
{
    file.state = FileState::waiting;
    work.db.run(sql::update_file, file);
    jobs::put(work.db, work.draws.id(), read_job, file.id.value, work.now);
    work.reads(jobs::topic);
}

// Files of which rows stand in a later one: once that is read anew they may
// not stand there any more.
void read_earlier_again(acts::Work& work, File const& file)
{
    auto const before = work.db.all<std::int64_t>(sql::files_sent_again, {{"import", file.import}});
    for (auto& other : files_of(work.db, file.import))
        if (other.place < file.place && other.state != FileState::waiting &&
            std::ranges::find(before, other.id.value) != before.end())
            read_again(work, std::move(other));
}

bool has_signature(File const& file, std::string_view signature)
{
    auto const sheets = sheets_of(file.sheets);
    return std::ranges::find(sheets, signature, &registers::SheetReading::signature) != sheets.end();
}

// Only what a choice changes of a row that is not decided: its own state.
State undecided(StoredRow const& row)
{
    if (row.errors != "[]")
        return State::to_fix;
    return State::unclear;
}

// A unit that people chose for a row is one of the row's own area.
bool is_within(StoredRow const& row, Date day)
{
    auto const* const body = row.body ? bodies::directory()->on(row.body, day) : nullptr;
    return !row.choice.starts_with(unit_is) || (body && body->area == row.area);
}

} // namespace

std::span<forms::Rule const> SenderForm::rules()
{
    using forms::Input;
    static constexpr std::array<forms::Rule, 7> list{{
        {"import", "Lần gộp sổ", Input::id, INT64_MAX, forms::Need::required},
        {"file", "Tệp", Input::id, INT64_MAX, forms::Need::required},
        {"body", "Đơn vị gửi tệp", Input::line, 300},
        {"year", "Năm", Input::year, 2100},
        {"field", "Lĩnh vực", Input::line, 60},
        {"entry", "Hình thức đăng ký", Input::line, 20},
        {"kind", "Loại", Input::line, 20},
    }};
    return list;
}

std::string offered(bodies::Body const& body)
{
    return body.name + std::string(between) + body.code;
}

Outcome<BodyId> chosen_body(acts::Reading const& reading, std::string_view typed)
{
    auto const directory = bodies::directory();
    auto const text = tidied(typed);
    auto const at = text.rfind(between);
    auto const code = at == std::string::npos ? text : text.substr(at + between.size());
    auto const* body = directory->by_code(code, reading.today());
    if (!body) {
        auto const named = directory->by_name(text, reading.today());
        body = named.size() == 1 ? named.front() : nullptr;
    }
    if (!body || !reading.may(models::may::import_models, {body->area.value, body->body.value}))
        return refuse(problems::no_such_body, text);
    return body->body;
}

Outcome<routes::Kept> correct_sender(acts::Work& work, SenderForm const& form)
{
    auto found = TRY(load_file(work, form.import, form.file));
    auto& file = found.file;
    if (!tidied(form.body).empty()) {
        auto const body = chosen_body(work, form.body);
        if (!body) {
            auto problem = body.error();
            problem.fields.push_back({"body", problem.sentence});
            return std::unexpected(std::move(problem));
        }
        file.chosen_body = *body;
    }
    file.chosen_year = form.year;
    file.chosen_field = form.field;
    file.chosen_entry = form.entry;
    file.chosen_kind = form.kind;
    read_again(work, file);
    read_earlier_again(work, file);
    return routes::Kept{.after = {page_of(form.import, form.file), "Đã ghi. Tệp đang được đọc lại."}};
}

std::span<forms::Rule const> RemoveForm::rules()
{
    return std::span(SenderForm::rules()).first(2);
}

Outcome<routes::Kept> remove_file(acts::Work& work, RemoveForm const& form)
{
    auto const found = TRY(load_file(work, form.import, form.file));
    if (work.db.one<std::int64_t>(sql::taken_rows_of_file, {{"file", form.file}}).value() > 0)
        return refuse(problems::file_taken);
    auto const beside =
        work.db.all<std::int64_t>(sql::files_beside, {{"import", form.import}, {"file", form.file}});
    work.db.run(sql::delete_rows_of_file, {{"file", form.file}});
    work.db.run(sql::delete_file, {{"id", form.file}});
    for (auto& other : files_of(work.db, form.import))
        if (std::ranges::find(beside, other.id.value) != beside.end())
            read_again(work, std::move(other));
    return routes::Kept{.after = {"/can-bo/gop-so/" + shown(form.import),
                                  fmt::format("Đã bỏ tệp “{}” khỏi lần gộp sổ.", found.file.name)},
                        .json = {{"import", shown(form.import)}, {"file", shown(form.file)}}};
}

std::span<forms::Rule const> MapForm::rules()
{
    using forms::Input;
    static constexpr std::array<forms::Rule, 4> list{{
        {"import", "Lần gộp sổ", Input::id, INT64_MAX, forms::Need::required},
        {"file", "Tệp", Input::id, INT64_MAX, forms::Need::required},
        {"sheet", "Trang tính", Input::number, 1000},
        {"target", "Cột", Input::line, 80},
    }};
    return list;
}

Outcome<routes::Kept> map_columns(acts::Work& work, MapForm const& form)
{
    auto const found = TRY(load_file(work, form.import, form.file));
    auto const sheets = sheets_of(found.file.sheets);
    if (std::size_t(form.sheet) >= sheets.size() ||
        sheets[std::size_t(form.sheet)].headings.size() != form.target.size())
        return refuse(problems::mapping_changed);
    auto const& signature = sheets[std::size_t(form.sheet)].signature;
    std::vector<std::string> targets;
    for (auto const& target : form.target)
        targets.push_back(name_of(registers::target_named(target)));
    keep_mapping(work, found.import, signature, targets);
    std::int64_t files = 0;
    for (auto const& file : files_of(work.db, form.import))
        if (file.id == form.file || has_signature(file, signature)) {
            read_again(work, file);
            ++files;
        }
    read_earlier_again(work, found.file);
    return routes::Kept{
        .after = {page_of(form.import, form.file),
                  fmt::format("Đã nhớ cách hiểu các cột này. Đang đọc lại {} tệp có cùng tiêu đề.", files)}};
}

std::span<forms::Rule const> ChooseForm::rules()
{
    using forms::Input;
    static constexpr std::array<forms::Rule, 3> list{{
        {"import", "Lần gộp sổ", Input::id, INT64_MAX, forms::Need::required},
        {"file", "Tệp", Input::id, INT64_MAX, forms::Need::required},
        {"choice", "Lựa chọn", Input::line, 80},
    }};
    return list;
}

std::optional<StoredRow> chosen(StoredRow row, std::string_view choice)
{
    if (row.taking || row.state == State::personal || row.state == State::same || row.state == State::again)
        return std::nullopt;
    auto const wrong = row.errors != "[]";
    if (choice == "?") {
        if (row.choice.starts_with(unit_is)) {
            row.body = {};
            row.unknown_unit = true;
        }
        row.choice.clear();
        row.state = undecided(row);
        return row;
    }
    if (choice == "skip") {
        row.choice = choice;
        row.state = State::skipped;
        return row;
    }
    if (choice.starts_with(unit_is)) {
        auto const body = parse_id(choice.substr(unit_is.size()));
        if (wrong || !body || !(row.unknown_unit || row.choice.starts_with(unit_is)))
            return std::nullopt;
        row.choice = choice;
        row.body = {*body};
        row.unknown_unit = false;
        row.state = State::good;
        return row;
    }
    if (wrong || !row.body)
        return std::nullopt;
    if (choice == "new") {
        row.choice = choice;
        row.state = State::good;
        row.model = {};
        return row;
    }
    if (choice == "update" && row.model) {
        row.choice = choice;
        row.state = State::kept;
        return row;
    }
    if (choice.starts_with("keep:")) {
        auto const model = parse_id(choice.substr(5));
        auto const candidates = read_back(row).candidates;
        if (!model ||
            std::ranges::find(candidates, ModelId{*model}, &registers::Candidate::model) == candidates.end())
            return std::nullopt;
        row.choice = choice;
        row.state = State::kept;
        row.model = {*model};
        row.entry = models::Entry::duy_tri;
        return row;
    }
    return std::nullopt;
}

Outcome<routes::Kept> choose(acts::Work& work, ChooseForm const& form)
{
    auto const found = TRY(load_file(work, form.import, form.file));
    std::int64_t changed = 0;
    for (auto const& each : form.choice) {
        auto const cut = each.find(':');
        auto const spot =
            cut == std::string::npos ? std::nullopt : parse_id(std::string_view(each).substr(0, cut));
        if (!spot || changed == most_choices)
            continue;
        auto const rows = work.db.all<StoredRow>(sql::rows_of_file,
                                                 {{"file", form.file}, {"after", *spot - 1}, {"count", 1}});
        if (rows.empty() || rows.front().spot != *spot)
            continue;
        auto const choice = std::string_view(each).substr(cut + 1);
        if (choice == "?" && rows.front().choice.empty())
            continue;
        auto const next = chosen(rows.front(), choice);
        if (!next || next->choice == rows.front().choice || !is_within(*next, work.today()))
            continue;
        work.db.run(sql::update_row, *next);
        ++changed;
    }
    return routes::Kept{
        .after = {page_of(form.import, form.file), fmt::format("Đã ghi {} lựa chọn.", changed)}};
}

} // namespace kheo::imports
