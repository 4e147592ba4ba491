// SPDX-License-Identifier: AGPL-3.0-or-later
// gzip (RFC 1952) and brotli (RFC 7932).
#pragma once

#include "platform/http/request.hpp"
#include "platform/http/response.hpp"

#include <string>
#include <string_view>

namespace kheo::http
{

// Once: for what many will read. Each time: for an answer to one client.
enum class Effort { each_time, once };

std::string gzip(std::string_view bytes, Effort effort);
std::string brotli(std::string_view bytes, Effort effort);

// Whether text of this media type gets smaller.
bool is_compressible(std::string_view type);

// Encodes the body for this client where it pays (text of 1 KB and more, in
// memory), and says so in encoding, Vary and ETag.
void compress(Head const& head, Response& response);
// Whether `compress` would: then it is better done on a worker.
bool would_compress(Head const& head, Response const& response);

} // namespace kheo::http
