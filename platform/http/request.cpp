// SPDX-License-Identifier: AGPL-3.0-or-later
#include "platform/http/request.hpp"

#include "platform/http/problems.hpp"
#include "platform/http/urlencoded.hpp"

#include <array>

namespace kheo::http
{
namespace
{

// The authority of "http://host:80/…": nothing where it is no http address.
std::string_view authority_of(std::string_view url)
{
    for (std::string_view const scheme : {"http://", "https://"})
        if (url.size() > scheme.size() && equal_ignoring_case(url.substr(0, scheme.size()), scheme)) {
            auto const rest = url.substr(scheme.size());
            return rest.substr(0, rest.find_first_of("/?#"));
        }
    return {};
}

// No empty segment but the last, none "." or "..": such a path means another
// one to a proxy or a file system before us.
bool segments_are_plain(std::string_view path)
{
    path.remove_prefix(1);
    while (!path.empty()) {
        auto const end = path.find('/');
        auto const segment = path.substr(0, end);
        if (segment.empty() || segment == "." || segment == "..")
            return false;
        path.remove_prefix(end == path.npos ? path.size() : end + 1);
    }
    return true;
}

bool has_control_or_backslash(std::string_view text)
{
    for (unsigned char const c : text)
        if (c < 0x20 || c == 0x7f || c == '\\')
            return true;
    return false;
}

// An escaped "/" would be a segment to us and a name to others.
bool has_escaped_slash(std::string_view raw)
{
    return raw.find("%2f") != raw.npos || raw.find("%2F") != raw.npos;
}

bool names_host(std::string_view origin_or_page, std::string_view host)
{
    return !host.empty() && equal_ignoring_case(authority_of(origin_or_page), host);
}

} // namespace

std::string_view name(Method method)
{
    constexpr auto names =
        std::to_array<std::string_view>({"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", ""});
    return names[static_cast<std::size_t>(method)];
}

std::string Head::content_type() const
{
    auto const field = headers.value("Content-Type");
    std::string type(field.substr(0, field.find(';')));
    while (!type.empty() && (type.back() == ' ' || type.back() == '\t'))
        type.pop_back();
    for (auto& c : type)
        if (c >= 'A' && c <= 'Z')
            c = static_cast<char>(c + 32);
    return type;
}

Outcome<Target> parse_target(std::string_view target)
{
    if (auto const authority = authority_of(target); !authority.empty()) {
        target.remove_prefix(static_cast<std::size_t>(authority.data() + authority.size() - target.data()));
        if (target.empty() || target.front() != '/')
            return refuse(problems::bad_address);
    }
    if (target.empty() || target.front() != '/' || target.find('#') != target.npos)
        return refuse(problems::bad_address);
    auto const mark = target.find('?');
    auto const raw = target.substr(0, mark);
    auto path = percent_decoded(raw, Plus::is_plus);
    if (!path || has_escaped_slash(raw) || !is_text(*path) || has_control_or_backslash(*path) ||
        !segments_are_plain(*path))
        return refuse(problems::bad_address);
    Target parsed{std::move(*path), {}};
    if (mark == target.npos)
        return parsed;
    auto query = TRY(parse_urlencoded(target.substr(mark + 1), query_limits));
    parsed.query = std::move(query);
    return parsed;
}

bool cross_site(Head const& head)
{
    auto const host = head.headers.value("Host");
    // "none": typed or from a bookmark. A subdomain ("same-site") is another.
    auto const site = head.headers.find("Sec-Fetch-Site");
    if (site && *site != "same-origin" && *site != "none")
        return true;
    if (auto const origin = head.headers.find("Origin"))
        return !names_host(*origin, host);
    if (site)
        return false;
    if (auto const referer = head.headers.find("Referer"))
        return !names_host(*referer, host);
    return !head.cookies.empty();
}

} // namespace kheo::http
