// SPDX-License-Identifier: AGPL-3.0-or-later
// What the client already has or would rather have: encodings, ETags, ranges
// (RFC 9110 §12.5.3, §13, §14). Pure functions.
#pragma once

#include "platform/http/request.hpp"
#include "platform/http/response.hpp"

#include <cstdint>
#include <optional>
#include <string_view>

namespace kheo::http
{

enum class Encoding { identity, gzip, brotli };
std::string_view name(Encoding encoding); // "", "gzip", "br"

// What the client takes: brotli before gzip before the bytes as they are, by
// weight. Identity where the field is missing, malformed or takes neither.
Encoding accepted_encoding(Head const& head);

// Whether a list of ETags ("*", or quoted, weak ones too) names this one
// (compared weakly, as If-None-Match does).
bool names_etag(std::string_view list, std::string_view etag);

struct Range {
    std::uint64_t begin;
    std::uint64_t size; // at least 1
    friend bool operator==(Range const&, Range const&) = default;
};
enum class RangeKind { whole, part, unsatisfiable };
struct RangeAnswer {
    RangeKind kind;
    Range range;
};
// One range of a body of so many bytes. More than one, another unit or a
// malformed field count as none: the whole body is always right.
RangeAnswer parse_range(std::string_view field, std::uint64_t size);

// Makes of a whole answer to GET or HEAD what the client asked for: 304 where
// it has it, 206 or 416 for a range.
void apply_conditions(Head const& head, Response& response);

} // namespace kheo::http
