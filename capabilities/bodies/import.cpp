// SPDX-License-Identifier: AGPL-3.0-or-later
#include "capabilities/bodies/import.hpp"

#include "capabilities/bodies/browse.hpp"
#include "capabilities/bodies/frame.hpp"
#include "capabilities/bodies/import.html.hpp"
#include "capabilities/bodies/problems.hpp"
#include "platform/files/shelf.hpp"
#include "platform/text/columns.hpp"
#include "platform/text/csv.hpp"
#include "platform/text/text.hpp"
#include "web/form_page.html.hpp"

#include <algorithm>
#include <array>
#include <fmt/format.h>
#include <fstream>
#include <sstream>

namespace kheo::bodies
{

namespace
{

using Headings = std::span<std::string_view const>;

constexpr std::size_t most_shown = 300;
constexpr std::size_t most_sentences = 50;

// As `members`, in their order.
constexpr std::array<std::string_view, 5> code{"Mã cơ quan", "Mã", "Mã đơn vị", "code", "unit_code"};
constexpr std::array<std::string_view, 8> name{"Tên cơ quan, tổ chức",
                                               "Tên cơ quan",
                                               "Cơ quan, tổ chức",
                                               "Cơ quan",
                                               "Tên đơn vị",
                                               "Đơn vị",
                                               "Tên",
                                               "name"};
constexpr std::array<std::string_view, 4> line{"Khối", "Khối cơ quan", "Loại", "line"};
constexpr std::array<std::string_view, 8> area{
    "Địa bàn", "Xã, phường", "Xã", "Xã/phường", "Mã địa bàn", "Mã xã", "Xã, phường, đặc khu", "area"};
constexpr std::array<std::string_view, 4> superior{"Cơ quan cấp trên", "Cấp trên", "Trực thuộc", "superior"};
constexpr std::array<std::string_view, 4> contact{"Đầu mối dân vận", "Đầu mối", "Là đầu mối dân vận",
                                                  "contact"};
constexpr std::array<std::string_view, 4> valid_from{"Từ ngày", "Có hiệu lực từ", "Ngày thành lập",
                                                     "valid_from"};
constexpr auto optional = columns::Need::optional;
constexpr std::array<columns::Column, 7> wanted{{{code, optional},
                                                 {name},
                                                 {line},
                                                 {area},
                                                 {superior, optional},
                                                 {contact, optional},
                                                 {valid_from, optional}}};
constexpr std::array<std::string Typed::*, 7> members{&Typed::code,      &Typed::name,     &Typed::line,
                                                      &Typed::area,      &Typed::superior, &Typed::contact,
                                                      &Typed::valid_from};

std::string contents(std::string const& path)
{
    auto in = std::ifstream(path, std::ios::binary);
    auto text = std::ostringstream();
    text << in.rdbuf();
    return text.str();
}

// CSV is read here, by a parser of our own; what office programs write, by
// kheo-extract in its sandbox.
Outcome<std::vector<std::vector<std::string>>> cells_of(forms::File const& file)
{
    auto const bytes = contents(file.path);
    if (lower(file.name).ends_with(".csv")) {
        auto table = TRY(csv::rows(bytes));
        return std::move(table.rows);
    }
    auto const book = TRY(files::shelf().extractor.sheet(bytes, file.name));
    std::vector<std::vector<std::string>> rows;
    if (!book.sheets.empty())
        for (auto const& row : book.sheets.front().rows) {
            auto& cells = rows.emplace_back();
            for (auto const& cell : row)
                cells.push_back(sheets::shown(cell));
        }
    return rows;
}

// None where no code is given.
Outcome<AreaId> province_coded(areas::Atlas const& atlas, std::string const& code, Date today)
{
    if (code.empty())
        return AreaId();
    auto const* const at = atlas.by_code(code, today);
    if (!at || !areas::is_provincial(at->kind))
        return std::unexpected(unknown_province(code));
    return at->area;
}

Outcome<Plan> plan_of(acts::Work& work, Sheet const& sheet)
{
    auto const atlas = areas::load_atlas(work.db);
    auto const directory = load_directory(work.db);
    auto const province = TRY(province_coded(*atlas, sheet.province, work.today()));
    auto plan =
        planned(sheet.lines, {.directory = *directory,
                              .atlas = *atlas,
                              .today = work.today(),
                              .valid_from = sheet.valid_from,
                              .province = province,
                              .may = [&](acts::Place place) { return work.may(may::add_bodies, place); }});
    for (auto& row : plan.rows)
        if (row.state == RowState::fresh)
            row.body.demo = sheet.demo;
    return plan;
}

} // namespace

std::span<forms::Rule const> SheetForm::rules()
{
    static constexpr std::array<forms::Rule, 4> list{{
        {"file", "Bảng cơ quan, tổ chức", forms::Input::file, 1, forms::Need::required,
         "Tệp .xlsx, .ods hoặc .csv, nhiều nhất 5.000 dòng."},
        {"valid_from", "Từ ngày", forms::Input::date, 0, forms::Need::optional,
         "Cho dòng không ghi ngày. Để trống là từ ngày địa bàn có hiệu lực."},
        {"province", "Tỉnh, thành phố", forms::Input::choice, 10, forms::Need::optional,
         "Chọn khi tên xã trong bảng trùng với xã của tỉnh khác."},
        {"demo", "Dữ liệu minh họa", forms::Input::yes_no},
    }};
    return list;
}

std::span<forms::Rule const> ApplyForm::rules()
{
    static constexpr std::array<forms::Rule, 2> list{{
        {"rows", "Các dòng", forms::Input::text, 1'500'000, forms::Need::required},
        {"file", "Tên tệp", forms::Input::line, 300},
    }};
    return list;
}

Outcome<std::vector<SheetLine>> lines_of(std::vector<std::vector<std::string>> const& rows)
{
    auto const found = TRY(columns::found(rows, wanted));
    std::vector<SheetLine> lines;
    for (auto at = found.heading_row + 1; at < rows.size(); ++at) {
        auto one = SheetLine{.line = at + 1, .typed = {}};
        auto filled = false;
        for (std::size_t member = 0; member < members.size(); ++member) {
            one.typed.*members[member] = found.cell(rows[at], member);
            filled = filled || !(one.typed.*members[member]).empty();
        }
        if (filled)
            lines.push_back(std::move(one));
        if (lines.size() > most_in_sheet)
            return refuse(problems::too_many_rows);
    }
    if (lines.empty())
        return refuse(problems::empty_sheet);
    return lines;
}

std::string csv_of(Plan const& plan)
{
    std::vector<csv::Row> rows{{"code", "name", "line", "area", "superior", "contact", "valid_from"}};
    for (auto const& row : plan.rows)
        if (row.state == RowState::fresh)
            rows.push_back({row.body.code, row.body.name, boost::describe::enum_to_string(row.body.line, ""),
                            row.area_code, row.superior_code, row.body.contact ? "có" : "",
                            shown(row.body.valid_from)});
    return csv::written(rows);
}

Outcome<Sheet> read_sheet_before(routes::Before const& before, SheetForm const& form)
{
    if (auto const province = province_coded(*areas::atlas(), form.province, local_date(before.now));
        !province)
        return std::unexpected(province.error());
    auto const& file = form.file.front();
    auto cells = cells_of(file);
    auto lines = cells ? lines_of(*cells) : std::unexpected(cells.error());
    if (!lines) {
        auto problem = lines.error();
        if (problem.fields.empty())
            problem.fields = {{"file", problem.sentence}};
        return std::unexpected(std::move(problem));
    }
    return Sheet{file.name, file.sha256, std::move(*lines), form.valid_from, form.province, form.demo};
}

Outcome<Sheet> read_rows(ApplyForm const& form)
{
    auto const table = TRY(csv::rows(form.rows));
    auto lines = TRY(lines_of(table.rows));
    return Sheet{.file = form.file, .hash = {}, .lines = std::move(lines)};
}

std::vector<FieldError> faults_of(Plan const& plan)
{
    std::vector<FieldError> faults;
    for (auto const& row : plan.rows)
        for (auto const& error : row.errors)
            if (faults.size() < most_sentences)
                faults.push_back({"file", fmt::format("Dòng {}: {}", row.line, error.sentence)});
    return faults;
}

acts::Recorded<BodyImport> store_import(acts::Work& work, Plan const& plan, std::string source,
                                        std::string hash)
{
    auto const added = store_planned(work, plan);
    return acts::append(work, "bodies.imported",
                        BodyImport{.id = {work.draws.id()},
                                   .source = std::move(source),
                                   .file_hash = std::move(hash),
                                   .lines = std::int64_t(plan.rows.size()),
                                   .added = added,
                                   .unchanged = std::int64_t(plan.count(RowState::there))});
}

routes::Kept previewed(acts::Work& work, Plan const& plan, PreviewWords const& words)
{
    auto page = PreviewPage{.words = words,
                            .keys = web::form_keys_of(work.csrf, {}, nullptr),
                            .rows = words.province.empty() ? csv_of(plan) : std::string(),
                            .fresh = plan.count(RowState::fresh),
                            .there = plan.count(RowState::there),
                            .bad = plan.count(RowState::bad),
                            .shown = {}};
    for (auto const state : {RowState::bad, RowState::fresh, RowState::there})
        for (auto const& row : plan.rows)
            if (row.state == state && page.shown.size() < most_shown)
                page.shown.push_back(&row);
    page.left_out = plan.rows.size() - page.shown.size();
    auto kept = routes::Kept();
    auto sums = PreviewSums{std::int64_t(page.fresh), std::int64_t(page.there), std::int64_t(page.bad), {}};
    for (auto const* const row : page.shown) {
        auto& one = sums.rows.emplace_back(PreviewRow{.line = std::int64_t(row->line),
                                                      .state = row->state,
                                                      .code = row->body.code,
                                                      .name = row->typed.name,
                                                      .area = row->area_name,
                                                      .errors = {}});
        for (auto const& error : row->errors)
            one.errors.push_back(error.sentence);
    }
    kept.json = json::of(sums).as_object();
    kept.page = routes::Page{.title = words.title,
                             .description = {},
                             .crumbs = crumbs("Xem trước"),
                             .body = preview_page(page),
                             .section = "/can-bo/co-quan"};
    return kept;
}

Outcome<routes::Kept> preview_bodies(acts::Work& work, Sheet const& sheet)
{
    auto const plan = TRY(plan_of(work, sheet));
    return previewed(work, plan,
                     {.title = "Xem trước bảng cơ quan",
                      .action = "/can-bo/co-quan/nhap/ghi",
                      .province = {},
                      .file = sheet.file,
                      .back = "/can-bo/co-quan/nhap"});
}

Outcome<acts::Recorded<BodyImport>> import_bodies(acts::Work& work, Sheet const& sheet)
{
    auto const plan = TRY(plan_of(work, sheet));
    if (plan.count(RowState::bad) > 0)
        return refuse(problems::bad_rows, faults_of(plan));
    return store_import(work, plan, sheet.file, sheet.hash);
}

routes::After after_import(BodyImport const& done)
{
    return {"/can-bo/co-quan",
            fmt::format("Đã thêm {} cơ quan, tổ chức; {} đã có từ trước.", done.added, done.unchanged)};
}

Outcome<routes::Page> show_import(acts::Reading& reading, forms::Sent const& sent, Problem const* problem)
{
    auto const fields = web::FormFields(SheetForm::rules(), sent.values, problem,
                                        {{"province", province_choices(reading.today())}});
    auto file = fields.field("file");
    file.accept = ".xlsx,.ods,.csv";
    auto const province = as_select(fields.field("province"));
    auto const form = web::FormPage{.title = "Thêm nhiều cơ quan từ một bảng",
                                    .action = "/can-bo/co-quan/nhap",
                                    .with_files = true,
                                    .keys = web::form_keys_of(reading.csrf, sent.values, problem),
                                    .errors = web::errors_of(problem),
                                    .sections = {{.fields = {file, fields.field("valid_from"), province}}},
                                    .buttons = {{"Xem trước"}},
                                    .cancel = {"Quay lại", "/can-bo/co-quan"},
                                    .before = import_note()};
    return routes::Page{.title = form.title,
                        .description = {},
                        .crumbs = crumbs("Thêm từ một bảng"),
                        .body = web::form_page(form),
                        .section = "/can-bo/co-quan"};
}

Outcome<http::Response> blank_sheet(acts::Reading&, routes::Nothing const&)
{
    csv::Row heading;
    for (auto const& column : wanted)
        heading.emplace_back(column.headings.front());
    auto answer = http::text(200, csv::written({heading}, {.delimiter = ',', .mark = csv::Mark::utf8}));
    answer.type = "text/csv; charset=utf-8";
    answer.download_as = "danh-sach-co-quan.csv";
    return answer;
}

} // namespace kheo::bodies
