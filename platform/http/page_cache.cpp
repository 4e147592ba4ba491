// SPDX-License-Identifier: AGPL-3.0-or-later
#include "platform/http/page_cache.hpp"

#include "platform/http/compress.hpp"
#include "platform/http/negotiate.hpp"
#include "platform/http/urlencoded.hpp"
#include "platform/ids/ids.hpp"

#include <algorithm>
#include <chrono>
#include <openssl/evp.h>
#include <shared_mutex>

namespace kheo::http
{
namespace
{

constexpr std::size_t longest_key = 500;
constexpr std::size_t most_topics_remembered = 100'000;
constexpr std::size_t entry_overhead = 256; // list nodes, pointers, the key twice

std::int64_t coarse_ms()
{
    timespec now{};
    ::clock_gettime(CLOCK_MONOTONIC_COARSE, &now);
    return now.tv_sec * 1000 + now.tv_nsec / 1'000'000;
}

// 48 bits of SHA-256: two versions of one page do not share a tag by chance.
std::string etag_of(std::string_view bytes)
{
    Bytes digest(EVP_MAX_MD_SIZE);
    unsigned int size = 0;
    ensure(EVP_Digest(bytes.data(), bytes.size(), digest.data(), &size, EVP_sha256(), nullptr) == 1,
           "SHA-256 failed");
    digest.resize(6);
    return hex(digest);
}

} // namespace

std::size_t CachedPage::bytes() const
{
    return plain.size() + gzip.size() + brotli.size() + entry_overhead;
}

Response from_cache(std::shared_ptr<CachedPage const> const& page, Head const& head)
{
    auto encoding = accepted_encoding(head);
    if ((encoding == Encoding::brotli && page->brotli.empty()) ||
        (encoding == Encoding::gzip && page->gzip.empty()))
        encoding = Encoding::identity;
    auto const& bytes = encoding == Encoding::brotli ? page->brotli
                        : encoding == Encoding::gzip ? page->gzip
                                                     : page->plain;
    Response response;
    response.type = page->type;
    response.body = SharedBytes{page, bytes};
    response.caching = Caching::revalidate;
    response.etag = page->etag;
    response.encoding = name(encoding);
    response.varies = true;
    response.compressible = false;
    if (encoding != Encoding::identity)
        (response.etag += '-') += response.encoding;
    return response;
}

struct PageCache::Shard {
    struct Entry {
        std::shared_ptr<CachedPage const> page;
        std::atomic<std::int64_t> used;
        Entry(std::shared_ptr<CachedPage const> kept) : page(std::move(kept)), used(coarse_ms()) {}
    };
    mutable std::shared_mutex mutex;
    std::unordered_map<std::string, Entry> entries; // owned by mutex, as is bytes
    std::size_t bytes = 0;
    std::atomic<std::uint64_t> hits = 0;
    std::atomic<std::uint64_t> misses = 0;
};

PageCache::PageCache(std::size_t bytes) : shard_bytes_(bytes / shard_count)
{
    for (auto& shard : shards_)
        shard = std::make_shared<Shard>();
}

std::string PageCache::key(Head const& head, std::span<std::string_view const> known)
{
    std::vector<Field const*> fields;
    for (auto const& field : head.query)
        if (std::ranges::find(known, std::string_view(field.name)) != known.end())
            fields.push_back(&field);
    std::ranges::sort(fields, {}, [](Field const* field) { return std::string_view(field->name); });
    std::string key = head.path;
    for (std::size_t i = 0; i < fields.size(); ++i) {
        if (i > 0 && fields[i]->name == fields[i - 1]->name)
            return {};
        (key += i == 0 ? '?' : '&') += fields[i]->name;
        (key += '=') += percent_encoded(fields[i]->value);
    }
    if (key.size() > longest_key)
        key.clear();
    return key;
}

PageCache::Shard& PageCache::shard(std::string_view key)
{
    return *shards_[std::hash<std::string_view>{}(key) % shard_count];
}

std::shared_ptr<CachedPage const> PageCache::find(std::string const& key)
{
    auto& place = shard(key);
    std::shared_lock const lock(place.mutex);
    auto const found = place.entries.find(key);
    if (found == place.entries.end()) {
        place.misses.fetch_add(1, std::memory_order_relaxed);
        return {};
    }
    place.hits.fetch_add(1, std::memory_order_relaxed);
    // Written only when it changes, so that readers of one page do not fight.
    auto const now = coarse_ms();
    if (found->second.used.load(std::memory_order_relaxed) != now)
        found->second.used.store(now, std::memory_order_relaxed);
    return found->second.page;
}

std::shared_ptr<CachedPage const> PageCache::put(std::string key, std::string html,
                                                 std::vector<std::string> topics, std::uint64_t snapshot,
                                                 std::string type)
{
    auto page = std::make_shared<CachedPage>();
    page->plain = std::move(html);
    page->type = std::move(type);
    page->topics = std::move(topics);
    page->etag = etag_of(page->plain);
    if (is_compressible(page->type)) {
        page->gzip = gzip(page->plain, Effort::once);
        page->brotli = brotli(page->plain, Effort::once);
        for (auto* encoded : {&page->gzip, &page->brotli})
            if (encoded->size() >= page->plain.size())
                encoded->clear();
    }
    std::lock_guard const lock(mutex_);
    if (key.empty() || page->bytes() > shard_bytes_ / 8 || !fresh(page->topics, snapshot))
        refused_.fetch_add(1, std::memory_order_relaxed);
    else
        keep(std::move(key), page);
    return page;
}

bool PageCache::fresh(std::vector<std::string> const& topics, std::uint64_t snapshot) const
{
    return snapshot >= forgotten_ && std::ranges::all_of(topics, [&](std::string const& topic) {
               auto const found = last_drop_.find(topic);
               return found == last_drop_.end() || found->second <= snapshot;
           });
}

void PageCache::keep(std::string key, std::shared_ptr<CachedPage const> page)
{
    auto& place = shard(key);
    std::unique_lock const lock(place.mutex);
    auto const remove = [&](auto entry) {
        place.bytes -= entry->second.page->bytes();
        forget(entry->first, *entry->second.page);
        place.entries.erase(entry);
    };
    if (auto const old = place.entries.find(key); old != place.entries.end())
        remove(old);
    while (place.bytes + page->bytes() > shard_bytes_ && !place.entries.empty()) {
        remove(std::ranges::min_element(place.entries, {},
                                        [](auto const& entry) { return entry.second.used.load(); }));
        evicted_.fetch_add(1, std::memory_order_relaxed);
    }
    for (auto const& topic : page->topics)
        keys_[topic].insert(key);
    place.bytes += page->bytes();
    place.entries.emplace(std::move(key), std::move(page));
}

// Takes a key out of the lists of its topics; called under mutex_.
void PageCache::forget(std::string const& key, CachedPage const& page)
{
    for (auto const& topic : page.topics) {
        auto const found = keys_.find(topic);
        if (found != keys_.end() && found->second.erase(key) > 0 && found->second.empty())
            keys_.erase(found);
    }
}

void PageCache::drop(std::span<std::string const> topics)
{
    std::lock_guard const lock(mutex_);
    auto const now = dropped_.load() + 1;
    if (last_drop_.size() + topics.size() > most_topics_remembered) {
        last_drop_.clear();
        forgotten_ = now;
    }
    for (auto const& topic : topics) {
        last_drop_[topic] = now;
        auto const found = keys_.find(topic);
        if (found == keys_.end())
            continue;
        for (auto const& key : std::exchange(found->second, {}))
            remove(key);
        keys_.erase(topic);
    }
    dropped_.store(now, std::memory_order_release);
}

void PageCache::remove(std::string const& key)
{
    auto& place = shard(key);
    std::unique_lock const lock(place.mutex);
    auto const entry = place.entries.find(key);
    if (entry == place.entries.end())
        return;
    place.bytes -= entry->second.page->bytes();
    forget(key, *entry->second.page);
    place.entries.erase(entry);
    dropped_pages_.fetch_add(1, std::memory_order_relaxed);
}

void PageCache::drop_all()
{
    std::lock_guard const lock(mutex_);
    forgotten_ = dropped_.load() + 1;
    last_drop_.clear();
    keys_.clear();
    for (auto const& place : shards_) {
        std::unique_lock const shard_lock(place->mutex);
        dropped_pages_.fetch_add(place->entries.size(), std::memory_order_relaxed);
        place->entries.clear();
        place->bytes = 0;
    }
    dropped_.store(forgotten_, std::memory_order_release);
}

PageCache::Stats PageCache::stats() const
{
    Stats sum{0, 0, refused_, evicted_, dropped_pages_, 0, 0};
    for (auto const& place : shards_) {
        std::shared_lock const lock(place->mutex);
        sum.hits += place->hits;
        sum.misses += place->misses;
        sum.pages += place->entries.size();
        sum.bytes += place->bytes;
    }
    return sum;
}

} // namespace kheo::http
