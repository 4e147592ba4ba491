// SPDX-License-Identifier: AGPL-3.0-or-later
// Tiles and entry bundles as c2sp.org/tlog-tiles publishes a tree: 256 hashes
// wide, immutable once full.
#pragma once

#include "platform/merkle/tree.hpp"

namespace kheo::merkle
{

inline constexpr unsigned full_width = 256;
// Entries carry a 16-bit length.
inline constexpr std::size_t longest_entry = 65'535;

// One resource of the log below its prefix.
struct TileId {
    enum class Kind { hashes, entries };
    Kind kind = Kind::hashes;
    unsigned level = 0;          // 0–63; 0 for entries
    std::uint64_t index = 0;     // within the level
    unsigned width = full_width; // 1–256; less than 256 is a partial tile
    friend bool operator==(TileId const&, TileId const&) = default;
};

// "tile/1/x001/x234/067.p/17", "tile/entries/000".
std::string path(TileId const& tile);
// Nothing unless the text is exactly what path() writes.
std::optional<TileId> parse_tile_path(std::string_view text);

// Whether a tree of this size has the tile: what a server answers, and nothing
// wider. A partial tile is there for every smaller size too.
bool tree_has(std::uint64_t size, TileId const& tile);

using Tile = std::vector<Digest>; // 1–256 hashes

Bytes encoded(std::span<Digest const> tile);
// Nothing unless there are exactly `width` hashes of 32 bytes.
std::optional<Tile> parse_tile(ByteView bytes, unsigned width);

// Big-endian 16-bit length and bytes of each entry. No entry may be longer
// than longest_entry (Contradiction).
void append_entry(Bytes& bundle, ByteView entry);
// The entries, pointing into `bytes`; nothing unless it is exactly `width` of them.
std::optional<std::vector<ByteView>> parse_bundle(ByteView bytes, unsigned width);
// The first `width` entries of a bundle of ours: a partial bundle served from a
// fuller one. Contradiction if there are fewer.
ByteView bundle_prefix(ByteView bundle, unsigned width);

// Gives the hashes of the tile stored at (level, index), at least `width` of
// them: a stored partial tile may have become fuller since.
using TileReader = std::function<Tile(TileId const& tile)>;

// Reads the subtrees of a tree of `size` leaves out of its tiles. A tile that
// is narrower than it must be is a Contradiction. It keeps the tiles it has
// read, so make one for each question, not for long.
HashReader hashes_in_tiles(std::uint64_t size, TileReader read);

// A tile to write: it replaces a narrower one at the same level and index.
struct GrownTile {
    TileId id;
    Tile hashes;
};

struct Growth {
    std::uint64_t size;
    Digest root;
    std::vector<GrownTile> tiles; // each level and index once, lower levels first
};

// The tree of `size` leaves with `leaves` (leaf hashes) added: what a sequencer
// writes before it signs the new root. Reads only the partial tiles at the right
// edge, one a level. Nothing is written for no leaves.
Growth grown(std::uint64_t size, std::span<Digest const> leaves, TileReader const& read);

// Feeds hashes into tiles from the left, level by level; grown() and the audit
// are made of it. Full tiles are told as they fill, partial ones by finish().
class TileBuilder
{
  public:
    using Told = std::function<void(TileId const& tile, Tile const& hashes)>;
    // Continues a tree of `size` leaves; `read` is asked for its partial tiles.
    TileBuilder(std::uint64_t size, TileReader read, Told told);
    void append(Digest const& leaf) { append(0, leaf); }
    void finish();

  private:
    struct Edge {
        std::uint64_t index; // of the tile being filled
        Tile hashes;
        bool changed = false;
    };
    Edge& edge(unsigned level);
    void append(unsigned level, Digest const& hash);

    std::uint64_t size_; // before
    TileReader read_;
    Told told_;
    std::vector<Edge> edges_; // by level
};

} // namespace kheo::merkle
