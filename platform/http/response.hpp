// SPDX-License-Identifier: AGPL-3.0-or-later
// What we answer. The server adds length, date, security headers, encoding,
// 304 and ranges; a verb only says what it has and how long it may be kept.
#pragma once

#include "platform/http/headers.hpp"
#include "platform/problem/problem.hpp"

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <variant>

namespace kheo::http
{

// Bytes that many answers share: a cached page, or (without an owner) bytes
// that live as long as the program.
struct SharedBytes {
    std::shared_ptr<void const> owner;
    std::string_view bytes;
};

// Part or all of a file, read while it is sent. The descriptor is opened when
// the answer is made, so that the file may be removed meanwhile.
struct FileBytes {
    std::shared_ptr<int const> descriptor;
    std::uint64_t begin = 0;
    std::uint64_t size = 0;
};
// Throws std::system_error where the file cannot be opened or is no file.
FileBytes open_file(std::string const& path);

using Body = std::variant<std::string, SharedBytes, FileBytes>;
std::uint64_t size(Body const& body);
// The bytes, or none of a file.
std::string_view in_memory(Body const& body);

enum class Caching {
    no_store,   // the default: whatever belongs to a session
    revalidate, // public, asked again each time by its ETag
    forever,    // public and hashed by name: a year, immutable
};

struct Response {
    int status = 200;
    std::string type = "text/html; charset=utf-8";
    Headers headers; // beyond type, length, caching, ETag and the security headers
    Body body;
    Caching caching = Caching::no_store;
    std::string etag;     // strong, without quotes; empty: none
    std::string encoding; // "gzip" or "br" where the body is already encoded
    bool varies = false;  // chosen by Accept-Encoding among several
    // May be compressed for the client. Not for what is compressed already.
    bool compressible = true;
    bool ranges = false; // single byte ranges are answered (RFC 9110 §14)
    // The name by which a download is saved; empty: shown in place.
    std::string download_as;
};

// 200 with a page of HTML.
Response page(std::string html);
// Plain text, UTF-8.
Response text(int status, std::string text);
// application/json; charset=utf-8, which the bytes must be.
Response json(int status, std::string json);
// 303 See Other: after a write, look there. The path begins with one "/".
Response see_other(std::string_view path);
// 204 without a body.
Response no_content();
// 405, or 204 to OPTIONS; allow is "GET, HEAD, POST".
Response method_not_allowed(std::string_view allow);
Response options(std::string_view allow);
// The problem's sentence as plain text with its status, its id in the header
// `Kheo-Problem`.
Response refused(Problem const& problem);

} // namespace kheo::http
