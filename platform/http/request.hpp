// SPDX-License-Identifier: AGPL-3.0-or-later
// What a client asked: the head as it stands before the body is read, and the
// whole request with its form fields and uploads.
#pragma once

#include "platform/http/headers.hpp"
#include "platform/http/upload.hpp"
#include "platform/problem/problem.hpp"
#include "platform/time/time.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace kheo::http
{

enum class Method { get, head, post, put, patch, remove, options, other };

std::string_view name(Method method); // "GET"; "" for other

struct Head {
    Method method = Method::get;
    std::string target; // as it came, at most 8 KB
    // Decoded and checked: begins with "/", UTF-8, no empty, "." or ".."
    // segment (a "/" at the end may stand), no control character, no "\".
    std::string path;
    Fields query;
    Headers headers;
    Fields cookies;
    // The client's address: the peer's, or the one a trusted proxy names.
    // Empty over the Unix socket.
    std::string address;
    // Came over https, as a trusted proxy says; then cookies are __Host-.
    bool secure = false;
    // Came over the Unix socket, which only the operator's account can open.
    bool over_unix_socket = false;
    Instant received;
    std::string id; // 15 hex digits, unique enough to find its log line

    // GET and HEAD are answered by the same rows.
    bool reads() const { return method == Method::get || method == Method::head; }
    // The media type of the body in lower case, without parameters.
    std::string content_type() const;
};

// A head whose body has come in whole. Which of form, uploads and body are
// filled follows its content type and the row's Accepts.
struct Request : Head {
    Fields form;                 // urlencoded fields, or the multipart parts that are not files
    std::vector<Upload> uploads; // their temporary files go with the request
    std::string body;            // JSON or another raw body
    // What of the body was beyond a limit, with the field; only where the row reads
    // on. Then `form` holds what fits, a value too long its beginning, and no file is kept.
    std::optional<Problem> over;
};

// The path and query of a request target (RFC 9112 §3.2, origin and absolute
// form). Refuses bad escapes, bad UTF-8, NUL and every trick with segments.
struct Target {
    std::string path;
    Fields query;
};
Outcome<Target> parse_target(std::string_view target);

// Whether a write comes from a page of another site, by Sec-Fetch-Site, Origin
// and Referer against the Host. Without any of the three it is no browser of
// today: cross-site only if it carries cookies that could be ridden on.
bool cross_site(Head const& head);

} // namespace kheo::http
