// SPDX-License-Identifier: AGPL-3.0-or-later
#include "capabilities/accounts/import.hpp"

#include "capabilities/accounts/fields.hpp"
#include "capabilities/accounts/import.html.hpp"
#include "capabilities/accounts/problems.hpp"
#include "platform/files/extractor.hpp"
#include "platform/text/columns.hpp"
#include "platform/text/csv.hpp"
#include "platform/text/text.hpp"

#include <algorithm>
#include <array>
#include <fstream>
#include <set>
#include <sstream>

namespace kheo::accounts
{

namespace
{

// What people call each column; the usual name first.
constexpr std::array<std::string_view, 5> login{"Tên đăng nhập", "Tài khoản", "Đăng nhập", "Tên tài khoản",
                                                "login"};
constexpr std::array<std::string_view, 7> name{"Họ và tên",  "Họ tên", "Tên cán bộ", "Cán bộ",
                                               "Người dùng", "Tên",    "name"};
constexpr std::array<std::string_view, 7> role{"Vai trò", "Chức vụ",    "Chức danh", "Quyền",
                                               "Vị trí",  "Nhóm quyền", "role"};
constexpr std::array<std::string_view, 9> unit{"Mã cơ quan", "Mã đơn vị",       "Cơ quan, tổ chức",
                                               "Cơ quan",    "Đơn vị",          "Tên cơ quan",
                                               "Tên đơn vị", "Đơn vị công tác", "unit_code"};
constexpr std::array<columns::Column, 4> wanted{{{login}, {name}, {role}, {unit}}};
constexpr std::array<std::string Line::*, 4> members{&Line::login, &Line::name, &Line::role,
                                                     &Line::unit_code};

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
    static auto extractor = files::Extractor();
    auto const bytes = contents(file.path);
    if (lower(file.name).ends_with(".csv")) {
        auto table = TRY(csv::rows(bytes));
        return std::move(table.rows);
    }
    auto const book = TRY(extractor.sheet(bytes, file.name));
    std::vector<std::vector<std::string>> rows;
    if (!book.sheets.empty())
        for (auto const& row : book.sheets.front().rows) {
            auto& cells = rows.emplace_back();
            for (auto const& cell : row)
                cells.push_back(sheets::shown(cell));
        }
    return rows;
}

std::string csv_of(Preview const& preview)
{
    std::vector<csv::Row> rows{{"login", "name", "role", "unit_code"}};
    for (auto const& row : preview.rows)
        if (row.state == Row::fresh)
            rows.push_back({row.typed.login, row.typed.name, row.typed.role, row.typed.unit_code});
    return csv::written(rows);
}

Preview previewed_now(acts::Work& work, std::vector<SheetLine> const& lines)
{
    auto const directory = bodies::directory();
    return previewed(lines, roles(), *directory, work.today(),
                     [&](std::string_view login) { return account_by_login(work.db, login).has_value(); });
}

} // namespace

std::span<forms::Rule const> SheetForm::rules()
{
    static constexpr std::array<forms::Rule, 1> list{
        {{"file", "Bảng danh sách", forms::Input::file, 1, forms::Need::required}}};
    return list;
}

std::span<forms::Rule const> ApplyForm::rules()
{
    static constexpr std::array<forms::Rule, 1> list{
        {{"rows", "Danh sách", forms::Input::text, 250'000, forms::Need::required}}};
    return list;
}

std::size_t Preview::count(Row state) const
{
    return std::size_t(std::ranges::count(rows, state, &Previewed::state));
}

Outcome<std::vector<SheetLine>> people_of(std::vector<std::vector<std::string>> const& rows)
{
    auto const found = columns::found(rows, wanted);
    if (!found)
        return refuse(problems::bad_sheet, found.error().sentence);
    std::vector<SheetLine> people;
    for (auto at = found->heading_row + 1; at < rows.size(); ++at) {
        auto line = SheetLine{.line = at + 1, .typed = {}};
        auto filled = false;
        for (std::size_t member = 0; member < members.size(); ++member) {
            auto cell = found->cell(rows[at], member);
            filled = filled || !cell.empty();
            line.typed.*members[member] = std::move(cell);
        }
        if (filled)
            people.push_back(std::move(line));
        if (people.size() > most_people)
            return refuse(problems::too_many_rows);
    }
    if (people.empty())
        return refuse(problems::bad_sheet, "Dưới dòng tiêu đề chưa có người nào.");
    return people;
}

Preview previewed(std::vector<SheetLine> const& lines, Roles const& roles, bodies::Directory const& directory,
                  Date day, std::function<bool(std::string_view)> const& taken)
{
    auto preview = Preview();
    std::set<std::string, std::less<>> seen;
    for (auto const& [line, typed] : lines) {
        auto& row = preview.rows.emplace_back(Previewed{.line = line, .typed = typed});
        auto person = planned(typed, roles, directory, day);
        if (!person) {
            row.state = Row::bad;
            row.errors = std::move(person).error();
            continue;
        }
        row.person = *person;
        row.post = words_of({0, person->post.role, person->post.body.value}, day);
        if (!seen.insert(person->account.login).second) {
            row.state = Row::bad;
            row.errors.push_back({"login", "Tên đăng nhập này đã có ở dòng trên."});
        } else if (taken(person->account.login)) {
            row.state = Row::there;
        }
    }
    return preview;
}

Outcome<Sheet> read_sheet(routes::Before const&, SheetForm const& form)
{
    auto const& file = form.file.front();
    auto cells = cells_of(file);
    auto lines = cells ? people_of(*cells) : std::unexpected(cells.error());
    if (!lines) {
        // Said at the field: there is only one.
        auto problem = lines.error();
        if (problem.fields.empty())
            problem.fields = {{"file", problem.sentence}};
        return std::unexpected(std::move(problem));
    }
    return Sheet{file.name, std::move(*lines)};
}

Outcome<routes::Kept> preview_people(acts::Work& work, Sheet const& sheet)
{
    auto preview = previewed_now(work, sheet.lines);
    preview.file = sheet.file;
    auto kept = routes::Kept();
    auto const sums =
        PreviewSums{preview.count(Row::fresh), preview.count(Row::there), preview.count(Row::bad)};
    kept.json = json::of(sums).as_object();
    kept.page = routes::Page{.title = "Xem trước danh sách",
                             .description = {},
                             .crumbs = {{"Việc của tôi", "/can-bo"},
                                        {"Tài khoản", "/can-bo/tai-khoan"},
                                        {"Thêm nhiều người", "/can-bo/tai-khoan/nhap"},
                                        {"Xem trước", ""}},
                             .body = preview_page(preview, csv_of(preview), keys_of(work)),
                             .section = "/can-bo/tai-khoan"};
    return kept;
}

Outcome<acts::Recorded<Slips>> import_people(acts::Work& work, ApplyForm const& form)
{
    auto const table = TRY(csv::rows(form.rows));
    auto const lines = TRY(people_of(table.rows));
    auto const preview = previewed_now(work, lines);
    if (preview.count(Row::fresh) != preview.rows.size())
        return refuse(problems::sheet_changed);
    auto slips = Slips();
    auto last = std::optional<acts::Recorded<Link>>();
    for (auto const& row : preview.rows) {
        if (!work.may(may::manage_accounts, place(row.person.post)))
            return refuse(kheo::problems::not_allowed);
        auto const account = add_person(work, row.person);
        auto made = make_link(work, account.value(), Purpose::enrol);
        slips.items.push_back(std::move(made.slip));
        last.emplace(std::move(made.recorded));
    }
    return acts::answering(*last, std::move(slips));
}

Outcome<routes::Page> show_import(acts::Reading& reading, forms::Sent const&, Problem const* problem)
{
    auto const file =
        web::Field{.kind = web::Field::Kind::file,
                   .name = "file",
                   .label = "Bảng danh sách",
                   .hint = "Tệp .xlsx, .ods hoặc .csv, nhiều nhất 500 người.",
                   .error = problem ? std::string(web::error_of(problem->fields, "file")) : std::string(),
                   .accept = ".xlsx,.ods,.csv"};
    return routes::Page{
        .title = "Thêm nhiều người từ một bảng",
        .description = {},
        .crumbs = {{"Việc của tôi", "/can-bo"}, {"Tài khoản", "/can-bo/tai-khoan"}, {"Thêm nhiều người", ""}},
        .body = import_page(errors_of(problem), keys_of(reading), file, roles().all()),
        .section = "/can-bo/tai-khoan"};
}

Outcome<http::Response> blank_sheet(acts::Reading&, routes::Nothing const&)
{
    auto answer = http::text(200, csv::written({{"Tên đăng nhập", "Họ và tên", "Vai trò", "Mã cơ quan"}},
                                               {.delimiter = ',', .mark = csv::Mark::utf8}));
    answer.type = "text/csv; charset=utf-8";
    answer.download_as = "danh-sach-tai-khoan.csv";
    return answer;
}

} // namespace kheo::accounts
