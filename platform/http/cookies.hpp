// SPDX-License-Identifier: AGPL-3.0-or-later
// Cookies (RFC 6265): `__Host-` and Secure behind TLS, a plain name on
// loopback; always HttpOnly, SameSite=Lax, Path=/.
#pragma once

#include "platform/http/request.hpp"
#include "platform/http/response.hpp"

#include <optional>
#include <string>
#include <string_view>

namespace kheo::http
{

// The pairs of a Cookie field; pairs without "=" and beyond the first 50 are
// left out. Values are as sent, without quotes around them.
Fields parse_cookies(std::string_view header);

// The name our cookie has on this connection: "__Host-session" behind TLS.
std::string cookie_name(Head const& head, std::string_view name);
// The value of our cookie, by the name it has on this connection.
std::optional<std::string_view> cookie(Head const& head, std::string_view name);

// Sets it until the browser closes, or for so many seconds. Name and value are
// letters, digits, "-", "_", ".": else a Contradiction.
void set_cookie(Response& response, Head const& head, std::string_view name, std::string_view value,
                std::optional<int> seconds = {});
void clear_cookie(Response& response, Head const& head, std::string_view name);

} // namespace kheo::http
