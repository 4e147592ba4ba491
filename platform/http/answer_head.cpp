// SPDX-License-Identifier: AGPL-3.0-or-later
#include "platform/http/answer_head.hpp"

#include "platform/http/urlencoded.hpp"

#include "fmt/format.h"

#include <iterator>

namespace kheo::http
{
namespace
{

// No inline script or style, nothing from elsewhere, script strings only
// through a policy; no sensor, no frame, no other site's window.
constexpr std::string_view security =
    "Content-Security-Policy: default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; "
    "font-src 'self'; connect-src 'self'; media-src 'self'; form-action 'self'; base-uri 'none'; "
    "frame-ancestors 'none'; manifest-src 'self'; worker-src 'self'; require-trusted-types-for 'script'\r\n"
    "X-Content-Type-Options: nosniff\r\n"
    "Referrer-Policy: same-origin\r\n"
    "Permissions-Policy: accelerometer=(), camera=(), display-capture=(), geolocation=(), gyroscope=(), "
    "magnetometer=(), microphone=(), midi=(), payment=(), usb=()\r\n"
    "Cross-Origin-Opener-Policy: same-origin\r\n"
    "Cross-Origin-Resource-Policy: same-origin\r\n";

constexpr std::string_view only_https = "Strict-Transport-Security: max-age=31536000; includeSubDomains\r\n";

constexpr std::pair<int, std::string_view> reasons[] = {
    {200, "OK"},
    {201, "Created"},
    {202, "Accepted"},
    {204, "No Content"},
    {206, "Partial Content"},
    {303, "See Other"},
    {304, "Not Modified"},
    {400, "Bad Request"},
    {401, "Unauthorized"},
    {403, "Forbidden"},
    {404, "Not Found"},
    {405, "Method Not Allowed"},
    {408, "Request Timeout"},
    {409, "Conflict"},
    {413, "Content Too Large"},
    {414, "URI Too Long"},
    {415, "Unsupported Media Type"},
    {416, "Range Not Satisfiable"},
    {422, "Unprocessable Content"},
    {429, "Too Many Requests"},
    {431, "Request Header Fields Too Large"},
    {500, "Internal Server Error"},
    {501, "Not Implemented"},
    {503, "Service Unavailable"},
};

std::string_view text_of(Caching caching)
{
    switch (caching) {
    case Caching::no_store:
        return "Cache-Control: no-store\r\n";
    case Caching::revalidate:
        return "Cache-Control: no-cache\r\n";
    case Caching::forever:
        return "Cache-Control: public, max-age=31536000, immutable\r\n";
    }
    return "Cache-Control: no-store\r\n";
}

void append_line(std::string& out, std::string_view name, std::string_view value)
{
    (((out += name) += ": ") += value) += "\r\n";
}

// RFC 6266 and RFC 8187: the ASCII name for old clients, the true one beside.
void append_disposition(std::string& out, std::string_view name)
{
    std::string ascii;
    for (unsigned char const c : name)
        ascii += c >= 0x20 && c < 0x7f && c != '"' && c != '\\' ? static_cast<char>(c) : '_';
    fmt::format_to(std::back_inserter(out),
                   "Content-Disposition: attachment; filename=\"{}\"; filename*=UTF-8''{}\r\n", ascii,
                   percent_encoded(name));
}

void append_representation(std::string& out, Response const& response)
{
    if (may_have_body(response.status) && size(response.body) > 0)
        append_line(out, "Content-Type", response.type);
    if (may_have_body(response.status))
        append_line(out, "Content-Length", fmt::format_int(size(response.body)).c_str());
    if (!response.encoding.empty() && response.status != 304)
        append_line(out, "Content-Encoding", response.encoding);
    if (response.varies)
        append_line(out, "Vary", "Accept-Encoding");
    if (!response.etag.empty())
        ((out += "ETag: \"") += response.etag) += "\"\r\n";
    if (response.ranges)
        append_line(out, "Accept-Ranges", "bytes");
    if (!response.download_as.empty())
        append_disposition(out, response.download_as);
}

} // namespace

std::string http_date(Instant instant)
{
    constexpr std::string_view weekdays[] = {"Thu", "Fri", "Sat", "Sun", "Mon", "Tue", "Wed"};
    constexpr std::string_view months[] = {"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                           "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
    auto const seconds = instant.ms / 1000;
    auto const days = seconds / 86400;
    auto const second = seconds % 86400;
    auto const day = civil(Date{static_cast<std::int32_t>(days)});
    return fmt::format("{}, {:02} {} {:04} {:02}:{:02}:{:02} GMT", weekdays[days % 7], day.day,
                       months[day.month - 1], day.year, second / 3600, second / 60 % 60, second % 60);
}

std::string_view reason(int status)
{
    for (auto const& [code, phrase] : reasons)
        if (code == status)
            return phrase;
    return "Status";
}

bool may_have_body(int status)
{
    return status >= 200 && status != 204 && status != 304;
}

void append_head(std::string& out, Response const& response, HeadFacts const& facts)
{
    (out += "HTTP/1.1 ") += fmt::format_int(response.status).c_str();
    ((out += ' ') += reason(response.status)) += "\r\n";
    append_line(out, "Date", facts.date);
    append_representation(out, response);
    out += text_of(response.caching);
    for (std::size_t i = 0; i < response.headers.size(); ++i)
        append_line(out, response.headers.name_at(i), response.headers.value_at(i));
    out += security;
    if (facts.secure)
        out += only_https;
    if (!facts.keep_alive)
        out += "Connection: close\r\n";
    else if (facts.is_http_1_0)
        out += "Connection: keep-alive\r\n";
    out += "\r\n";
}

} // namespace kheo::http
