// SPDX-License-Identifier: AGPL-3.0-or-later
// Names of tiles: c2sp.org/tlog-tiles, "Merkle Tree" and "Log entries".
#include "platform/merkle/tile.hpp"

#include <charconv>
#include <fmt/format.h>

namespace kheo::merkle
{

namespace
{

bool skip(std::string_view& text, std::string_view prefix)
{
    if (!text.starts_with(prefix))
        return false;
    text.remove_prefix(prefix.size());
    return true;
}

// A decimal without leading zeroes and not above `most`, up to the next
// character that is no digit.
std::optional<unsigned> number(std::string_view& text, unsigned most)
{
    unsigned value = 0;
    auto const [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    auto const used = std::size_t(end - text.data());
    if (error != std::errc() || value > most || (text.front() == '0' && used > 1))
        return std::nullopt;
    text.remove_prefix(used);
    return value;
}

// The next three digits of the index, where there are three.
std::optional<unsigned> group(std::string_view& text)
{
    unsigned value = 0;
    if (text.size() < 3)
        return std::nullopt;
    for (auto const digit : text.substr(0, 3)) {
        if (digit < '0' || digit > '9')
            return std::nullopt;
        value = value * 10 + unsigned(digit - '0');
    }
    text.remove_prefix(3);
    return value;
}

// "x001/x234/067" is 1234067. Six groups hold every index of a 64-bit tree, and
// the first of several is never 000, so that each index has one name.
std::optional<std::uint64_t> parse_index(std::string_view& text)
{
    std::uint64_t index = 0;
    for (int groups = 0; groups < 6; ++groups) {
        auto const more = skip(text, "x");
        auto const value = group(text);
        if (!value || (more && groups == 0 && *value == 0))
            return std::nullopt;
        index = index * 1000 + *value;
        if (!more)
            return index;
        if (!skip(text, "/"))
            return std::nullopt;
    }
    return std::nullopt;
}

} // namespace

std::string path(TileId const& tile)
{
    auto index = fmt::format("{:03}", tile.index % 1000);
    for (auto rest = tile.index / 1000; rest > 0; rest /= 1000)
        index = fmt::format("x{:03}/{}", rest % 1000, index);
    auto const level = tile.kind == TileId::Kind::entries ? "entries" : std::to_string(tile.level);
    auto const partial = tile.width == full_width ? "" : fmt::format(".p/{}", tile.width);
    return fmt::format("tile/{}/{}{}", level, index, partial);
}

std::optional<TileId> parse_tile_path(std::string_view text)
{
    auto tile = TileId();
    if (!skip(text, "tile/"))
        return std::nullopt;
    if (skip(text, "entries/")) {
        tile.kind = TileId::Kind::entries;
    } else {
        auto const level = number(text, 63);
        if (!level || !skip(text, "/"))
            return std::nullopt;
        tile.level = *level;
    }
    auto const index = parse_index(text);
    if (!index)
        return std::nullopt;
    tile.index = *index;
    if (skip(text, ".p/")) {
        auto const width = number(text, full_width - 1);
        if (!width || *width == 0)
            return std::nullopt;
        tile.width = *width;
    }
    return text.empty() ? std::optional(tile) : std::nullopt;
}

bool tree_has(std::uint64_t size, TileId const& tile)
{
    // At level 8 and above a 64-bit size has no hash.
    auto const hashes = tile.level < 8 ? size >> (8 * tile.level) : 0;
    return tile.width > 0 && tile.width <= full_width && hashes / full_width >= tile.index &&
           (hashes / full_width > tile.index || hashes % full_width >= tile.width);
}

} // namespace kheo::merkle
