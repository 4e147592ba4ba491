// SPDX-License-Identifier: AGPL-3.0-or-later
#include "platform/merkle/tile.hpp"

#include "platform/problem/problem.hpp"

#include <algorithm>
#include <map>
#include <memory>

namespace kheo::merkle
{

namespace
{

Digest tile_root(std::span<Digest const> hashes)
{
    return hashes.size() == 1 ? hashes.front()
                              : node_hash(tile_root(hashes.first(hashes.size() / 2)),
                                          tile_root(hashes.subspan(hashes.size() / 2)));
}

// Where the entry at `at` ends; nothing if it is cut off.
std::optional<std::size_t> entry_end(ByteView bundle, std::size_t at)
{
    if (bundle.size() - at < 2)
        return std::nullopt;
    auto const length = std::size_t(bundle[at] << 8 | bundle[at + 1]);
    return bundle.size() - at - 2 < length ? std::nullopt : std::optional(at + 2 + length);
}

} // namespace

Bytes encoded(std::span<Digest const> tile)
{
    auto bytes = Bytes();
    bytes.reserve(tile.size() * sizeof(Digest));
    for (auto const& hash : tile)
        bytes.insert(bytes.end(), hash.begin(), hash.end());
    return bytes;
}

std::optional<Tile> parse_tile(ByteView bytes, unsigned width)
{
    if (bytes.size() != width * sizeof(Digest))
        return std::nullopt;
    auto tile = Tile(width);
    for (unsigned at = 0; at < width; ++at)
        std::copy_n(bytes.begin() + at * sizeof(Digest), sizeof(Digest), tile[at].begin());
    return tile;
}

void append_entry(Bytes& bundle, ByteView entry)
{
    ensure(entry.size() <= longest_entry, "ledger entry longer than 65535 bytes");
    bundle.push_back(std::uint8_t(entry.size() >> 8));
    bundle.push_back(std::uint8_t(entry.size()));
    bundle.insert(bundle.end(), entry.begin(), entry.end());
}

std::optional<std::vector<ByteView>> parse_bundle(ByteView bytes, unsigned width)
{
    auto entries = std::vector<ByteView>();
    entries.reserve(width);
    for (std::size_t at = 0; at < bytes.size();) {
        auto const end = entry_end(bytes, at);
        if (!end || entries.size() == width)
            return std::nullopt;
        entries.push_back(bytes.subspan(at + 2, *end - at - 2));
        at = *end;
    }
    return entries.size() == width ? std::optional(std::move(entries)) : std::nullopt;
}

ByteView bundle_prefix(ByteView bundle, unsigned width)
{
    std::size_t at = 0;
    for (unsigned entry = 0; entry < width; ++entry) {
        auto const end = entry_end(bundle, at);
        ensure(end.has_value(), "stored entry bundle is too short");
        at = *end;
    }
    return bundle.first(at);
}

HashReader hashes_in_tiles(std::uint64_t size, TileReader read)
{
    auto seen = std::make_shared<std::map<std::pair<unsigned, std::uint64_t>, Tile>>();
    return [size, read = std::move(read), seen](unsigned level, std::uint64_t index) {
        auto const tile_level = level / 8;
        auto const count = std::size_t(1) << level % 8;
        auto const first = index << level % 8; // within the tile's level
        auto const at = first / full_width;
        auto const hashes = level < 64 ? size >> (8 * tile_level) : 0;
        ensure(first < hashes && count <= hashes - first, "subtree outside the tree");
        auto& tile = (*seen)[{tile_level, at}];
        if (tile.empty()) {
            auto const width = unsigned(std::min<std::uint64_t>(hashes - at * full_width, full_width));
            tile = read({TileId::Kind::hashes, tile_level, at, width});
            ensure(tile.size() >= width, "stored tile is narrower than the tree");
        }
        auto const inside = first % full_width;
        return tile_root(std::span(tile).subspan(inside, count));
    };
}

TileBuilder::TileBuilder(std::uint64_t size, TileReader read, Told told)
    : size_(size), read_(std::move(read)), told_(std::move(told))
{
}

TileBuilder::Edge& TileBuilder::edge(unsigned level)
{
    if (level < edges_.size())
        return edges_[level];
    ensure(level == edges_.size() && level < 8, "tile levels are opened one by one");
    auto const hashes = size_ >> (8 * level);
    auto const width = unsigned(hashes % full_width);
    auto edge = Edge{hashes / full_width, {}};
    if (width > 0) {
        edge.hashes = read_({TileId::Kind::hashes, level, edge.index, width});
        ensure(edge.hashes.size() >= width, "stored tile is narrower than the tree");
        // A fuller one was written by a run that never signed its root.
        edge.hashes.resize(width);
    }
    return edges_.emplace_back(std::move(edge));
}

void TileBuilder::append(unsigned level, Digest const& hash)
{
    auto& now = edge(level);
    now.hashes.push_back(hash);
    now.changed = true;
    if (now.hashes.size() < full_width)
        return;
    told_({TileId::Kind::hashes, level, now.index}, now.hashes);
    auto const above = tile_root(now.hashes);
    ++now.index;
    now.hashes.clear();
    append(level + 1, above);
}

void TileBuilder::finish()
{
    for (unsigned level = 0; level < edges_.size(); ++level)
        if (auto& now = edges_[level]; now.changed && !now.hashes.empty())
            told_({TileId::Kind::hashes, level, now.index, unsigned(now.hashes.size())}, now.hashes);
}

Growth grown(std::uint64_t size, std::span<Digest const> leaves, TileReader const& read)
{
    auto growth = Growth{size + leaves.size(), {}, {}};
    auto builder = TileBuilder(
        size, read, [&](TileId const& id, Tile const& hashes) { growth.tiles.push_back({id, hashes}); });
    for (auto const& leaf : leaves)
        builder.append(leaf);
    builder.finish();
    std::ranges::sort(growth.tiles, {},
                      [](auto const& tile) { return std::pair(tile.id.level, tile.id.index); });
    auto const new_or_stored = [&](TileId const& wanted) {
        for (auto const& [id, hashes] : growth.tiles)
            if (id.level == wanted.level && id.index == wanted.index)
                return hashes;
        return read(wanted);
    };
    growth.root = root_at(growth.size, hashes_in_tiles(growth.size, new_or_stored));
    return growth;
}

} // namespace kheo::merkle
