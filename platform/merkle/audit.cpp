// SPDX-License-Identifier: AGPL-3.0-or-later
#include "platform/merkle/audit.hpp"

#include "platform/crypto/base64.hpp"

#include <algorithm>
#include <fmt/format.h>

namespace kheo::merkle
{

namespace
{

constexpr std::string_view remembered_header = "kheo-verify/1\n";

std::string facts(Checkpoint const& checkpoint)
{
    return fmt::format("{} dòng, giá trị gốc {}", checkpoint.size, base64(checkpoint.root));
}

std::string facts(Checkpoint const& before, Checkpoint const& now)
{
    return fmt::format("đã nhớ: {}; máy chủ đưa: {}", facts(before), facts(now));
}

// What can be said from the two checkpoints alone.
Outcome<void> compared(Checkpoint const& before, Checkpoint const& now)
{
    if (before.origin != now.origin)
        return refuse(problems::other_origin, now.origin);
    if (now.size < before.size)
        return refuse(problems::shrunk, facts(before, now));
    if (now.size == before.size && now.root != before.root)
        return refuse(problems::forked, facts(before, now));
    return {};
}

// The entry bundles from `first` on, one batch of them.
std::vector<TileId> bundles_from(std::uint64_t first, std::uint64_t size)
{
    auto ids = std::vector<TileId>();
    for (auto index = first; index * full_width < size && ids.size() < resources_at_once; ++index) {
        auto const width = std::min<std::uint64_t>(size - index * full_width, full_width);
        ids.push_back({TileId::Kind::entries, 0, index, unsigned(width)});
    }
    return ids;
}

// Compares tiles as recomputed with those published, batch by batch.
Outcome<void> published(std::span<GrownTile const> computed, Fetch const& fetch)
{
    while (!computed.empty()) {
        auto const now = computed.first(std::min(computed.size(), resources_at_once));
        auto ids = std::vector<TileId>();
        for (auto const& tile : now)
            ids.push_back(tile.id);
        auto const bytes = TRY(fetch(ids));
        ensure(bytes.size() == ids.size(), "fetch answered another number of tiles");
        for (std::size_t at = 0; at < ids.size(); ++at)
            if (bytes[at] != encoded(now[at].hashes))
                return refuse(problems::wrong_tile, path(ids[at]));
        computed = computed.subspan(now.size());
    }
    return {};
}

// Adds the entries of one bundle to the tree; refuses where it passes the
// remembered size with another root.
Outcome<void> add_bundle(TileId const& id, ByteView bytes, std::optional<Checkpoint> const& before,
                         Checkpoint const& now, CompactRange& tree, TileBuilder& tiles)
{
    auto const entries = parse_bundle(bytes, id.width);
    if (!entries)
        return refuse(problems::wrong_tile, path(id));
    for (auto const& entry : *entries) {
        auto const leaf = leaf_hash(entry);
        tree.append(leaf);
        tiles.append(leaf);
        if (before && tree.size() == before->size && tree.root() != before->root)
            return refuse(problems::forked, facts(*before, now));
    }
    return {};
}

} // namespace

Outcome<Audit> audited(Checkpoint const& checkpoint, std::optional<Checkpoint> const& remembered,
                       Fetch const& fetch, Progress const& progress)
{
    if (remembered)
        if (auto const sizes = compared(*remembered, checkpoint); !sizes)
            return std::unexpected(sizes.error());
    auto audit = Audit();
    auto tree = CompactRange();
    auto computed = std::vector<GrownTile>();
    auto tiles = TileBuilder(0, nullptr,
                             [&](TileId const& id, Tile const& hashes) { computed.push_back({id, hashes}); });
    for (std::uint64_t first = 0; first * full_width < checkpoint.size; first += resources_at_once) {
        auto const ids = bundles_from(first, checkpoint.size);
        auto const bundles = TRY(fetch(ids));
        ensure(bundles.size() == ids.size(), "fetch answered another number of bundles");
        for (std::size_t at = 0; at < ids.size(); ++at)
            if (auto const added = add_bundle(ids[at], bundles[at], remembered, checkpoint, tree, tiles);
                !added)
                return std::unexpected(added.error());
        if (tree.size() == checkpoint.size)
            tiles.finish();
        if (auto const same = published(computed, fetch); !same)
            return std::unexpected(same.error());
        audit.tiles += computed.size();
        computed.clear();
        progress(tree.size());
    }
    if (tree.root() != checkpoint.root)
        return refuse(problems::wrong_root, facts(checkpoint));
    audit.entries = tree.size();
    return audit;
}

std::string encoded(Remembered const& remembered)
{
    return fmt::format("{}{}\n\n{}", remembered_header, encoded(remembered.key), remembered.checkpoint);
}

Outcome<Remembered> parse_remembered(std::string_view text)
{
    if (!text.starts_with(remembered_header))
        return refuse(problems::bad_checkpoint, "tệp ghi nhớ không phải của kheo-verify");
    text.remove_prefix(remembered_header.size());
    auto const blank = text.find("\n\n");
    if (blank == std::string_view::npos)
        return refuse(problems::bad_checkpoint, "tệp ghi nhớ bị cắt cụt");
    auto key = TRY(parse_verifier_key(text.substr(0, blank)));
    return Remembered{std::move(key), std::string(text.substr(blank + 2))};
}

} // namespace kheo::merkle
