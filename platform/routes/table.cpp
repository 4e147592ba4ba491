// SPDX-License-Identifier: AGPL-3.0-or-later
#include "platform/routes/table.hpp"

#include <algorithm>

namespace kheo::routes
{

namespace
{

std::vector<std::string_view> segments_of(std::string_view path)
{
    std::vector<std::string_view> segments;
    while (!path.empty()) {
        path.remove_prefix(1); // the slash
        auto const end = std::min(path.find('/'), path.size());
        segments.push_back(path.substr(0, end));
        path.remove_prefix(end);
    }
    return segments;
}

bool is_name(std::string_view segment)
{
    return segment.size() > 2 && segment.front() == '{' && segment.back() == '}';
}

bool takes_rest(std::string_view segment)
{
    return is_name(segment) && segment[segment.size() - 2] == '*';
}

http::Method effective(http::Method method)
{
    return method == http::Method::head ? http::Method::get : method;
}

} // namespace

Table::Table(std::vector<std::span<Row const>> const& parts)
{
    for (auto const& part : parts) {
        for (auto const& row : part) {
            rows_.push_back(&row);
            add(row, row.page, false);
            add(row, row.api, true);
        }
    }
    std::ranges::sort(patterns_, std::greater(), &Pattern::literals);
}

void Table::add(Row const& row, std::string_view path, bool api)
{
    if (path.empty())
        return;
    auto segments = segments_of(path);
    for (auto const& pattern : patterns_)
        ensure(pattern.row->method != row.method || pattern.segments != segments,
               "two rows of one method and path");
    auto const literals = std::ranges::count_if(segments, [](auto segment) { return !is_name(segment); });
    patterns_.push_back({&row, api, std::move(segments), int(literals)});
}

bool Table::matches(Pattern const& pattern, std::vector<std::string_view> const& path, forms::Values* values)
{
    auto const& wanted = pattern.segments;
    auto const open_end = !wanted.empty() && takes_rest(wanted.back());
    if (open_end ? path.size() < wanted.size() : path.size() != wanted.size())
        return false;
    for (std::size_t at = 0; at < wanted.size(); ++at) {
        if (!is_name(wanted[at])) {
            if (wanted[at] != path[at])
                return false;
            continue;
        }
        if (!values)
            continue;
        auto value = path[at];
        if (takes_rest(wanted[at]))
            value = std::string_view(value.data(),
                                     std::size_t(path.back().data() + path.back().size() - value.data()));
        auto const marks = takes_rest(wanted[at]) ? 3u : 2u;
        values->emplace_back(wanted[at].substr(1, wanted[at].size() - marks), value);
    }
    return true;
}

Match Table::find(http::Method method, std::string_view path) const
{
    auto const segments = segments_of(path);
    for (auto const& pattern : patterns_) {
        if (pattern.row->method != effective(method) || !matches(pattern, segments, nullptr))
            continue;
        auto found = Match{pattern.row, pattern.api, {}};
        matches(pattern, segments, &found.values);
        return found;
    }
    return {};
}

std::string Table::allowed(std::string_view path) const
{
    auto const segments = segments_of(path);
    std::string list;
    for (auto const& pattern : patterns_) {
        if (!matches(pattern, segments, nullptr))
            continue;
        auto const word =
            pattern.row->method == http::Method::get ? "GET, HEAD" : std::string(name(pattern.row->method));
        if (list.find(word) == std::string::npos)
            list += (list.empty() ? "" : ", ") + word;
    }
    return list;
}

} // namespace kheo::routes
