// SPDX-License-Identifier: AGPL-3.0-or-later
// The text of an answer's head, with the security headers that every answer
// carries.
#pragma once

#include "platform/http/response.hpp"
#include "platform/time/time.hpp"

#include <string>
#include <string_view>

namespace kheo::http
{

// "Sat, 21 Nov 2026 03:04:05 GMT" (RFC 9110 §5.6.7).
std::string http_date(Instant instant);

std::string_view reason(int status);

struct HeadFacts {
    std::string_view date;
    bool keep_alive;
    bool secure;
    bool is_http_1_0 = false;
};

// Appends status line, fields and the empty line.
void append_head(std::string& out, Response const& response, HeadFacts const& facts);

// Whether an answer of this status has a body at all (RFC 9110 §6.4.1).
bool may_have_body(int status);

} // namespace kheo::http
