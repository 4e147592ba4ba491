// SPDX-License-Identifier: AGPL-3.0-or-later
#include "capabilities/reports/export.hpp"

#include "platform/text/csv.hpp"
#include "platform/text/text.hpp"
#include "platform/text/upper.hpp"

#include <algorithm>
#include <fmt/format.h>

namespace kheo::reports
{

namespace
{

using sheets::ColumnKind;
using sheets::TableCell;

bool with_under(Summary const& sums)
{
    return std::ranges::any_of(sums.rows, [](SummaryRow const& row) { return !row.under.empty(); });
}

std::vector<TableCell> names_of(Summary const& sums, SummaryRow const& row)
{
    std::vector<TableCell> cells{row.name};
    if (with_under(sums))
        cells.emplace_back(row.under);
    return cells;
}

// Sums are formulas, so that one who leaves rows out sees them follow.
sheets::TableRow total_row(Summary const& sums)
{
    auto row = sheets::TableRow{names_of(sums, sums.total), sheets::RowStyle::total};
    auto const first = int(row.cells.size());
    for (int at = 0; at < int(sums.columns.size()); ++at)
        if (sums.rows.empty())
            row.cells.emplace_back(0.0);
        else
            row.cells.emplace_back(sheets::Sum{{{0, first + at, int(sums.rows.size()) - 1, first + at}}});
    return row;
}

// Head and foot of a file follow the same rule: what it is, whose, until when.
std::vector<std::string> titles_of(Summary const& sums)
{
    return {title_of(sums), area_of(sums), as_of_words(sums)};
}

http::Response download(std::string bytes, std::string type, Summary const& sums, std::string_view ending)
{
    auto const& scope = sums.scope;
    auto response = http::Response{.type = std::move(type), .body = std::move(bytes)};
    auto area = folded(area_of(sums));
    std::ranges::replace(area, ' ', '-');
    response.download_as =
        fmt::format("bieu-tong-hop-{}-{}-den-{}.{}", area, scope.year, iso(scope.as_of), ending);
    return response;
}

template <class Make>
Outcome<http::Response> made(acts::Reading& reading, SummaryQuery const& query, Seen seen, Make make)
{
    auto const scope = TRY(scope_of(reading, query, seen));
    return make(summary_of(reading, scope));
}

http::Response xlsx(Summary const& sums)
{
    auto tables = std::vector{sheet_of(sums)};
    if (!sums.scope.only_public && !sums.scope.movement)
        tables.push_back(missing_sheet_of(sums));
    return download(sheets::to_xlsx(tables),
                    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", sums, "xlsx");
}

http::Response docx(Summary const& sums, std::optional<Issuer> const& issuer)
{
    return download(sheets::to_docx(letter_of(sums, issuer)),
                    "application/vnd.openxmlformats-officedocument.wordprocessingml.document", sums, "docx");
}

http::Response csv(Summary const& sums)
{
    return download(csv_of(sums), "text/csv; charset=utf-8", sums, "csv");
}

} // namespace

std::string name_under(std::string const& name, std::string const& superior)
{
    auto const [own, above] = std::pair(folded(name), folded(superior));
    for (auto space = name.find(' '); space != std::string::npos; space = name.find(' ', space + 1)) {
        auto const rest = folded(std::string_view(name).substr(space + 1));
        if (rest.size() < own.size() && (above == rest || above.starts_with(rest + " ")))
            return name.substr(0, space);
    }
    return name;
}

sheets::Table sheet_of(Summary const& sums)
{
    auto const under = with_under(sums);
    auto table = sheets::Table{
        .sheet = "Biểu tổng hợp", .title = titles_of(sums), .notes = notes_of(sums), .frozen_columns = 1};
    table.columns.push_back({sums.scope.group == Group::field ? "Lĩnh vực" : "Đơn vị", under ? 34.0 : 26.0});
    if (under)
        table.columns.push_back({"Địa bàn", 18});
    for (auto const& column : sums.columns) {
        auto const at = int(table.columns.size());
        table.columns.push_back(
            {column.label, std::clamp(double(characters(column.label)) / 3, 8.0, 12.0), ColumnKind::whole});
        if (column.group.empty())
            continue;
        if (!table.groups.empty() && table.groups.back().label == column.group)
            ++table.groups.back().count;
        else
            table.groups.push_back({at, 1, column.group});
    }
    for (auto const& row : sums.rows) {
        auto line = sheets::TableRow{names_of(sums, row)};
        for (auto const figure : row.figures)
            line.cells.emplace_back(double(figure));
        table.rows.push_back(std::move(line));
    }
    table.rows.push_back(total_row(sums));
    return table;
}

sheets::Table missing_sheet_of(Summary const& sums)
{
    auto table = sheets::Table{
        .sheet = "Chưa gửi",
        .title = {fmt::format("Chưa gửi đăng ký năm {}", sums.scope.year), area_of(sums), as_of_words(sums)},
        .columns = {{"Đơn vị", 40},
                    {"Đầu mối dân vận hoặc địa bàn", 40},
                    {"Đăng ký năm trước", 12, ColumnKind::whole}},
        .page = sheets::Page::portrait,
        .frozen_columns = 1};
    auto const add = [&](std::string heading, std::vector<Missing> const& missing) {
        if (missing.empty())
            return;
        table.rows.push_back({{std::move(heading)}, sheets::RowStyle::group, 3});
        for (auto const& one : missing)
            table.rows.push_back({{one.name, one.contact + one.under, double(one.last_year)}});
    };
    add("Đơn vị hành chính", sums.missing_units);
    add("Cơ quan, tổ chức", sums.missing_bodies);
    if (table.rows.empty())
        table.notes.push_back("Tất cả đã gửi.");
    if (sums.demo)
        table.notes.push_back("Dữ liệu minh họa.");
    return table;
}

std::optional<Issuer> issuer_of(acts::Reading const& reading)
{
    auto const held = bodies::directory();
    for (auto const& post : reading.actor.posts)
        if (auto const* const body = held->on({post.body}, reading.today())) {
            auto const* const above = held->on(body->superior, reading.today());
            auto const* const area = areas::atlas()->on(body->area, reading.today());
            return Issuer{body->name, above ? above->name : "", area ? area->name : "", body->line};
        }
    return std::nullopt;
}

sheets::Letter letter_of(Summary const& sums, std::optional<Issuer> const& issuer)
{
    auto const subject =
        fmt::format("đăng ký mô hình, điển hình Dân vận khéo năm {}, {}", sums.scope.year, area_of(sums));
    auto letter = sheets::Letter{.heading = sheets::Heading::none,
                                 .type = "BIỂU TỔNG HỢP " + upper(subject),
                                 .table = sheet_of(sums),
                                 .page = sheets::Page::landscape,
                                 .one_sheet = true};
    letter.opening = {{"(" + as_of_words(sums) + ")"}};
    letter.table->title.clear();
    if (issuer) {
        auto const [year, month, day] = civil(sums.scope.today);
        letter.heading = issuer->line == bodies::Line::dang ? sheets::Heading::party : sheets::Heading::state;
        letter.superior = upper(issuer->superior);
        letter.organisation = upper(name_under(issuer->name, issuer->superior));
        // Both guides: days below ten and the first two months with a nought.
        letter.place_and_date = fmt::format("{}, ngày {:02} tháng {}{} năm {}",
                                            issuer->place.empty() ? area_of(sums) : issuer->place, day,
                                            month < 3 ? "0" : "", month, year);
        letter.prepared_by = sheets::Signature{{"NGƯỜI LẬP BIỂU", "(Ký, ghi rõ họ tên)"}, ""};
        letter.signature = sheets::Signature{{"THỦ TRƯỞNG CƠ QUAN", "(Ký, ghi rõ họ tên, đóng dấu)"}, ""};
    }
    if (sums.scope.only_public)
        return letter;
    auto const& missing = sums.units > 0 ? sums.missing_units : sums.missing_bodies;
    std::string names;
    for (auto const& one : missing)
        names += (names.empty() ? "" : ", ") + one.name;
    letter.closing.push_back({missing.empty()
                                  ? std::string("Chưa gửi đăng ký: không có.")
                                  : fmt::format("Chưa gửi đăng ký ({}): {}.", missing.size(), names)});
    return letter;
}

std::string csv_of(Summary const& sums)
{
    auto heading = csv::Row{"id", "code", "name", "under"};
    for (auto const& column : sums.columns)
        heading.push_back(column.key);
    heading.insert(heading.end(), {"year", "as_of", "demo"});
    std::vector<csv::Row> rows{heading};
    auto const add = [&](SummaryRow const& row) {
        auto line = csv::Row{row.id, row.code, row.name, row.under};
        for (auto const figure : row.figures)
            line.push_back(std::to_string(figure));
        line.insert(line.end(),
                    {std::to_string(sums.scope.year), iso(sums.scope.as_of), sums.demo ? "true" : "false"});
        rows.push_back(std::move(line));
    };
    std::ranges::for_each(sums.rows, add);
    add(sums.total);
    return csv::written(rows, {.mark = csv::Mark::utf8});
}

Outcome<http::Response> export_xlsx(acts::Reading& reading, SummaryQuery const& query)
{
    return made(reading, query, Seen::by_officers, xlsx);
}
Outcome<http::Response> export_docx(acts::Reading& reading, SummaryQuery const& query)
{
    return made(reading, query, Seen::by_officers,
                [&](Summary const& sums) { return docx(sums, issuer_of(reading)); });
}
Outcome<http::Response> export_csv(acts::Reading& reading, SummaryQuery const& query)
{
    return made(reading, query, Seen::by_officers, csv);
}
Outcome<http::Response> export_public_xlsx(acts::Reading& reading, SummaryQuery const& query)
{
    return made(reading, query, Seen::by_all, xlsx);
}
Outcome<http::Response> export_public_docx(acts::Reading& reading, SummaryQuery const& query)
{
    return made(reading, query, Seen::by_all, [](Summary const& sums) { return docx(sums, std::nullopt); });
}
Outcome<http::Response> export_public_csv(acts::Reading& reading, SummaryQuery const& query)
{
    return made(reading, query, Seen::by_all, csv);
}

} // namespace kheo::reports
