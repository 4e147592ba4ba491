// SPDX-License-Identifier: AGPL-3.0-or-later
#include "capabilities/registers/lines.hpp"

#include "capabilities/registers/fields.hpp"
#include "capabilities/registers/problems.hpp"
#include "platform/sheets/content.hpp"
#include "platform/text/text.hpp"

#include <fmt/format.h>

namespace kheo::registers
{

namespace
{

constexpr std::size_t most_rows = 100'000;

// A value as text: what is no text, number or truth says nothing.
std::string scalar(boost::json::value const& value)
{
    if (value.is_string())
        return std::string(value.get_string());
    return value.is_structured() || value.is_null() ? std::string() : boost::json::serialize(value);
}

// The object's values in the order of the fields; false for a text that cannot
// be kept.
bool put(sheets::Sheet& sheet, boost::json::object const& object)
{
    auto& row = sheet.rows.emplace_back(field_count);
    for (auto const& [name, value] : object) {
        auto const field = field_named(name);
        auto text = accepted(scalar(value));
        if (!text)
            return false;
        if (field && !text->empty() && text->size() <= sheets::max_cell_bytes)
            row[std::size_t(*field)] = {std::move(*text), sheets::Kind::text};
    }
    return true;
}

boost::json::value parsed(std::string_view text, bool& good)
{
    boost::json::error_code error;
    auto value = boost::json::parse(text, error, {}, {.max_depth = 8});
    good = !error;
    return value;
}

} // namespace

bool is_lines(std::string_view file_name)
{
    auto const ending = sheets::ending(file_name);
    return ending == "jsonl" || ending == "ndjson";
}

Outcome<sheets::Workbook> read_lines(std::string_view text, std::string_view name)
{
    if (text.starts_with("\xef\xbb\xbf"))
        text.remove_prefix(3);
    auto book = sheets::Workbook{{{.name = std::string(name)}}};
    auto& sheet = book.sheets.front();
    auto& heads = sheet.rows.emplace_back(field_count);
    for (auto const& rule : fields())
        heads[std::size_t(rule.field)] = {std::string(rule.name), sheets::Kind::text};
    for (std::size_t line = 1; !text.empty(); ++line) {
        auto const end = std::min(text.find('\n'), text.size());
        auto const one = text.substr(0, end);
        text.remove_prefix(std::min(end + 1, text.size()));
        if (one.find_first_not_of(" \t\r") == std::string_view::npos) {
            sheet.rows.emplace_back();
            continue;
        }
        auto good = true;
        auto const value = parsed(one, good);
        if (!good || !value.is_object() || !put(sheet, value.get_object()))
            return refuse(problems::bad_line, std::to_string(line));
        if (sheet.rows.size() > most_rows)
            return refuse(problems::too_many_rows, std::to_string(most_rows));
    }
    return book;
}

} // namespace kheo::registers
