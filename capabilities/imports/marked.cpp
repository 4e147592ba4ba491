// SPDX-License-Identifier: AGPL-3.0-or-later
#include "capabilities/imports/marked.hpp"

#include "capabilities/imports/batch.sql.hpp"
#include "capabilities/imports/reading.hpp"
#include "platform/files/shelf.hpp"
#include "platform/sheets/content.hpp"
#include "platform/sheets/package.hpp"

#include <array>
#include <fmt/format.h>
#include <map>
#include <set>

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
    case State::again:
        return row.twin;
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

// The lines to mend as they were sent, each with what is wrong: names that are
// no field are left out when it is read again.
std::string marked_lines(std::vector<StoredRow> const& rows)
{
    std::string lines;
    for (auto const& row : rows) {
        if (row.state != State::to_fix && row.state != State::unclear)
            continue;
        auto line = boost::json::parse(row.texts).as_object();
        line.emplace("line", row.line);
        line.emplace("errors", boost::json::parse(row.errors));
        line.emplace("notes", boost::json::parse(row.notes));
        lines += boost::json::serialize(line) + "\n";
    }
    return lines;
}

Outcome<std::string> marked_bytes(db::Connection& db, File const& file)
{
    auto const bytes = TRY(content_of(file));
    auto const rows =
        db.all<StoredRow>(sql::rows_of_file, {{"file", file.id}, {"after", 0}, {"count", INT64_MAX}});
    if (registers::is_lines(file.name))
        return marked_lines(rows);
    return files::shelf().extractor.mark(bytes, file.name, marks_of(sheets_of(file.sheets), rows));
}

constexpr std::string_view marked_prefix = "Can sua - ";

std::string marked_name(std::string const& name)
{
    // A marked file that came back is marked anew, not named so twice. In a .zip
    // a number may stand before it.
    auto bare = std::string_view(name);
    for (;;) {
        auto const number = std::min(bare.find_first_not_of("0123456789"), bare.size());
        auto const rest = number > 0 && bare.substr(number).starts_with(' ') ? bare.substr(number + 1) : bare;
        if (!rest.starts_with(marked_prefix))
            return std::string(marked_prefix) + std::string(bare);
        bare = rest.substr(marked_prefix.size());
    }
}

// Looks for the row of a later file that is the same row.
class Finder
{
  public:
    explicit Finder(std::vector<StoredRow> const& now)
    {
        for (auto const& row : now) {
            if (row.state == State::personal || row.choice == "skip")
                continue;
            auto const& one = rows_.emplace_back(&row, read_back(row).values);
            by_spot_.emplace(row.spot, rows_.size() - 1);
            if (!row.title_key.empty())
                by_title_.emplace(row.title_key, rows_.size() - 1);
            for (auto const& rule : registers::fields())
                if (one.second[rule.field].size() >= telling)
                    by_text_.emplace(one.second[rule.field], rows_.size() - 1);
        }
        taken_.resize(rows_.size());
    }

    // Each row of the later file stands for one row before it.
    StoredRow const* find(StoredRow const& row)
    {
        auto const values = read_back(row).values;
        auto const fits = [&](std::size_t at) {
            auto const& [other, theirs] = rows_[at];
            auto const years = other->year == row.year || other->year == 0 || row.year == 0;
            auto const bodies = other->body == row.body || !other->body || !row.body;
            auto const named = other->body == row.body && same_title(row, *other);
            return !taken_[at] && years && bodies && (named || mostly_same(values, theirs));
        };
        auto const try_all = [&](auto const& table, auto const& key) -> StoredRow const* {
            auto const [begin, end] = table.equal_range(key);
            for (auto each = begin; each != end; ++each)
                if (fits(each->second)) {
                    taken_[each->second] = true;
                    return rows_[each->second].first;
                }
            return nullptr;
        };
        auto const* found = try_all(by_spot_, row.spot);
        if (!found && !row.title_key.empty())
            found = try_all(by_title_, row.title_key);
        for (auto const& rule : registers::fields())
            if (!found && values[rule.field].size() >= telling)
                found = try_all(by_text_, values[rule.field]);
        return found;
    }

  private:
    static constexpr std::size_t telling = 60; // bytes: no two rows say so much by chance

    static bool same_title(StoredRow const& a, StoredRow const& b)
    {
        return !a.title_key.empty() && a.title_key == b.title_key;
    }
    // Half of what either says.
    static bool mostly_same(registers::Values const& a, registers::Values const& b)
    {
        std::size_t same = 0, said = 0;
        for (auto const& rule : registers::fields()) {
            said += !a[rule.field].empty() || !b[rule.field].empty();
            same += !a[rule.field].empty() && a[rule.field] == b[rule.field];
        }
        return same > 1 && same * 2 >= said;
    }

    std::vector<std::pair<StoredRow const*, registers::Values>> rows_;
    std::vector<bool> taken_;
    std::multimap<std::int64_t, std::size_t> by_spot_;
    std::multimap<std::string, std::size_t> by_title_;
    std::multimap<std::string, std::size_t> by_text_;
};

} // namespace

std::span<forms::Rule const> ReturnQuery::rules()
{
    static constexpr std::array<forms::Rule, 1> list{
        {{"import", "Lần gộp sổ", forms::Input::id, INT64_MAX, forms::Need::required}}};
    return list;
}

std::span<forms::Rule const> FileQuery::rules()
{
    using forms::Input;
    static constexpr std::array<forms::Rule, 2> list{{
        {"import", "Lần gộp sổ", Input::id, INT64_MAX, forms::Need::required},
        {"file", "Tệp", Input::id, INT64_MAX, forms::Need::required},
    }};
    return list;
}

namespace
{

int column_of(registers::SheetReading const& sheet, registers::Field field)
{
    auto const target = registers::Target{.kind = registers::Target::Kind::field, .field = field};
    auto const found = std::ranges::find(sheet.headings, target, &registers::Heading::target);
    return found == sheet.headings.end() ? -1 : found->column;
}

// Where to mend a row of which the unit is not known: at its unit, else at its
// commune; -1 where the file has no such column, and for any other row.
int column_of_unit(registers::SheetReading const& sheet, StoredRow const& row)
{
    auto const waits = row.state == State::unclear || row.state == State::to_fix;
    if (!waits || row.body || !(row.unknown_unit || row.state == State::unclear))
        return -1;
    auto const unit = column_of(sheet, registers::Field::unit);
    return unit >= 0 && (row.area || column_of(sheet, registers::Field::commune) < 0)
               ? unit
               : column_of(sheet, registers::Field::commune);
}

} // namespace

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
                auto const label = label_beside(error);
                sheet.wrong.push_back(
                    {row.line, error.column, label.empty() ? error.sentence : label + ": " + error.sentence});
            }
            if (auto words = sentence_of(row, line); !words.empty())
                sheet.wrong.push_back({row.line, column_of_unit(sheets[at], row), std::move(words)});
        }
    }
    return marks;
}

std::vector<Again> sent_again(std::vector<StoredRow> const& before, std::vector<StoredRow> const& now)
{
    auto finder = Finder(now);
    std::vector<Again> list;
    for (auto const& row : before)
        if (auto const* const again = finder.find(row))
            list.push_back({&row, again});
    // Two registers may share a model; one register sent twice shares most.
    if (list.size() * 2 < std::min(before.size(), now.size()))
        list.clear();
    return list;
}

Outcome<http::Response> marked_file(acts::Reading& reading, FileQuery const& query)
{
    auto const found = TRY(load_file(reading, query.import, query.file));
    auto marked = TRY(marked_bytes(reading.db, found.file));
    return download(std::move(marked), marked_name(found.file.name));
}

Outcome<http::Response> marked_files(acts::Reading& reading, ReturnQuery const& query)
{
    auto const import = TRY(load_import(reading, query.import));
    auto const tallies = tallies_of(reading.db, import.id);
    sheets::Parts parts;
    std::set<std::string> names;
    for (auto const& file : files_of(reading.db, import.id)) {
        auto const tally = tallies.find(file.id.value);
        if (file.state != FileState::read || tally == tallies.end() || tally->second.open() == 0)
            continue;
        auto name = marked_name(file.name);
        // Two communes may send a file of the same name.
        while (!names.insert(name).second)
            name = fmt::format("{} {}", file.place + 1, name);
        auto marked = TRY(marked_bytes(reading.db, file));
        parts.emplace_back(std::move(name), std::move(marked));
    }
    if (parts.empty())
        return refuse(problems::nothing_to_return);
    return download(sheets::packed(parts), "Cac tep can sua.zip");
}

Outcome<http::Response> original_file(acts::Reading& reading, FileQuery const& query)
{
    auto const found = TRY(load_file(reading, query.import, query.file));
    auto bytes = TRY(content_of(found.file));
    return download(std::move(bytes), found.file.name);
}

} // namespace kheo::imports
