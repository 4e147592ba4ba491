// SPDX-License-Identifier: AGPL-3.0-or-later
#include "platform/sheets/wire.hpp"

#include "platform/text/text.hpp"

namespace kheo::sheets::wire
{
namespace
{

constexpr std::uint64_t form = 1; // the first number; another form is not read
constexpr std::uint64_t many = 1u << 20;
constexpr std::uint64_t most_sheets = 5'000; // as many as a package has entries

void write(Writer& out, Problem const& problem)
{
    out.text(problem.id);
    out.number(static_cast<std::uint64_t>(problem.status));
    out.text(problem.sentence);
}

Problem problem(Reader& in)
{
    Problem read{Refusal{"", 400, ""}};
    read.id = in.text();
    read.status = static_cast<int>(in.number(599));
    read.sentence = in.text();
    if (read.status < 400 || read.id.size() > 100 || read.sentence.size() > 1'000 ||
        !valid_utf8(read.sentence))
        in.fail();
    return read;
}

int whole(Reader& in, std::uint64_t most)
{
    return static_cast<int>(in.number(most));
}

void write(Writer& out, Sheet const& sheet)
{
    out.text(sheet.name);
    out.text(sheet.changed.flags());
    out.number((sheet.hidden ? 1u : 0u) | (sheet.hidden_rows ? 2u : 0u) | (sheet.hidden_columns ? 4u : 0u));
    out.number(sheet.rows.size());
    for (auto const& row : sheet.rows) {
        out.number(row.size());
        for (auto const& cell : row) {
            out.number(static_cast<std::uint64_t>(cell.kind));
            if (cell.kind != Kind::empty)
                out.text(cell.text);
        }
    }
    out.number(sheet.merged.size());
    for (auto const& range : sheet.merged)
        for (auto const edge : {range.top, range.left, range.bottom, range.right})
            out.number(static_cast<std::uint64_t>(edge));
    out.number(sheet.widths.size());
    for (auto const width : sheet.widths)
        out.number(static_cast<std::uint64_t>(width > 0 && width < 1'000 ? width * 256 : 0));
}

Cell cell(Reader& in)
{
    auto const kind = static_cast<Kind>(in.number(static_cast<std::uint64_t>(Kind::error)));
    if (kind == Kind::empty)
        return {};
    auto const text = in.text();
    if (text.empty() || text.size() > max_cell_bytes || !valid_utf8(text))
        in.fail();
    return {std::string(text), kind};
}

// `cells` counts over the whole workbook, rows included.
Sheet sheet(Reader& in, std::size_t& cells)
{
    auto const count = [&](std::uint64_t most) {
        auto const size = in.number(most);
        cells += size;
        if (cells > max_cells)
            in.fail();
        return in.good() ? size : 0;
    };
    Sheet sheet;
    sheet.name = in.text();
    if (!valid_utf8(sheet.name))
        in.fail();
    sheet.changed = legacy::Changed::of_flags(in.text());
    auto const flags = in.number(7);
    sheet.hidden = flags & 1, sheet.hidden_rows = flags & 2, sheet.hidden_columns = flags & 4;
    sheet.rows.resize(count(max_rows));
    for (auto& row : sheet.rows) {
        row.resize(count(max_columns));
        for (auto& place : row)
            place = cell(in);
        if (!in.good())
            return sheet;
    }
    for (auto left = in.number(many); left > 0 && in.good(); --left) {
        Range range;
        range.top = whole(in, max_rows), range.left = whole(in, max_columns);
        range.bottom = whole(in, max_rows), range.right = whole(in, max_columns);
        sheet.merged.push_back(range);
    }
    for (auto left = in.number(max_columns); left > 0 && in.good(); --left)
        sheet.widths.push_back(static_cast<double>(in.number(many)) / 256);
    return sheet;
}

} // namespace

void Writer::number(std::uint64_t value)
{
    for (; value >= 0x80; value >>= 7)
        bytes += static_cast<char>(value | 0x80);
    bytes += static_cast<char>(value);
}

void Writer::text(std::string_view value)
{
    number(value.size());
    bytes += value;
}

void Reader::fail()
{
    good_ = false;
    rest_ = {};
}

std::uint64_t Reader::number(std::uint64_t most)
{
    std::uint64_t value = 0;
    for (auto shift = 0; shift < 63 && !rest_.empty(); shift += 7) {
        auto const byte = static_cast<unsigned char>(rest_.front());
        rest_.remove_prefix(1);
        value |= static_cast<std::uint64_t>(byte & 0x7f) << shift;
        if (byte < 0x80) {
            if (value <= most)
                return value;
            break;
        }
    }
    fail();
    return 0;
}

std::string_view Reader::text()
{
    auto const size = number(UINT64_MAX >> 1);
    if (size > rest_.size())
        fail();
    if (!good_)
        return {};
    auto const text = rest_.substr(0, size);
    rest_.remove_prefix(size);
    return text;
}

std::string encode(Outcome<Workbook> const& outcome)
{
    Writer out;
    out.number(form);
    out.number(outcome ? 1 : 0);
    if (!outcome) {
        write(out, outcome.error());
        return std::move(out.bytes);
    }
    out.number(outcome->sheets.size());
    for (auto const& each : outcome->sheets)
        write(out, each);
    return std::move(out.bytes);
}

std::string encode(Outcome<std::string> const& outcome)
{
    Writer out;
    out.number(form);
    out.number(outcome ? 1 : 0);
    if (outcome)
        out.text(*outcome);
    else
        write(out, outcome.error());
    return std::move(out.bytes);
}

std::string encode(std::vector<SheetMarks> const& marks)
{
    Writer out;
    out.number(marks.size());
    for (auto const& each : marks) {
        out.number(static_cast<std::uint64_t>(each.sheet));
        out.number(static_cast<std::uint64_t>(each.heading_row));
        out.number(each.wrong.size());
        for (auto const& wrong : each.wrong) {
            out.number(static_cast<std::uint64_t>(wrong.row));
            out.number(static_cast<std::uint64_t>(wrong.column + 1));
            out.text(wrong.sentence);
        }
        out.number(each.taken.size());
        for (auto const row : each.taken)
            out.number(static_cast<std::uint64_t>(row));
    }
    return std::move(out.bytes);
}

std::optional<Outcome<Workbook>> decode_workbook(std::string_view bytes)
{
    Reader in(bytes);
    if (in.number(form) != form)
        return {};
    Outcome<Workbook> outcome;
    if (in.number(1) == 0) {
        outcome = std::unexpected(problem(in));
    } else {
        std::size_t cells = 0;
        for (auto left = in.number(most_sheets); left > 0 && in.good(); --left)
            outcome->sheets.push_back(sheet(in, cells));
    }
    return in.good() && in.at_end() ? std::optional(std::move(outcome)) : std::nullopt;
}

std::optional<Outcome<std::string>> decode_bytes(std::string_view bytes)
{
    Reader in(bytes);
    if (in.number(form) != form)
        return {};
    Outcome<std::string> outcome;
    if (in.number(1) == 0)
        outcome = std::unexpected(problem(in));
    else
        outcome = std::string(in.text());
    return in.good() && in.at_end() ? std::optional(std::move(outcome)) : std::nullopt;
}

std::optional<std::vector<SheetMarks>> decode_marks(std::string_view bytes)
{
    Reader in(bytes);
    std::vector<SheetMarks> marks;
    for (auto left = in.number(many); left > 0 && in.good(); --left) {
        auto& each = marks.emplace_back();
        each.sheet = whole(in, many), each.heading_row = whole(in, max_rows);
        for (auto wrong = in.number(max_cells); wrong > 0 && in.good(); --wrong) {
            CellMark mark;
            mark.row = whole(in, max_rows), mark.column = whole(in, max_columns) - 1;
            mark.sentence = in.text();
            each.wrong.push_back(std::move(mark));
        }
        for (auto taken = in.number(max_rows); taken > 0 && in.good(); --taken)
            each.taken.push_back(whole(in, max_rows));
    }
    return in.good() && in.at_end() ? std::optional(std::move(marks)) : std::nullopt;
}

} // namespace kheo::sheets::wire
