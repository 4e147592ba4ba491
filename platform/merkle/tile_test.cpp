// SPDX-License-Identifier: AGPL-3.0-or-later
#include "platform/merkle/tile.hpp"

#include "platform/problem/problem.hpp"

#include <doctest/doctest.h>
#include <map>
#include <set>

using namespace kheo;
using namespace kheo::merkle;

namespace
{

Digest leaf(std::uint64_t at)
{
    return leaf_hash(bytes_of(std::to_string(at)));
}

// A store as the sequencer keeps it: the widest tile known at each place.
struct Store {
    std::map<std::pair<unsigned, std::uint64_t>, Tile> tiles;
    int reads = 0;

    TileReader reader()
    {
        return [this](TileId const& id) {
            ++reads;
            return tiles.at({id.level, id.index});
        };
    }
    void write(Growth const& growth)
    {
        for (auto const& [id, hashes] : growth.tiles)
            tiles[{id.level, id.index}] = hashes;
    }
};

} // namespace

TEST_CASE("a tree grown in batches of any size has the tiles and root of one grown leaf by leaf")
{
    for (std::uint64_t const batch : {1, 7, 255, 256, 257, 1000, 70'000}) {
        auto store = Store();
        auto range = CompactRange();
        auto size = std::uint64_t(0);
        auto const last = std::uint64_t(batch < 1000 ? 1'500 : 70'000);
        while (size < last) {
            auto leaves = std::vector<Digest>();
            for (auto at = size; at < std::min(size + batch, last); ++at) {
                leaves.push_back(leaf(at));
                range.append(leaves.back());
            }
            auto const growth = grown(size, leaves, store.reader());
            store.write(growth);
            size = growth.size;
            REQUIRE(growth.root == range.root());
        }
        CHECK(size == last);
        CHECK(root_at(size, hashes_in_tiles(size, store.reader())) == range.root());
        if (last != 70'000)
            continue;
        // The specification's example of a tree of 70,000.
        CHECK(store.tiles.size() == 273 + 1 + 1 + 1 + 1);
        CHECK(store.tiles.at({0, 273}).size() == 112);
        CHECK(store.tiles.at({1, 0}).size() == 256);
        CHECK(store.tiles.at({1, 1}).size() == 17);
        CHECK(store.tiles.at({2, 0}).size() == 1);
    }
}

TEST_CASE("each growth writes every tile that changed and no other")
{
    auto store = Store();
    for (std::uint64_t size = 0; size < 1030; ++size) {
        Digest const leaves[] = {leaf(size)};
        auto const growth = grown(size, leaves, store.reader());
        for (auto const& [id, hashes] : growth.tiles) {
            CHECK(hashes.size() == id.width);
            CHECK(tree_has(size + 1, id));
            CHECK_FALSE(tree_has(size, id));
        }
        CHECK(growth.tiles.size() == (size % 256 == 255 ? 2 : 1));
        store.write(growth);
    }
    CHECK(grown(1030, {}, store.reader()).tiles.empty());
}

TEST_CASE("proofs read from tiles hold over level borders and for old sizes")
{
    auto store = Store();
    auto leaves = std::vector<Digest>();
    for (std::uint64_t at = 0; at < 66'000; ++at)
        leaves.push_back(leaf(at));
    store.write(grown(0, leaves, store.reader()));
    auto const root = [&](std::uint64_t size) {
        return root_at(size, hashes_in_tiles(size, store.reader()));
    };
    for (std::uint64_t const size : {1, 255, 256, 257, 511, 65'535, 65'536, 65'537, 66'000}) {
        auto const read = hashes_in_tiles(size, store.reader());
        for (auto const index : {std::uint64_t(0), size / 2, size - 1})
            CHECK(
                inclusion_holds(index, size, leaves[index], inclusion_proof(index, size, read), root(size)));
        for (std::uint64_t const from : {1, 255, 256, 300, 65'536})
            if (from <= size)
                CHECK(consistency_holds(from, size, root(from), root(size),
                                        consistency_proof(from, size, read)));
    }
    store.reads = 0;
    inclusion_proof(12'345, 66'000, hashes_in_tiles(66'000, store.reader()));
    CHECK(store.reads <= 6);
}

TEST_CASE("a stored tile that is too narrow or a subtree outside the tree is a contradiction")
{
    auto const narrow = [](TileId const&) { return Tile(3); };
    Digest const one[] = {leaf(0)};
    CHECK_THROWS_AS(grown(5, one, narrow), Contradiction);
    CHECK_THROWS_AS(root_at(5, hashes_in_tiles(5, narrow)), Contradiction);
    auto const wide = [](TileId const& id) { return Tile(id.width); };
    CHECK_THROWS_AS(hashes_in_tiles(5, wide)(0, 5), Contradiction);
    CHECK_THROWS_AS(hashes_in_tiles(5, wide)(3, 0), Contradiction);
    CHECK_THROWS_AS(hashes_in_tiles(5, wide)(70, 0), Contradiction);
    CHECK_THROWS_AS(hashes_in_tiles(0, wide)(0, 0), Contradiction);
}

TEST_CASE("a tile left wider by a run that never signed it is cut to the signed size")
{
    auto store = Store();
    Digest const first[] = {leaf(0), leaf(1)};
    Digest const lost[] = {leaf(77), leaf(78)};
    Digest const kept[] = {leaf(2)};
    store.write(grown(0, first, store.reader()));
    store.write(grown(2, lost, store.reader())); // written, never signed
    auto const growth = grown(2, kept, store.reader());
    auto range = CompactRange();
    for (std::uint64_t at = 0; at < 3; ++at)
        range.append(leaf(at));
    CHECK(growth.root == range.root());
    CHECK(growth.tiles.at(0).hashes.size() == 3);
}

TEST_CASE("a tree has exactly the tiles of its size")
{
    auto id = [](unsigned level, std::uint64_t index, unsigned width) {
        return TileId{TileId::Kind::hashes, level, index, width};
    };
    struct {
        std::uint64_t size;
        TileId tile;
        bool there;
    } const rows[] = {
        {0, id(0, 0, 1), false},           {1, id(0, 0, 1), true},
        {1, id(0, 0, 2), false},           {256, id(0, 0, 256), true},
        {256, id(1, 0, 1), true},          {255, id(1, 0, 1), false},
        {256, id(0, 1, 1), false},         {70'000, id(0, 272, 256), true},
        {70'000, id(0, 273, 256), false},  {70'000, id(0, 273, 112), true},
        {70'000, id(0, 273, 113), false},  {70'000, id(1, 1, 17), true},
        {70'000, id(2, 0, 1), true},       {70'000, id(2, 0, 2), false},
        {70'000, id(3, 0, 1), false},      {UINT64_MAX, id(8, 0, 1), false},
        {UINT64_MAX, id(63, 0, 1), false}, {UINT64_MAX, id(7, 0, 255), true},
        {5, id(0, 0, 0), false},
    };
    for (auto const& row : rows)
        CHECK_MESSAGE(tree_has(row.size, row.tile) == row.there, row.size, " ", path(row.tile));
}

TEST_CASE("tile paths are written and read by the specification's groups of three")
{
    struct {
        TileId tile;
        std::string_view path;
    } const rows[] = {
        {{TileId::Kind::hashes, 0, 0, 256}, "tile/0/000"},
        {{TileId::Kind::hashes, 1, 999, 17}, "tile/1/999.p/17"},
        {{TileId::Kind::hashes, 2, 1000, 1}, "tile/2/x001/000.p/1"},
        {{TileId::Kind::hashes, 63, 1234067, 255}, "tile/63/x001/x234/067.p/255"},
        {{TileId::Kind::entries, 0, 1234067, 256}, "tile/entries/x001/x234/067"},
        {{TileId::Kind::entries, 0, 5, 1}, "tile/entries/005.p/1"},
        {{TileId::Kind::hashes, 0, 72'057'594'037'927'935, 256}, "tile/0/x072/x057/x594/x037/x927/935"},
    };
    for (auto const& row : rows) {
        CHECK(path(row.tile) == row.path);
        CHECK(parse_tile_path(row.path) == row.tile);
    }
}

TEST_CASE("any other spelling of a tile path is refused")
{
    for (std::string_view const text : {"",
                                        "tile",
                                        "tile/",
                                        "tile/0",
                                        "tile/0/",
                                        "tile/0/0",
                                        "tile/0/00",
                                        "tile/0/0000",
                                        "tile/00/000",
                                        "tile/01/000",
                                        "tile/64/000",
                                        "tile/-1/000",
                                        "tile/+1/000",
                                        "tile/0/x000/001",
                                        "tile/0/x001",
                                        "tile/0/x001/",
                                        "tile/0/001/001",
                                        "tile/0/x01/001",
                                        "tile/0/X001/001",
                                        "tile/0/000.p",
                                        "tile/0/000.p/",
                                        "tile/0/000.p/0",
                                        "tile/0/000.p/00",
                                        "tile/0/000.p/01",
                                        "tile/0/000.p/256",
                                        "tile/0/000.p/-1",
                                        "tile/0/000.p/1/",
                                        "tile/0/000.p/1 ",
                                        "tile/0/000/",
                                        "tile/0/000.P/1",
                                        "/tile/0/000",
                                        "tile//000",
                                        "tile/entries",
                                        "tile/entries/",
                                        "tile/entries/0/000",
                                        "tile/data/000",
                                        "tile/0/..",
                                        "tile/0/%30%30%30",
                                        "tile/0/x999/x999/x999/x999/x999/x999/999",
                                        "tile/0/000.p/99999999999999999999",
                                        "tile/99999999999999999999/000"})
        CHECK_MESSAGE(!parse_tile_path(text), text);
}

TEST_CASE("no byte of a tile path can be changed without being refused or naming another tile")
{
    auto const right = path({TileId::Kind::hashes, 12, 1234067, 17});
    for (std::size_t at = 0; at < right.size(); ++at)
        for (int byte = 0; byte < 256; ++byte) {
            auto other = right;
            other[at] = char(byte);
            auto const parsed = parse_tile_path(other);
            CHECK((!parsed || path(*parsed) == other));
        }
}

TEST_CASE("tiles are hashes end to end, and exactly as many as asked")
{
    auto const tile = Tile{leaf(1), leaf(2)};
    auto const bytes = encoded(tile);
    CHECK(bytes.size() == 64);
    CHECK(parse_tile(bytes, 2) == tile);
    CHECK_FALSE(parse_tile(bytes, 1));
    CHECK_FALSE(parse_tile(bytes, 3));
    CHECK_FALSE(parse_tile(ByteView(bytes).first(63), 2));
}

TEST_CASE("a bundle gives back its entries, empty and longest ones too")
{
    auto bundle = Bytes();
    auto const longest = Bytes(longest_entry, 0x7f);
    append_entry(bundle, bytes_of("một"));
    append_entry(bundle, {});
    append_entry(bundle, longest);
    CHECK(bundle[0] == 0);
    CHECK(bundle[1] == 5); // "một" in UTF-8
    auto const entries = parse_bundle(bundle, 3);
    REQUIRE(entries);
    CHECK(text_of((*entries)[0]) == "một");
    CHECK((*entries)[1].empty());
    CHECK(std::ranges::equal((*entries)[2], longest));
    CHECK(parse_bundle(bundle_prefix(bundle, 2), 2)->size() == 2);
    CHECK(bundle_prefix(bundle, 0).empty());
    CHECK_THROWS_AS(bundle_prefix(bundle, 4), Contradiction);
    CHECK_THROWS_AS(append_entry(bundle, Bytes(longest_entry + 1)), Contradiction);
}

TEST_CASE("a bundle that is cut, or holds another number of entries, is refused")
{
    auto bundle = Bytes();
    append_entry(bundle, bytes_of("abc"));
    append_entry(bundle, bytes_of("defg"));
    CHECK_FALSE(parse_bundle(bundle, 1));
    CHECK_FALSE(parse_bundle(bundle, 3));
    for (std::size_t length = 0; length < bundle.size(); ++length)
        CHECK_FALSE(parse_bundle(ByteView(bundle).first(length), 2));
    bundle.push_back(0);
    CHECK_FALSE(parse_bundle(bundle, 2));
    bundle.push_back(0); // a third, empty entry
    CHECK_FALSE(parse_bundle(bundle, 2));
    CHECK(parse_bundle(bundle, 3));
    CHECK(parse_bundle({}, 0)->empty());
}

TEST_CASE("a tile of the next level begins with the leaf that fills the one below")
{
    auto store = Store();
    auto leaves = std::vector<Digest>(65'535, leaf(0));
    store.write(grown(0, leaves, store.reader()));
    CHECK_FALSE(store.tiles.contains({2, 0}));
    CHECK(store.tiles.at({1, 0}).size() == 255);
    auto const last = grown(65'535, std::span(leaves).first(1), store.reader());
    auto ids = std::vector<TileId>();
    for (auto const& tile : last.tiles)
        ids.push_back(tile.id);
    CHECK(ids == std::vector<TileId>{{TileId::Kind::hashes, 0, 255, 256},
                                     {TileId::Kind::hashes, 1, 0, 256},
                                     {TileId::Kind::hashes, 2, 0, 1}});
    // Its one hash is the whole tree.
    CHECK(last.tiles.back().hashes.front() == last.root);
}

TEST_CASE("growing reads one partial tile a level and no full one")
{
    auto store = Store();
    auto const leaves = std::vector<Digest>(66'000, leaf(1));
    store.write(grown(0, leaves, store.reader()));
    store.reads = 0;
    auto const counted = [&](TileId const& id) {
        CHECK(id.width < full_width);
        return store.reader()(id);
    };
    grown(66'000, std::span(leaves).first(300), counted);
    CHECK(store.reads <= 4);
}

TEST_CASE("every tile that a tree has is among those written while it grew, and no other")
{
    for (std::uint64_t const size : {0, 1, 256, 257, 70'000}) {
        auto store = Store();
        store.write(grown(0, std::vector<Digest>(size, leaf(2)), store.reader()));
        for (unsigned level = 0; level < 4; ++level)
            for (std::uint64_t index = 0; index < 300; ++index) {
                auto const found = store.tiles.find({level, index});
                auto const width = found == store.tiles.end() ? 0 : unsigned(found->second.size());
                CHECK_FALSE(tree_has(size, {TileId::Kind::hashes, level, index, width + 1}));
                CHECK(tree_has(size, {TileId::Kind::hashes, level, index, width}) == (width > 0));
            }
    }
}
