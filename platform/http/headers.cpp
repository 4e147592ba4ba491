// SPDX-License-Identifier: AGPL-3.0-or-later
#include "platform/http/headers.hpp"

#include "platform/problem/problem.hpp"

#include <algorithm>

namespace kheo::http
{
namespace
{

char lower(char c)
{
    return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c;
}

// RFC 9110 §5.6.2.
bool is_token(std::string_view text)
{
    static constexpr std::string_view marks = "!#$%&'*+-.^_`|~";
    return !text.empty() && std::ranges::all_of(text, [](char c) {
        return (c >= '0' && c <= '9') || (lower(c) >= 'a' && lower(c) <= 'z') || marks.find(c) != marks.npos;
    });
}

bool is_value(std::string_view text)
{
    return std::ranges::none_of(text, [](unsigned char c) { return (c < 0x20 && c != '\t') || c == 0x7f; });
}

} // namespace

bool equal_ignoring_case(std::string_view a, std::string_view b)
{
    return a.size() == b.size() && std::ranges::equal(a, b, {}, lower, lower);
}

bool is_header(std::string_view name, std::string_view value)
{
    return is_token(name) && is_value(value);
}

void Headers::add(std::string_view name, std::string_view value)
{
    ensure(is_header(name, value), "a header would split the answer");
    if (fields_.empty()) { // what most requests need, in one piece each
        fields_.reserve(16);
        text_.reserve(512);
    }
    fields_.push_back({static_cast<std::uint32_t>(text_.size()), static_cast<std::uint32_t>(name.size()),
                       static_cast<std::uint32_t>(value.size())});
    text_.append(name).append(value);
}

std::string_view Headers::name_at(std::size_t index) const
{
    auto const& at = fields_[index];
    return std::string_view(text_).substr(at.begin, at.name_size);
}

std::string_view Headers::value_at(std::size_t index) const
{
    auto const& at = fields_[index];
    return std::string_view(text_).substr(at.begin + at.name_size, at.value_size);
}

std::optional<std::string_view> Headers::find(std::string_view name) const
{
    for (std::size_t i = 0; i < fields_.size(); ++i)
        if (equal_ignoring_case(name_at(i), name))
            return value_at(i);
    return {};
}

std::string_view Headers::value(std::string_view name) const
{
    return find(name).value_or("");
}

int Headers::count(std::string_view name) const
{
    int found = 0;
    for (std::size_t i = 0; i < fields_.size(); ++i)
        found += equal_ignoring_case(name_at(i), name) ? 1 : 0;
    return found;
}

void Headers::clear()
{
    text_.clear();
    fields_.clear();
}

void Fields::add(std::string name, std::string value)
{
    list_.push_back({std::move(name), std::move(value)});
}

std::optional<std::string_view> Fields::find(std::string_view name) const
{
    for (auto const& field : list_)
        if (field.name == name)
            return field.value;
    return {};
}

std::string_view Fields::value(std::string_view name) const
{
    return find(name).value_or("");
}

std::vector<std::string_view> Fields::all(std::string_view name) const
{
    std::vector<std::string_view> values;
    for (auto const& field : list_)
        if (field.name == name)
            values.emplace_back(field.value);
    return values;
}

} // namespace kheo::http
