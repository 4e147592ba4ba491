// SPDX-License-Identifier: AGPL-3.0-or-later
#include "capabilities/ledger/entry.hpp"

#include "platform/crypto/base64.hpp"
#include "platform/merkle/tree.hpp"

#include <fmt/format.h>

namespace kheo::ledger
{

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
    auto const root = tree.size() == 0 ? merkle::empty_root() : tree.root();
    auto const name = fmt::format("kheo hour {}", hour);
    auto hash = Sha256();
    hash.add(hmac_sha256(secret, bytes_of(name)));
    hash.add(root);
    return fmt::format("kheo hour 1\ntime {}\ndigest {}\n", iso(Instant{hour * hour_ms}), base64(hash.end()));
}

std::string break_entry(std::string_view previous_checkpoint)
{
    return fmt::format("kheo break 1\nprevious {}\n", base64(bytes_of(previous_checkpoint)));
}

} // namespace kheo::ledger
