// SPDX-License-Identifier: AGPL-3.0-or-later
#include "platform/sheets/csv_sheet.hpp"

#include "platform/sheets/budget.hpp"
#include "platform/sheets/formats.hpp"
#include "platform/sheets/problems.hpp"
#include "platform/text/csv.hpp"

#include <algorithm>

namespace kheo::sheets
{
namespace
{

void append_utf8(std::string& out, std::uint32_t code)
{
    auto const tail = [&](int shift) { out += static_cast<char>(0x80 | (code >> shift & 0x3f)); };
    if (code < 0x80) {
        out += static_cast<char>(code);
    } else if (code < 0x800) {
        out += static_cast<char>(0xc0 | code >> 6);
        tail(0);
    } else if (code < 0x10000) {
        out += static_cast<char>(0xe0 | code >> 12);
        tail(6), tail(0);
    } else {
        out += static_cast<char>(0xf0 | code >> 18);
        tail(12), tail(6), tail(0);
    }
}

std::string from_utf16(std::string_view bytes, bool big_endian)
{
    std::string out;
    auto const unit = [&](std::size_t at) {
        auto const one = static_cast<unsigned char>(bytes[at]);
        auto const two = static_cast<unsigned char>(bytes[at + 1]);
        return static_cast<std::uint32_t>(big_endian ? one << 8 | two : two << 8 | one);
    };
    for (std::size_t at = 0; at + 1 < bytes.size(); at += 2) {
        auto code = unit(at);
        auto const leads = code >= 0xd800 && code < 0xdc00 && at + 3 < bytes.size();
        auto const low = leads ? unit(at + 2) : 0;
        if (leads && low >= 0xdc00 && low < 0xe000) {
            code = 0x10000 + ((code - 0xd800) << 10) + (low - 0xdc00);
            at += 2;
        } else if (code >= 0xd800 && code < 0xe000) {
            code = 0xfffd;
        }
        append_utf8(out, code);
    }
    return out;
}

// A name for the sheet: the file's own without folder and ending.
std::string sheet_name(std::string_view file)
{
    auto const slash = file.find_last_of("/\\");
    auto const name = slash == file.npos ? file : file.substr(slash + 1);
    return clean(name.substr(0, name.rfind('.')));
}

} // namespace

std::string csv_text(std::string_view bytes)
{
    if (bytes.starts_with("\xff\xfe"))
        return from_utf16(bytes.substr(2), false);
    if (bytes.starts_with("\xfe\xff"))
        return from_utf16(bytes.substr(2), true);
    return std::string(bytes);
}

std::vector<Record> records(std::string_view text, char delimiter)
{
    std::vector<Record> all;
    std::size_t line = 1;
    Record record;
    if (text.starts_with("\xef\xbb\xbf"))
        record.begin = 3;
    auto cell_begin = record.begin;
    auto quoted = false;
    for (auto at = record.begin; at < text.size(); ++at) {
        auto const ends_line =
            text[at] == '\n' || (text[at] == '\r' && !text.substr(at + 1).starts_with('\n'));
        if (text[at] == '"' && (quoted || at == cell_begin))
            quoted = !quoted;
        else if (text[at] == '"' && at > 0 && text[at - 1] == '"')
            quoted = true; // a doubled quote inside a quoted cell
        if (!quoted && text[at] == delimiter)
            cell_begin = at + 1;
        line += ends_line ? 1 : 0;
        if (quoted || !ends_line)
            continue;
        record.end = text[at] == '\n' && at > record.begin && text[at - 1] == '\r' ? at - 1 : at;
        all.push_back(record);
        record = {at + 1, at + 1, line};
        cell_begin = at + 1;
    }
    record.end = text.size();
    if (record.end > record.begin)
        all.push_back(record);
    return all;
}

Outcome<Workbook> read_csv(std::string_view bytes, std::string_view name)
{
    auto const text = csv_text(bytes);
    auto const table = TRY(csv::rows(text));
    Workbook book;
    auto& sheet = book.sheets.emplace_back();
    sheet.name = sheet_name(name);
    Budget budget;
    auto const places = records(text, table.delimiter);
    std::size_t place = 0;
    for (std::size_t at = 0; at < table.rows.size(); ++at) {
        while (place < places.size() && places[place].line < table.lines[at])
            ++place; // blank lines, which csv::rows leaves out, stay rows here
        auto column = 0;
        for (auto const& cell : table.rows[at]) {
            auto kept = clean(csv::unguarded(cell));
            if (!kept.empty() &&
                !budget.put(sheet, static_cast<int>(place), column, {std::move(kept), Kind::text}))
                return refuse(problems::too_large);
            ++column;
        }
        ++place;
    }
    return book;
}

} // namespace kheo::sheets
