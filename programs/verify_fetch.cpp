// SPDX-License-Identifier: AGPL-3.0-or-later
#include "programs/verify_fetch.hpp"

#include <fmt/format.h>
#include <stdexcept>
#include <utility>

namespace kheo
{

using namespace merkle;

namespace
{

constexpr long connect_seconds = 10;
constexpr long transfer_seconds = 60;
constexpr long connections = 8;

std::size_t take(char* data, std::size_t, std::size_t count, void* target)
{
    auto& download = *static_cast<Download*>(target);
    if (count > download.limit - download.bytes.size())
        return 0; // ends the transfer: a decompression bomb stops here too
    download.bytes.insert(download.bytes.end(), data, data + count);
    return count;
}

// Follows no redirect, speaks only http and https, waits a bounded time.
void prepare(CURL* handle, Download& download)
{
    curl_easy_setopt(handle, CURLOPT_URL, download.url.c_str());
    curl_easy_setopt(handle, CURLOPT_PROTOCOLS_STR, "http,https");
    curl_easy_setopt(handle, CURLOPT_FOLLOWLOCATION, 0L);
    curl_easy_setopt(handle, CURLOPT_CONNECTTIMEOUT, connect_seconds);
    curl_easy_setopt(handle, CURLOPT_TIMEOUT, transfer_seconds);
    curl_easy_setopt(handle, CURLOPT_NOSIGNAL, 1L);
    curl_easy_setopt(handle, CURLOPT_ACCEPT_ENCODING, "gzip");
    curl_easy_setopt(handle, CURLOPT_USERAGENT, "kheo-verify");
    curl_easy_setopt(handle, CURLOPT_WRITEFUNCTION, &take);
    curl_easy_setopt(handle, CURLOPT_WRITEDATA, &download);
    curl_easy_setopt(handle, CURLOPT_PRIVATE, &download);
}

// What went wrong, for whoever runs this at home; the rest by curl's number.
std::string said(CURLcode result)
{
    switch (result) {
    case CURLE_URL_MALFORMAT:
    case CURLE_UNSUPPORTED_PROTOCOL:
        return "địa chỉ không đúng; chỉ dùng http:// hoặc https://";
    case CURLE_COULDNT_RESOLVE_HOST:
        return "không tìm thấy máy chủ tên này";
    case CURLE_COULDNT_CONNECT:
        return "không kết nối được với máy chủ";
    case CURLE_OPERATION_TIMEDOUT:
        return "máy chủ không trả lời kịp";
    case CURLE_PEER_FAILED_VERIFICATION:
    case CURLE_SSL_CACERT_BADFILE:
    case CURLE_SSL_CONNECT_ERROR:
        return "kết nối không an toàn: chứng chỉ của máy chủ không đáng tin hoặc không dùng được";
    case CURLE_GOT_NOTHING:
    case CURLE_PARTIAL_FILE:
    case CURLE_RECV_ERROR:
    case CURLE_SEND_ERROR:
        return "kết nối đứt giữa chừng";
    default:
        return fmt::format("lỗi mạng số {}", int(result));
    }
}

std::string why(Download const& download)
{
    if (download.result == CURLE_WRITE_ERROR)
        return fmt::format("{} (dài hơn {} byte)", download.url, download.limit);
    if (download.result != CURLE_OK)
        return fmt::format("{} ({})", download.url, said(download.result));
    return fmt::format("{} (máy chủ trả lời {})", download.url, download.status);
}

bool arrived(Download const& download)
{
    return download.result == CURLE_OK && download.status == 200;
}

} // namespace

Log::Log(std::string prefix) : prefix_(std::move(prefix)), multi_(curl_multi_init(), &curl_multi_cleanup)
{
    ensure(multi_ != nullptr, "libcurl does not start");
    curl_multi_setopt(multi_.get(), CURLMOPT_MAX_HOST_CONNECTIONS, connections);
}

Outcome<std::string> Log::text(std::string_view name, std::size_t limit)
{
    Download downloads[] = {{fmt::format("{}/{}", prefix_, name), limit}};
    fetch(downloads);
    if (!arrived(downloads[0]))
        return refuse(cannot_fetch, why(downloads[0]));
    return std::string(text_of(downloads[0].bytes));
}

Outcome<std::vector<Bytes>> Log::tiles(std::span<TileId const> ids)
{
    auto downloads = wanted(ids);
    fetch(downloads);
    auto tiles = std::vector<Bytes>();
    for (std::size_t at = 0; at < ids.size(); ++at) {
        if (!arrived(downloads[at]) && downloads[at].status == 404 && ids[at].width < full_width)
            cut_from_full(ids[at], downloads[at]);
        if (!arrived(downloads[at]))
            return refuse(cannot_fetch, why(downloads[at]));
        tiles.push_back(std::move(downloads[at].bytes));
    }
    return tiles;
}

std::vector<Download> Log::wanted(std::span<TileId const> ids) const
{
    auto downloads = std::vector<Download>();
    for (auto const& id : ids) {
        auto const each = id.kind == TileId::Kind::hashes ? sizeof(Digest) : 2 + longest_entry;
        downloads.push_back({fmt::format("{}/{}", prefix_, path(id)), id.width * each});
    }
    return downloads;
}

// A log may drop a partial tile once the full one is there (tlog-tiles).
void Log::cut_from_full(TileId id, Download& partial)
{
    auto const width = std::exchange(id.width, full_width);
    auto full = wanted({&id, 1});
    fetch(full);
    if (!arrived(full[0]))
        return;
    auto bytes = std::move(full[0].bytes);
    if (id.kind == TileId::Kind::hashes)
        bytes.resize(std::min(bytes.size(), width * sizeof(Digest)));
    else if (parse_bundle(bytes, full_width))
        bytes.resize(bundle_prefix(bytes, width).size());
    partial.bytes = std::move(bytes);
    partial.status = 200;
}

void Log::fetch(std::span<Download> downloads)
{
    auto handles = std::vector<std::unique_ptr<CURL, void (*)(CURL*)>>();
    for (auto& download : downloads) {
        handles.emplace_back(curl_easy_init(), &curl_easy_cleanup);
        prepare(handles.back().get(), download);
        curl_multi_add_handle(multi_.get(), handles.back().get());
    }
    for (int running = 1; running > 0;)
        if (curl_multi_perform(multi_.get(), &running) != CURLM_OK ||
            (running > 0 && curl_multi_poll(multi_.get(), nullptr, 0, 1000, nullptr) != CURLM_OK))
            throw std::runtime_error("libcurl");
    int left = 0;
    while (auto const* const message = curl_multi_info_read(multi_.get(), &left)) {
        Download* download = nullptr;
        curl_easy_getinfo(message->easy_handle, CURLINFO_PRIVATE, &download);
        download->result = message->data.result;
        curl_easy_getinfo(message->easy_handle, CURLINFO_RESPONSE_CODE, &download->status);
    }
    for (auto const& handle : handles)
        curl_multi_remove_handle(multi_.get(), handle.get());
}

} // namespace kheo
