// SPDX-License-Identifier: AGPL-3.0-or-later
// The page of one file, and the file that goes back to its sender.
#include "capabilities/imports/batch.sql.hpp"
#include "capabilities/imports/browse.hpp"
#include "capabilities/imports/correct.hpp"
#include "capabilities/imports/file.html.hpp"
#include "capabilities/imports/reading.hpp"
#include "platform/text/text.hpp"
#include "web/form_page.hpp"

#include <array>
#include <fmt/format.h>

namespace kheo::imports
{

namespace
{

using registers::Field;
using registers::Target;

constexpr std::int64_t rows_on_a_page = 50;
constexpr std::size_t longest_value = 120;

web::Row::State bar_of(State state)
{
    switch (state) {
    case State::to_fix:
        return web::Row::State::bad;
    case State::unclear:
        return web::Row::State::look;
    case State::good:
    case State::kept:
    case State::taken:
        return web::Row::State::good;
    default:
        return web::Row::State::none;
    }
}

web::Tone tone_of(State state)
{
    switch (state) {
    case State::to_fix:
        return web::Tone::red;
    case State::unclear:
        return web::Tone::yellow;
    case State::good:
    case State::taken:
        return web::Tone::green;
    case State::kept:
        return web::Tone::teal;
    default:
        return web::Tone::grey;
    }
}

// "A", "Z", "AA": as spreadsheets name columns.
std::string letters(int column)
{
    std::string name;
    for (++column; column > 0; column = (column - 1) / 26)
        name.insert(name.begin(), char('A' + (column - 1) % 26));
    return name;
}

std::string label_of_target(Target const& target)
{
    auto label = std::string(registers::rule(target.field).label);
    if (target.kind != Target::Kind::tick)
        return label;
    auto entry = models::Entry();
    auto const known =
        target.field == Field::entry && boost::describe::enum_from_string(target.value.c_str(), entry);
    auto const value = target.field == Field::field ? models::field_label(target.value)
                       : known                      ? std::string(models::label(entry))
                                                    : target.value;
    return fmt::format("{}: đánh dấu x là “{}”", label, value);
}

std::vector<Option> targets(Target const& current)
{
    std::vector<Option> options{{"?", "Chưa rõ: chọn mục", current.kind == Target::Kind::unknown},
                                {"-", "Không dùng cột này", current.kind == Target::Kind::ignored}};
    auto const add = [&](Target const& target) {
        options.push_back({name_of(target), label_of_target(target), target == current});
    };
    for (auto const& rule : registers::fields())
        add({.kind = Target::Kind::field, .field = rule.field});
    for (auto const& field : models::fields_of_work())
        add({.kind = Target::Kind::tick, .field = Field::field, .value = field.code});
    for (auto const* const entry : {"moi", "duy_tri", "nhan_rong"})
        add({.kind = Target::Kind::tick, .field = Field::entry, .value = entry});
    return options;
}

std::vector<SheetLines> lines_of(std::vector<registers::SheetReading> const& sheets)
{
    std::vector<SheetLines> lines;
    for (std::size_t at = 0; at < sheets.size(); ++at) {
        auto& line = lines.emplace_back(SheetLines{.sheet = int(at),
                                                   .name = sheets[at].name,
                                                   .left_out = sheets[at].left_out,
                                                   .left_out_rows = sheets[at].left_out_rows,
                                                   .has_register = sheets[at].heading_row >= 0,
                                                   .changed = sheets[at].changed.sentence()});
        for (auto const& heading : sheets[at].headings) {
            auto const unknown = heading.target.kind == Target::Kind::unknown;
            line.headings.push_back(
                {letters(heading.column), heading.text, heading.sample, targets(heading.target), unknown});
            line.unknown += unknown;
        }
    }
    return lines;
}

// The choices a person has at a row; none where there is nothing to choose.
std::vector<Option> choices(StoredRow const& row, registers::Row const& line, Date day)
{
    if (row.taking || row.state == State::personal || row.state == State::same || row.state == State::again)
        return {};
    auto const decided = !row.choice.empty();
    if (row.state != State::unclear && row.state != State::to_fix && !decided && row.state != State::kept)
        return {};
    std::vector<Option> options;
    auto const may_enter = row.errors == "[]" && row.body;
    auto const add = [&](std::string value, std::string text) {
        auto const is = value == row.choice;
        options.push_back({std::move(value), std::move(text), is});
    };
    if (row.state == State::kept && !decided)
        options.push_back({"?", fmt::format("Duy trì mô hình đã có"), true});
    else
        options.push_back({"?", row.state == State::to_fix ? "Chờ sửa trong tệp" : "Chưa chọn", !decided});
    for (auto const& candidate : line.candidates)
        if (may_enter && row.year > candidate.year)
            add("keep:" + shown(candidate.model),
                fmt::format("Duy trì “{}” ({})", first_characters(candidate.title, 60), candidate.year));
    if (may_enter && row.model && !line.candidates.empty() && line.candidates.front().year == row.year)
        add("update", "Lấy nội dung trong tệp thay bản đang lưu");
    if (row.errors == "[]" && (row.unknown_unit || row.choice.starts_with(unit_is)))
        for (auto const* const body : bodies::directory()->of_area(row.area, day))
            add(std::string(unit_is) + shown(body->body), "Là đơn vị: " + body->name);
    else if (may_enter)
        add("new", "Là mô hình khác: nhận mới");
    add("skip", "Bỏ qua dòng này");
    return options;
}

RowLine line_of(StoredRow const& row, registers::Row const& line, Date day)
{
    auto const directory = bodies::directory();
    auto const* const body = directory->on(row.body, day);
    auto shown_row = RowLine{.number = std::to_string(row.line + 1),
                             .title = line.values[Field::title],
                             .badge = {std::string(registers::label(row.state)), tone_of(row.state)},
                             .bar = bar_of(row.state),
                             .notes = line.notes};
    if (row.state == State::personal) {
        shown_row.title = "Điển hình cá nhân";
        shown_row.notes = {"Không nhận qua sổ này. Điển hình cá nhân ghi ở mục riêng, sau khi có quyết định "
                           "và người được nêu đồng ý."};
        return shown_row;
    }
    if (shown_row.title.empty())
        shown_row.title = "(chưa ghi tên)";
    auto const unit = body ? body->name : line.values[Field::unit];
    for (auto const& part : {unit, models::field_label(line.values[Field::field]),
                             std::string(models::label(row.entry)), std::to_string(row.year)})
        if (!part.empty())
            shown_row.about += (shown_row.about.empty() ? "" : " · ") + part;
    for (auto const& error : line.errors) {
        auto const field = registers::field_named(error.field);
        auto const value = field ? line.values[*field] : std::string();
        auto const quoted = error.sentence.find("“" + value + "”") != std::string::npos;
        auto const again = &error != line.errors.data() && (&error - 1)->field == error.field;
        shown_row.errors.push_back(
            {label_beside(error), quoted || again ? "" : std::string(first_characters(value, longest_value)),
             error.sentence});
    }
    if (!row.twin.empty())
        shown_row.notes.push_back(row.twin);
    if (row.state == State::taken)
        shown_row.model = "/can-bo/mo-hinh/" + shown(row.model);
    shown_row.select = std::to_string(row.spot);
    shown_row.options = choices(row, line, day);
    return shown_row;
}

std::vector<StateLink> states_of(std::string const& base, Tally const& tally, std::string_view current)
{
    std::vector<StateLink> links{{"Tất cả", base, web::number(tally.rows()), current.empty()}};
    auto const add = [&](State state, std::int64_t count) {
        std::string const name = boost::describe::enum_to_string(state, "");
        if (count > 0 || current == name)
            links.push_back({std::string(registers::label(state)), base + "?muc=" + name, web::number(count),
                             current == name});
    };
    add(State::to_fix, tally.to_fix);
    add(State::unclear, tally.unclear);
    add(State::good, tally.good);
    add(State::kept, tally.kept);
    add(State::same, tally.same);
    add(State::personal, tally.personal);
    add(State::taken, tally.taken);
    add(State::skipped, tally.skipped);
    add(State::again, tally.again);
    return links;
}

std::vector<web::Choice> chosen_of(std::vector<std::pair<std::string, std::string>> const& list,
                                   std::string_view current)
{
    std::vector<web::Choice> choices{{.value = "", .text = "Như trong tệp"}};
    for (auto const& [value, text] : list)
        choices.push_back({.value = value, .text = text, .chosen = value == current});
    return choices;
}

// What the file does not say; as typed after a refusal.
std::vector<web::Field> sender_fields(acts::Reading const& reading, File const& file, forms::Sent const& sent,
                                      Problem const* problem)
{
    auto const again = problem && !forms::value_of(sent.values, "body").empty();
    auto const* const body = bodies::directory()->newest(file.sender);
    auto field = web::Field{.name = "body",
                            .label = "Đơn vị gửi tệp",
                            .hint = "Gõ vài chữ rồi chọn trong danh sách.",
                            .value = again  ? std::string(forms::value_of(sent.values, "body"))
                                     : body ? offered(*body)
                                            : ""};
    for (auto const& each : bodies::directory()->periods())
        if (each.holds_on(reading.today()) &&
            reading.may(models::may::import_models, {each.area.value, each.body.value}))
            field.offers.push_back(offered(each));
    auto year = web::Field{.kind = web::Field::Kind::number,
                           .name = "year",
                           .label = "Năm, cho dòng không ghi năm",
                           .hint = file.year_reason,
                           .value = file.chosen_year ? std::to_string(file.chosen_year) : "",
                           .width = 4,
                           .optional = true,
                           .quiet = true};
    std::vector<std::pair<std::string, std::string>> works;
    for (auto const& work : models::fields_of_work())
        works.emplace_back(work.code, work.label);
    auto fields = std::vector{
        field, year,
        web::Field{.kind = web::Field::Kind::select,
                   .name = "field",
                   .label = "Lĩnh vực, cho dòng không ghi",
                   .quiet = true,
                   .choices = chosen_of(works, file.chosen_field)},
        web::Field{.kind = web::Field::Kind::select,
                   .name = "entry",
                   .label = "Hình thức, cho dòng không ghi",
                   .quiet = true,
                   .choices = chosen_of({{"moi", "Mới"}, {"duy_tri", "Duy trì"}, {"nhan_rong", "Nhân rộng"}},
                                        file.chosen_entry)}};
    if (problem)
        for (auto& each : fields)
            each.error = web::error_of(problem->fields, each.name);
    return fields;
}

} // namespace

std::span<forms::Rule const> file_query()
{
    using forms::Input;
    static constexpr std::array<forms::Rule, 4> list{{
        {"import", "Lần gộp sổ", Input::id, INT64_MAX, forms::Need::required},
        {"file", "Tệp", Input::id, INT64_MAX, forms::Need::required},
        {"muc", "Mục", Input::line, 20},
        {"sau", "Sau", Input::number, INT64_MAX},
    }};
    return list;
}

Outcome<routes::Page> show_file(routes::Reading& reading, forms::Sent const& sent, Problem const* problem)
{
    auto const id = [&](std::string_view name) {
        return parse_id(forms::value_of(sent.values, name)).value_or(0);
    };
    auto const found = TRY(load_file(reading, {id("import")}, {id("file")}));
    auto const& file = found.file;
    auto const state = std::string(forms::value_of(sent.values, "muc"));
    auto tally = Tally();
    if (auto const all = tallies_of(reading.db, found.import.id); all.contains(file.id.value))
        tally = all.at(file.id.value);
    auto const base = fmt::format("/can-bo/gop-so/{}/tep/{}", shown(found.import.id), shown(file.id));
    auto page = FilePage{.import = shown(found.import.id),
                         .at = shown(found.import.at),
                         .keys = web::form_keys_of(reading.csrf, sent.values, problem),
                         .errors = web::errors_of(problem)};
    page.file = file_line(file, tally, reading.today());
    take_out(page.file, beyond_reach(reading, found.import.id));
    for (auto const& row :
         tally.unclear == 0
             ? std::vector<StoredRow>()
             : reading.db.all<StoredRow>(
                   sql::rows_of_file_in_state,
                   {{"file", file.id}, {"state", State::unclear}, {"after", 0}, {"count", INT64_MAX}}))
        page.unknown_units += lacks_a_unit(row);
    page.states = states_of(base, tally, state);
    auto wanted = State();
    auto const one = !state.empty() && boost::describe::enum_from_string(state.c_str(), wanted);
    auto const args = db::Args{{"file", file.id}, {"after", id("sau")}, {"count", rows_on_a_page + 1}};
    auto rows = one ? reading.db.all<StoredRow>(sql::rows_of_file_in_state,
                                                db::Params(args).with({{"state", wanted}}))
                    : reading.db.all<StoredRow>(sql::rows_of_file, db::Params(args));
    if (std::int64_t(rows.size()) > rows_on_a_page) {
        rows.pop_back();
        page.pager.next = fmt::format("{}?{}sau={}", base, one ? "muc=" + state + "&" : "", rows.back().spot);
    }
    if (id("sau") > 0)
        page.pager.previous = one ? base + "?muc=" + state : base;
    for (auto const& row : rows) {
        page.rows.push_back(line_of(row, read_back(row), reading.today()));
        page.has_choices |= !page.rows.back().options.empty();
    }
    page.sheets = lines_of(sheets_of(file.sheets));
    for (auto const& sheet : page.sheets)
        page.unknown_columns += sheet.unknown;
    page.sender = sender_fields(reading, file, sent, problem);
    auto shown_page = routes::Page{.title = file.name,
                                   .crumbs = {{"Việc của tôi", "/can-bo"},
                                              {"Gộp sổ đăng ký", "/can-bo/gop-so"},
                                              {"Lúc " + page.at, "/can-bo/gop-so/" + page.import},
                                              {file.name, ""}},
                                   .body = file_page(page),
                                   .section = "/can-bo/gop-so",
                                   .wide = true};
    if (file.state == FileState::waiting && !problem)
        shown_page.refresh = 2;
    return shown_page;
}

} // namespace kheo::imports
