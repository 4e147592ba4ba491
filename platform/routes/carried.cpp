// SPDX-License-Identifier: AGPL-3.0-or-later
#include "platform/routes/carried.hpp"

#include "platform/crypto/base64.hpp"

#include <algorithm>

namespace kheo::routes
{

namespace
{

constexpr std::size_t most_values = 1'000;

// `token` belongs to the session that ran out.
bool stays_behind(std::string_view name)
{
    return name == "token" || name == "carried" || is_secret(name);
}

bool is_own_path(std::string_view path)
{
    return path.starts_with('/') && !path.starts_with("//") && path.size() <= 2'000 &&
           std::ranges::none_of(path, [](unsigned char c) { return c < 0x20 || c == 0x7f || c == '\\'; });
}

} // namespace

bool is_secret(std::string_view name)
{
    return name == "code" || name.find("password") != std::string_view::npos;
}

std::string_view owner_of(std::string_view token)
{
    auto const cut = token.rfind('-');
    return cut == std::string_view::npos ? std::string_view() : token.substr(cut + 1);
}

Carried carried(std::string_view path, forms::Sent const& sent)
{
    auto kept = Carried{.path = std::string(path),
                        .whose = std::string(owner_of(forms::value_of(sent.values, "token"))),
                        .values = sent.values,
                        .files = !sent.files.empty()};
    std::erase_if(kept.values, [](auto const& value) { return stays_behind(value.first); });
    return kept;
}

std::string encoded(Carried const& carried)
{
    boost::json::array values;
    for (auto const& [name, value] : carried.values)
        values.push_back(boost::json::array{boost::json::string(name), boost::json::string(value)});
    auto const text = boost::json::serialize(boost::json::object{{"path", carried.path},
                                                                 {"whose", carried.whose},
                                                                 {"values", std::move(values)},
                                                                 {"files", carried.files},
                                                                 {"too_long", carried.too_long}});
    auto out = base64(bytes_of(text));
    if (out.size() <= most_carried)
        return out;
    return encoded({.path = carried.path,
                    .whose = carried.whose,
                    .values = {},
                    .files = carried.files,
                    .too_long = true});
}

std::optional<Carried> decode_carried(std::string_view text)
{
    auto const bytes = text.size() <= most_carried ? from_base64(text) : std::nullopt;
    if (!bytes)
        return std::nullopt;
    boost::json::error_code error;
    auto const parsed = boost::json::parse(text_of(*bytes), error);
    auto const* const object = error ? nullptr : parsed.if_object();
    auto const member = [&](char const* name) { return object ? object->if_contains(name) : nullptr; };
    auto const* const path = member("path");
    auto const* const values = member("values");
    auto const* const whose = member("whose");
    if (!path || !path->is_string() || !whose || !whose->is_string() || !is_own_path(path->get_string()) ||
        !values || !values->is_array())
        return std::nullopt;
    auto const is_true = [&](char const* name) {
        auto const* const value = member(name);
        return value && value->is_bool() && value->get_bool();
    };
    auto found = Carried{.path = std::string(path->get_string()),
                         .whose = std::string(whose->get_string()),
                         .values = {},
                         .files = is_true("files"),
                         .too_long = is_true("too_long")};
    for (auto const& pair : values->get_array()) {
        auto const* const both = pair.if_array();
        if (!both || both->size() != 2 || !both->at(0).is_string() || !both->at(1).is_string() ||
            found.values.size() == most_values)
            return std::nullopt;
        auto name = std::string(both->at(0).get_string());
        if (!stays_behind(name))
            found.values.emplace_back(std::move(name), std::string(both->at(1).get_string()));
    }
    return found;
}

} // namespace kheo::routes
