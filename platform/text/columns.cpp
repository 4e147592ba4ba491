// SPDX-License-Identifier: AGPL-3.0-or-later
#include "platform/text/columns.hpp"

#include "platform/text/csv.hpp"
#include "platform/text/text.hpp"

#include <algorithm>

namespace kheo::columns
{

namespace
{

constexpr std::size_t most_rows_before_heading = 20;

std::string key_of(std::string_view heading)
{
    return folded(tidied(nfc(heading)));
}

Found columns_in(std::vector<std::string> const& row, std::span<Column const> columns)
{
    std::vector<std::string> keys;
    for (auto const& cell : row)
        keys.push_back(key_of(csv::unguarded(cell)));
    auto found = Found();
    for (auto const& column : columns) {
        auto& at = found.at.emplace_back();
        // The usual name before others: "Tên" beside "Họ và tên".
        for (auto const heading : column.headings)
            if (auto const cell = std::ranges::find(keys, key_of(heading)); !at && cell != keys.end())
                at = std::size_t(cell - keys.begin());
    }
    return found;
}

bool whole(Found const& found, std::span<Column const> columns)
{
    for (std::size_t at = 0; at < columns.size(); ++at)
        if (columns[at].need == Need::required && !found.at[at])
            return false;
    return true;
}

std::size_t recognised(Found const& found)
{
    return std::size_t(
        std::ranges::count_if(found.at, [](std::optional<std::size_t> at) { return at.has_value(); }));
}

void list(std::string& text, std::string_view word)
{
    if (!text.empty())
        text += ", ";
    text += word;
}

std::string sentence(Found const& best, std::span<Column const> columns)
{
    std::string lacking;
    std::string seen;
    for (std::size_t at = 0; at < columns.size(); ++at) {
        auto const& names = columns[at].headings;
        if (best.at[at]) {
            list(seen, names.front());
        } else if (columns[at].need == Need::required) {
            std::string others;
            for (auto const name : names.subspan(1))
                list(others, name);
            list(lacking, "“" + std::string(names.front()) + "”" +
                              (others.empty() ? "" : " (cũng nhận: " + others + ")"));
        }
    }
    return "Bảng thiếu cột " + lacking + ". " +
           (seen.empty() ? "Chưa nhận ra cột nào." : "Đã nhận ra: " + seen + ".");
}

} // namespace

std::string Found::cell(std::vector<std::string> const& row, std::size_t column) const
{
    auto const where = at.at(column);
    if (!where || *where >= row.size())
        return {};
    auto const text = accepted(csv::unguarded(row[*where]));
    return text ? tidied(*text) : std::string("\xef\xbf\xbd"); // what is no text is shown as such
}

Outcome<Found> found(std::vector<std::vector<std::string>> const& rows, std::span<Column const> columns)
{
    auto best = Found{.heading_row = 0, .at = std::vector<std::optional<std::size_t>>(columns.size())};
    for (std::size_t at = 0; at < std::min(rows.size(), most_rows_before_heading); ++at) {
        auto here = columns_in(rows[at], columns);
        here.heading_row = at;
        if (whole(here, columns))
            return here;
        if (recognised(here) > recognised(best))
            best = std::move(here);
    }
    return refuse(missing, sentence(best, columns));
}

} // namespace kheo::columns
