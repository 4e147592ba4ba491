// SPDX-License-Identifier: AGPL-3.0-or-later
#include "platform/http/cookies.hpp"

#include "platform/problem/problem.hpp"

#include "fmt/format.h"

#include <algorithm>

namespace kheo::http
{
namespace
{

constexpr std::size_t most_cookies = 50;

std::string_view trimmed(std::string_view text)
{
    while (!text.empty() && (text.front() == ' ' || text.front() == '\t'))
        text.remove_prefix(1);
    while (!text.empty() && (text.back() == ' ' || text.back() == '\t'))
        text.remove_suffix(1);
    return text;
}

bool is_plain(std::string_view text)
{
    return std::ranges::all_of(text, [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' ||
               c == '_' || c == '.';
    });
}

} // namespace

Fields parse_cookies(std::string_view header)
{
    Fields cookies;
    while (!header.empty() && cookies.size() < most_cookies) {
        auto const end = header.find(';');
        auto const pair = header.substr(0, end);
        header.remove_prefix(end == header.npos ? header.size() : end + 1);
        auto const equals = pair.find('=');
        if (equals == pair.npos)
            continue;
        auto const name = trimmed(pair.substr(0, equals));
        auto value = trimmed(pair.substr(equals + 1));
        if (value.size() >= 2 && value.front() == '"' && value.back() == '"')
            value = value.substr(1, value.size() - 2);
        if (!name.empty())
            cookies.add(std::string(name), std::string(value));
    }
    return cookies;
}

// `__Host-` binds a cookie to this host over https; a browser drops it on
// plain http, which we speak on loopback only.
std::string cookie_name(Head const& head, std::string_view name)
{
    return head.secure ? fmt::format("__Host-{}", name) : std::string(name);
}

std::optional<std::string_view> cookie(Head const& head, std::string_view name)
{
    return head.cookies.find(cookie_name(head, name));
}

void set_cookie(Response& response, Head const& head, std::string_view name, std::string_view value,
                std::optional<int> seconds)
{
    ensure(!name.empty() && is_plain(name) && is_plain(value), "cookie is not plain");
    auto text = fmt::format("{}={}; Path=/; HttpOnly; SameSite=Lax", cookie_name(head, name), value);
    if (head.secure)
        text += "; Secure";
    if (seconds)
        text += fmt::format("; Max-Age={}", *seconds);
    response.headers.add("Set-Cookie", text);
}

void clear_cookie(Response& response, Head const& head, std::string_view name)
{
    set_cookie(response, head, name, "", 0);
}

} // namespace kheo::http
