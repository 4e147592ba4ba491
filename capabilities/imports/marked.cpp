// SPDX-License-Identifier: AGPL-3.0-or-later
#include "capabilities/imports/marked.hpp"

#include "capabilities/imports/batch.sql.hpp"
#include "platform/files/shelf.hpp"
#include "platform/sheets/content.hpp"

#include <array>
#include <fmt/format.h>

namespace kheo::imports
{

namespace
{

Outcome<std::string> content_of(File const& file)
{
    auto const hash = from_hex(file.hash);
    auto digest = Digest();
    if (!hash || hash->size() != digest.size())
        return refuse(problems::file_gone);
    std::ranges::copy(*hash, digest.begin());
    auto bytes = files::shelf().store.read(digest);
    if (!bytes)
        return refuse(problems::file_gone);
    return std::move(*bytes);
}

std::string_view content_type(std::string_view name)
{
    auto const type = files::type_by_ending(sheets::ending(name));
    return type ? type->content_type : "application/octet-stream";
}

http::Response download(std::string bytes, std::string const& name)
{
    auto answer = http::Response{
        .type = std::string(content_type(name)), .body = std::move(bytes), .compressible = false};
    answer.download_as = name;
    return answer;
}

// What is said at a row that a person must look at.
std::string sentence_of(StoredRow const& row, registers::Row const& line)
{
    switch (row.state) {
    case State::personal:
        return "Điển hình cá nhân: không nhận qua sổ này, xin ghi ở mục riêng.";
    case State::same:
        return "Đã có trong sổ, không phải gửi lại.";
    case State::skipped:
        return "Bỏ qua.";
    default:
        break;
    }
    std::string words;
    for (auto const& note : line.notes)
        words += (words.empty() ? "" : " ") + note;
    if (!row.twin.empty())
        words += (words.empty() ? "" : " ") + row.twin;
    if (row.state == State::unclear)
        return words.empty() ? "Chưa rõ." : words;
    return row.state == State::to_fix ? words : "Dòng tốt, chưa nhận.";
}

} // namespace

std::span<forms::Rule const> FileQuery::rules()
{
    using forms::Input;
    static constexpr std::array<forms::Rule, 2> list{{
        {"import", "Lần gộp sổ", Input::id, INT64_MAX, forms::Need::required},
        {"file", "Tệp", Input::id, INT64_MAX, forms::Need::required},
    }};
    return list;
}

std::vector<sheets::SheetMarks> marks_of(std::vector<registers::SheetReading> const& sheets,
                                         std::vector<StoredRow> const& rows)
{
    std::vector<sheets::SheetMarks> marks;
    for (std::size_t at = 0; at < sheets.size(); ++at) {
        if (sheets[at].heading_row < 0)
            continue;
        auto& sheet = marks.emplace_back(sheets::SheetMarks{
            .sheet = int(at), .heading_row = sheets[at].heading_row, .wrong = {}, .taken = {}});
        for (auto const& row : rows) {
            if (row.sheet != int(at))
                continue;
            if (row.state == State::taken) {
                sheet.taken.push_back(row.line);
                continue;
            }
            auto const line = read_back(row);
            for (auto const& error : line.errors) {
                auto const field = registers::field_named(error.field);
                auto const label = field ? std::string(registers::rule(*field).label) + ": " : std::string();
                sheet.wrong.push_back({row.line, error.column, label + error.sentence});
            }
            if (auto words = sentence_of(row, line); !words.empty())
                sheet.wrong.push_back({row.line, -1, std::move(words)});
        }
    }
    return marks;
}

Outcome<http::Response> marked_file(acts::Reading& reading, FileQuery const& query)
{
    auto const found = TRY(load_file(reading, query.import, query.file));
    auto const bytes = TRY(content_of(found.file));
    auto const rows = reading.db.all<StoredRow>(sql::rows_of_file,
                                                {{"file", query.file}, {"after", 0}, {"count", INT64_MAX}});
    if (registers::is_lines(found.file.name)) {
        std::string lines;
        for (auto const& row : rows)
            if (row.state == State::to_fix || row.state == State::unclear)
                lines +=
                    boost::json::serialize(boost::json::object{{"line", row.line},
                                                               {"values", boost::json::parse(row.texts)},
                                                               {"errors", boost::json::parse(row.errors)},
                                                               {"notes", boost::json::parse(row.notes)}}) +
                    "\n";
        return download(std::move(lines), found.file.name);
    }
    auto marked = TRY(
        files::shelf().extractor.mark(bytes, found.file.name, marks_of(sheets_of(found.file.sheets), rows)));
    return download(std::move(marked), "Can sua - " + found.file.name);
}

Outcome<http::Response> original_file(acts::Reading& reading, FileQuery const& query)
{
    auto const found = TRY(load_file(reading, query.import, query.file));
    auto bytes = TRY(content_of(found.file));
    return download(std::move(bytes), found.file.name);
}

} // namespace kheo::imports
