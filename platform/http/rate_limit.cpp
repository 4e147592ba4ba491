// SPDX-License-Identifier: AGPL-3.0-or-later
#include "platform/http/rate_limit.hpp"

#include "platform/http/networks.hpp"

#include "fmt/format.h"

#include <algorithm>
#include <cmath>

namespace kheo::http
{
namespace
{

constexpr std::size_t longest_key = 200;
constexpr double ms_per_minute = 60'000;

// Names in the key of what a client sent itself must not be long.
std::string_view short_of(std::string_view text)
{
    return text.substr(0, longest_key);
}

} // namespace

std::string address_prefix(std::string_view text)
{
    auto address = parse_address(text);
    if (!address || text.find(':') == text.npos || shown(*address).find('.') != std::string::npos)
        return address ? shown(*address) : std::string(text);
    std::fill(address->bytes.begin() + 8, address->bytes.end(), std::uint8_t{0});
    return shown(*address) + "/64";
}

RateLimit::RateLimit(std::size_t buckets) : shard_limit_(std::max<std::size_t>(buckets / shard_count, 1)) {}

std::optional<int> RateLimit::take(std::string_view key, Budget budget, Instant now)
{
    auto const name = std::string(short_of(key));
    auto& shard = shards_[std::hash<std::string>{}(name) % shard_count];
    std::lock_guard const lock(shard.mutex);
    auto found = shard.buckets.find(name);
    if (found == shard.buckets.end()) {
        if (shard.buckets.size() >= shard_limit_)
            make_room(shard, now.ms);
        found = shard.buckets.emplace(name, Bucket{budget.burst, now.ms, now.ms}).first;
    }
    auto& bucket = found->second;
    // A clock that goes back gives nothing and takes nothing.
    auto const passed = static_cast<double>(std::max<std::int64_t>(now.ms - bucket.at, 0));
    bucket.tokens = std::min(budget.burst, bucket.tokens + passed * budget.per_minute / ms_per_minute);
    bucket.at = now.ms;
    bool const granted = bucket.tokens >= 1;
    bucket.tokens -= granted ? 1 : 0;
    auto const ms_until = [&](double tokens) {
        return std::ceil((tokens - bucket.tokens) * ms_per_minute / budget.per_minute);
    };
    bucket.full = now.ms + static_cast<std::int64_t>(ms_until(budget.burst));
    if (granted)
        return {};
    return std::max(1, static_cast<int>(std::ceil(ms_until(1) / 1000)));
}

std::optional<int> RateLimit::take(Head const& head, std::string_view route, std::string_view account,
                                   std::string_view device, Budget budget, double share)
{
    if (head.over_unix_socket)
        return {};
    if (!account.empty())
        return take(fmt::format("{}\naccount\n{}", route, account), budget, head.received);
    if (device.empty())
        device = head.headers.value("User-Agent");
    auto const address = address_prefix(head.address);
    auto const hashed = std::hash<std::string_view>{}(device);
    // The device first: what it is refused must cost its neighbours nothing.
    if (auto const wait =
            take(fmt::format("{}\ndevice\n{}\n{:x}", route, address, hashed), budget, head.received))
        return wait;
    Budget const shared{budget.per_minute * share, budget.burst * share};
    return take(fmt::format("{}\naddress\n{}", route, address), shared, head.received);
}

// Full buckets are equal to none; where there is no full one, the longest
// unused of a few is taken, so that making room stays cheap under attack.
void RateLimit::make_room(Shard& shard, std::int64_t now)
{
    constexpr int most_looked_at = 64;
    auto oldest = shard.buckets.end();
    int looked_at = 0;
    for (auto at = shard.buckets.begin(); at != shard.buckets.end() && looked_at < most_looked_at;
         ++looked_at) {
        if (at->second.full <= now) {
            at = shard.buckets.erase(at);
            continue;
        }
        if (oldest == shard.buckets.end() || at->second.at < oldest->second.at)
            oldest = at;
        ++at;
    }
    if (shard.buckets.size() >= shard_limit_ && oldest != shard.buckets.end())
        shard.buckets.erase(oldest);
}

std::size_t RateLimit::size() const
{
    std::size_t sum = 0;
    for (auto const& shard : shards_) {
        std::lock_guard const lock(shard.mutex);
        sum += shard.buckets.size();
    }
    return sum;
}

} // namespace kheo::http
