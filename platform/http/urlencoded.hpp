// SPDX-License-Identifier: AGPL-3.0-or-later
// application/x-www-form-urlencoded (WHATWG URL §5.1) as bodies and queries
// carry it, and the escapes of addresses (RFC 3986 §2.1).
#pragma once

#include "platform/http/headers.hpp"
#include "platform/problem/problem.hpp"

#include <optional>
#include <string>
#include <string_view>

namespace kheo::http
{

struct FieldLimits {
    std::size_t fields = 1'000;
    std::size_t name_bytes = 200;
    std::size_t value_bytes = 256 << 10;
    // A NUL in a value is taken as U+0001, which forms refuse at the field,
    // and the rest of what was typed stays.
    bool marks_nul = false;
    // Where given, a value that is too long is cut between characters instead of
    // refused, and the first such field named here.
    std::string* cut = nullptr;
};

inline constexpr FieldLimits query_limits{100, 200, 2'000};

// At most so many bytes of a text, cut between characters.
void shorten(std::string& text, std::size_t bytes);

// UTF-8 without a NUL: what any text from outside must be.
bool is_text(std::string_view bytes);

enum class Plus { is_space, is_plus };
// Nothing where "%" is not followed by two hex digits.
std::optional<std::string> percent_decoded(std::string_view text, Plus plus);
// Escapes all but letters, digits, "-", "_", ".", "~" (RFC 3986 §2.3).
std::string percent_encoded(std::string_view text);

// Fields in the order sent; empty pieces between "&" are skipped. Refuses bad
// escapes, what is no text, and what is beyond a limit.
Outcome<Fields> parse_urlencoded(std::string_view body, FieldLimits const& limits = {});

// "a=1&b=%C3%A1": the other way.
std::string urlencoded(Fields const& fields);

} // namespace kheo::http
