// SPDX-License-Identifier: AGPL-3.0-or-later
// Token buckets per route and account, device or address. An office behind one
// address is not punished for one of its machines: each has its own bucket,
// and the address as a whole a larger one.
#pragma once

#include "platform/http/request.hpp"
#include "platform/time/time.hpp"

#include <array>
#include <cstdint>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>

namespace kheo::http
{

struct Budget {
    double per_minute; // refilled evenly
    double burst;      // at once, after a rest
};

// What an address as a whole may do against one device behind it.
inline constexpr double address_share = 20;

// "203.0.113.7" itself, the /64 of an IPv6 address; other text as it is.
std::string address_prefix(std::string_view address);

class RateLimit
{
  public:
    // Keeps at most so many buckets; full ones go first, then the longest
    // unused.
    explicit RateLimit(std::size_t buckets = 100'000);

    // Takes one token; nothing if it was there, else the whole seconds until
    // the next (for Retry-After).
    std::optional<int> take(std::string_view key, Budget budget, Instant now);

    // By the account where there is one; else by device (the cookie given, or
    // the User-Agent) and by address prefix with `share` times the budget. Over
    // the Unix socket nothing is limited.
    std::optional<int> take(Head const& head, std::string_view route, std::string_view account,
                            std::string_view device, Budget budget, double share = address_share);

    std::size_t size() const;

  private:
    struct Bucket {
        double tokens;
        std::int64_t at;   // milliseconds when the tokens were counted
        std::int64_t full; // when it will be full, and so equal to none
    };
    struct Shard {
        mutable std::mutex mutex;
        std::unordered_map<std::string, Bucket> buckets; // owned by mutex
    };
    void make_room(Shard& shard, std::int64_t now);

    static constexpr std::size_t shard_count = 16;
    std::array<Shard, shard_count> shards_;
    std::size_t shard_limit_;
};

} // namespace kheo::http
