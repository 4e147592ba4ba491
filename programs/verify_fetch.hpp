// SPDX-License-Identifier: AGPL-3.0-or-later
// The files of a ledger below one address, as kheo-verify fetches them.
#pragma once

#include "platform/merkle/audit.hpp"

#include <curl/curl.h>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace kheo
{

inline constexpr Refusal cannot_fetch{"cannot_fetch", 502, "Không tải được {}."};

struct Download {
    std::string url;
    std::size_t limit = 0; // bytes after decompression; more ends the transfer
    Bytes bytes{};
    long status = 0;
    CURLcode result = CURLE_OK;
};

// Fetches over a few kept connections. Refuses cannot_fetch for what does not
// arrive whole and within its limit.
class Log
{
  public:
    explicit Log(std::string prefix); // https://kheo.example/so-kiem-chung

    Outcome<std::string> text(std::string_view name, std::size_t limit);
    Outcome<std::vector<Bytes>> tiles(std::span<merkle::TileId const> ids);

  private:
    std::vector<Download> wanted(std::span<merkle::TileId const> ids) const;
    void cut_from_full(merkle::TileId id, Download& partial);
    void fetch(std::span<Download> downloads);

    std::string prefix_;
    std::unique_ptr<CURLM, CURLMcode (*)(CURLM*)> multi_;
};

} // namespace kheo
