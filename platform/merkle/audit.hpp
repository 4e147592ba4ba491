// SPDX-License-Identifier: AGPL-3.0-or-later
// Checking a whole published log: everything is recomputed from its entries and
// compared with its tiles, with its checkpoint, and with the checkpoint that
// the checker remembers. Where the bytes come from is the caller's matter.
#pragma once

#include "platform/merkle/checkpoint.hpp"
#include "platform/merkle/tile.hpp"

namespace kheo::merkle
{

// The bytes of each resource, in the order asked, or why not. At most
// resources_at_once are asked together.
using Fetch = std::function<Outcome<std::vector<Bytes>>(std::span<TileId const> resources)>;
inline constexpr std::size_t resources_at_once = 32;

struct Audit {
    std::uint64_t entries = 0;
    std::uint64_t tiles = 0;
};

// Told the number of entries checked so far, after each batch.
using Progress = std::function<void(std::uint64_t entries)>;

// Holds in memory one batch and one path of tiles. Refused: shrunk, forked or
// other_origin against `remembered`; wrong_tile, wrong_root; what `fetch` refused.
Outcome<Audit> audited(
    Checkpoint const& checkpoint, std::optional<Checkpoint> const& remembered, Fetch const& fetch,
    Progress const& progress = [](std::uint64_t) {});

// What a checker keeps between two visits: the key it believes and the last
// checkpoint that held, as one small text file.
struct Remembered {
    VerifierKey key;
    std::string checkpoint; // the signed note, byte for byte
};

std::string encoded(Remembered const& remembered);
// Refused: bad_checkpoint, bad_key. The signature is not verified here.
Outcome<Remembered> parse_remembered(std::string_view text);

} // namespace kheo::merkle
