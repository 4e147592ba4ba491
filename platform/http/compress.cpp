// SPDX-License-Identifier: AGPL-3.0-or-later
#include "platform/http/compress.hpp"

#include "platform/http/negotiate.hpp"
#include "platform/problem/problem.hpp"

#include <brotli/encode.h>
#include <zlib.h>

namespace kheo::http
{
namespace
{

constexpr std::size_t least_bytes = 1024;
constexpr std::size_t most_bytes = 8 << 20; // beyond, the time of a worker is worth more

std::string encoded(std::string_view bytes, Encoding encoding, Effort effort)
{
    return encoding == Encoding::brotli ? brotli(bytes, effort) : gzip(bytes, effort);
}

} // namespace

std::string gzip(std::string_view bytes, Effort effort)
{
    z_stream stream{};
    constexpr int gzip_window = 15 + 16;
    ensure(deflateInit2(&stream, effort == Effort::once ? 9 : 4, Z_DEFLATED, gzip_window, 8,
                        Z_DEFAULT_STRATEGY) == Z_OK,
           "gzip cannot begin");
    std::string out(deflateBound(&stream, bytes.size()), '\0');
    stream.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(bytes.data()));
    stream.avail_in = static_cast<uInt>(bytes.size());
    stream.next_out = reinterpret_cast<Bytef*>(out.data());
    stream.avail_out = static_cast<uInt>(out.size());
    auto const result = deflate(&stream, Z_FINISH);
    out.resize(stream.total_out);
    deflateEnd(&stream);
    ensure(result == Z_STREAM_END, "gzip did not end");
    return out;
}

std::string brotli(std::string_view bytes, Effort effort)
{
    std::string out(BrotliEncoderMaxCompressedSize(bytes.size()), '\0');
    auto size = out.size();
    auto const done =
        BrotliEncoderCompress(effort == Effort::once ? 6 : 4, BROTLI_DEFAULT_WINDOW, BROTLI_MODE_TEXT,
                              bytes.size(), reinterpret_cast<std::uint8_t const*>(bytes.data()), &size,
                              reinterpret_cast<std::uint8_t*>(out.data()));
    ensure(done == BROTLI_TRUE, "brotli failed");
    out.resize(size);
    return out;
}

bool is_compressible(std::string_view type)
{
    auto const media = type.substr(0, type.find(';'));
    return media.starts_with("text/") || media.ends_with("json") || media.ends_with("xml") ||
           media == "application/javascript";
}

bool would_compress(Head const& head, Response const& response)
{
    auto const bytes = in_memory(response.body).size();
    // A refused form is as long as the page it came from; a part of a file stays as it is.
    auto const is_whole = response.status == 200 || response.status >= 400;
    return response.compressible && response.encoding.empty() && is_whole && bytes >= least_bytes &&
           bytes <= most_bytes && is_compressible(response.type) && !head.headers.find("Range") &&
           accepted_encoding(head) != Encoding::identity;
}

void compress(Head const& head, Response& response)
{
    if (response.compressible && response.encoding.empty() && is_compressible(response.type))
        response.varies = true;
    if (!would_compress(head, response))
        return;
    auto const encoding = accepted_encoding(head);
    // A strong ETag names bytes: other bytes, another tag.
    if (!response.etag.empty())
        (response.etag += '-') += name(encoding);
    response.encoding = name(encoding);
    if (response.etag.empty() || !names_etag(head.headers.value("If-None-Match"), response.etag))
        response.body = encoded(in_memory(response.body), encoding, Effort::each_time);
}

} // namespace kheo::http
