// SPDX-License-Identifier: AGPL-3.0-or-later
#include "capabilities/reports/export.hpp"

#include "platform/text/csv.hpp"
#include "platform/text/text.hpp"

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

std::string issuer_of(acts::Reading const& reading, Summary const& sums)
{
    for (auto const& post : reading.actor.posts)
        if (auto const* const body = bodies::directory()->on({post.body}, reading.today()))
            return body->name;
    return area_of(sums);
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
    if (!sums.scope.only_public)
        tables.push_back(missing_sheet_of(sums));
    return download(sheets::to_xlsx(tables),
                    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", sums, "xlsx");
}

http::Response docx(Summary const& sums, std::string issuer)
{
    return download(sheets::to_docx(letter_of(sums, std::move(issuer))),
                    "application/vnd.openxmlformats-officedocument.wordprocessingml.document", sums, "docx");
}

http::Response csv(Summary const& sums)
{
    return download(csv_of(sums), "text/csv; charset=utf-8", sums, "csv");
}

} // namespace

sheets::Table sheet_of(Summary const& sums)
{
    auto const under = with_under(sums);
    auto table = sheets::Table{.sheet = "Biểu tổng hợp", .title = titles_of(sums), .notes = notes_of(sums)};
    table.columns.push_back({sums.scope.group == Group::field ? "Lĩnh vực" : "Đơn vị", 26});
    if (under)
        table.columns.push_back({"Địa bàn", 18});
    for (auto const& column : sums.columns) {
        auto const at = int(table.columns.size());
        table.columns.push_back({column.label, 8, ColumnKind::whole});
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
        .page = sheets::Page::portrait};
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
    return table;
}

sheets::Letter letter_of(Summary const& sums, std::string issuer)
{
    auto const day = civil(sums.scope.today);
    auto letter = sheets::Letter{.organisation = std::move(issuer),
                                 .place_and_date = fmt::format("{}, ngày {:02} tháng {:02} năm {}",
                                                               area_of(sums), day.day, day.month, day.year),
                                 .type = "BIỂU TỔNG HỢP",
                                 .subject = fmt::format("Đăng ký mô hình, điển hình Dân vận khéo năm {} – {}",
                                                        sums.scope.year, area_of(sums)),
                                 .table = sheet_of(sums),
                                 .signature = sheets::Signature{},
                                 .page = sheets::Page::landscape};
    letter.table->title = {as_of_words(sums)};
    if (sums.scope.only_public)
        return letter;
    std::string names;
    for (auto const& one : sums.units > 0 ? sums.missing_units : sums.missing_bodies)
        names += (names.empty() ? "" : ", ") + one.name;
    letter.closing.push_back({fmt::format("Chưa gửi đăng ký: {}.", names.empty() ? "không có" : names)});
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
                [&](Summary const& sums) { return docx(sums, issuer_of(reading, sums)); });
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
    return made(reading, query, Seen::by_all, [](Summary const& sums) { return docx(sums, area_of(sums)); });
}
Outcome<http::Response> export_public_csv(acts::Reading& reading, SummaryQuery const& query)
{
    return made(reading, query, Seen::by_all, csv);
}

} // namespace kheo::reports
