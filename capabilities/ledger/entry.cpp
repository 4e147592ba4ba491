// SPDX-License-Identifier: AGPL-3.0-or-later
#include "capabilities/ledger/entry.hpp"

#include "platform/crypto/base64.hpp"
#include "platform/merkle/tree.hpp"

#include <charconv>
#include <fmt/format.h>

namespace kheo::ledger
{

namespace
{
constexpr std::string_view hour_begins = "kheo hour 1\ntime ";
constexpr std::string_view break_begins = "kheo break 1\nprevious ";
} // namespace

std::string act_entry(acts::Act const& act)
{
    return fmt::format("kheo act 1\ntime {}\nkind {}\nobject {} {} {}\nbody {}\ndigest {}\n", iso(act.at),
                       act.kind, act.object_kind, act.object, act.version, act.body, base64(act.digest));
}

std::string hour_entry(std::int64_t hour, std::span<Bytes const> digests, ByteView secret)
{
    auto tree = merkle::CompactRange();
    for (auto const& digest : digests)
        tree.append(merkle::leaf_hash(digest));
    return entry_of_hour(hour, tree, secret);
}

std::string entry_of_hour(std::int64_t hour, merkle::CompactRange const& digests, ByteView secret)
{
    auto const root = digests.size() == 0 ? merkle::empty_root() : digests.root();
    auto const name = fmt::format("kheo hour {}", hour);
    auto hash = Sha256();
    hash.add(hmac_sha256(secret, bytes_of(name)));
    hash.add(root);
    return fmt::format("{}{}\ndigest {}\n", hour_begins, iso(Instant{hour * hour_ms}), base64(hash.end()));
}

std::optional<std::int64_t> hour_of(std::string_view entry)
{
    if (!entry.starts_with(hour_begins))
        return std::nullopt;
    auto const time = entry.substr(hour_begins.size());
    auto const day = parse_iso_date(time.substr(0, 10));
    int hour = 0;
    if (!day || time.size() < 13 || std::from_chars(&time[11], &time[11] + 2, hour).ptr != &time[11] + 2)
        return std::nullopt;
    return std::int64_t(day->day) * 24 + hour;
}

std::string break_entry(std::string_view previous_checkpoint)
{
    return fmt::format("{}{}\n", break_begins, base64(bytes_of(previous_checkpoint)));
}

bool is_break(std::string_view entry)
{
    return entry.starts_with(break_begins);
}

} // namespace kheo::ledger
