// SPDX-License-Identifier: AGPL-3.0-or-later
// Public pages kept in RAM, plain and compressed, until a topic they show
// changes. An act drops exactly the pages that declared one of its topics.
#pragma once

#include "platform/http/request.hpp"
#include "platform/http/response.hpp"

#include <array>
#include <atomic>
#include <cstdint>
#include <initializer_list>
#include <memory>
#include <mutex>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <unordered_set>
#include <vector>

namespace kheo::http
{

// A page as it is kept; never changed once made.
struct CachedPage {
    std::string plain;
    std::string gzip;
    std::string brotli;
    std::string type;
    std::string etag;
    std::vector<std::string> topics;
    std::size_t bytes() const;
};

// The answer from a kept page, without a copy; the server picks from it what
// the client accepts.
Response from_cache(std::shared_ptr<CachedPage const> const& page, Head const& head);

class PageCache
{
  public:
    explicit PageCache(std::size_t bytes = 64 << 20);

    // Path and the known query parameters, sorted; others play no part. Empty
    // where the request cannot be answered from the cache: a known parameter
    // given twice, or a key above 500 bytes.
    static std::string key(Head const& head, std::span<std::string_view const> known);

    // The kept page or null. Any thread, cheap.
    std::shared_ptr<CachedPage const> find(std::string const& key);

    // To be taken before the transaction in which the page is read.
    std::uint64_t snapshot() const { return dropped_.load(std::memory_order_acquire); }

    // Compresses the page and keeps it, unless one of its topics was dropped
    // after the snapshot or it is larger than an eighth of a shard's share.
    // Returns it either way, for the answer.
    std::shared_ptr<CachedPage const> put(std::string key, std::string html, std::vector<std::string> topics,
                                          std::uint64_t snapshot,
                                          std::string type = "text/html; charset=utf-8");

    // To be called after the commit and before its answer leaves.
    void drop(std::span<std::string const> topics);
    void drop_all();

    struct Stats {
        std::uint64_t hits = 0, misses = 0, refused = 0, evicted = 0, dropped = 0;
        std::size_t pages = 0, bytes = 0;
    };
    Stats stats() const;

  private:
    struct Shard;
    static constexpr std::size_t shard_count = 16;
    Shard& shard(std::string_view key);
    bool fresh(std::vector<std::string> const& topics, std::uint64_t snapshot) const;
    void keep(std::string key, std::shared_ptr<CachedPage const> page);
    void forget(std::string const& key, CachedPage const& page);
    void remove(std::string const& key);

    std::array<std::shared_ptr<Shard>, shard_count> shards_;
    std::size_t shard_bytes_;
    std::atomic<std::uint64_t> dropped_ = 0;                   // counts drops; changed under mutex_
    mutable std::mutex mutex_;                                 // order of put and drop; owns what follows
    std::unordered_map<std::string, std::uint64_t> last_drop_; // by topic
    std::uint64_t forgotten_ = 0; // drops up to here are no longer known by topic
    std::unordered_map<std::string, std::unordered_set<std::string>> keys_; // by topic
    std::atomic<std::uint64_t> refused_ = 0, evicted_ = 0, dropped_pages_ = 0;
};

} // namespace kheo::http
