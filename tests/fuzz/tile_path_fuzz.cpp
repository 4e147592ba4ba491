// SPDX-License-Identifier: AGPL-3.0-or-later
// Tile paths as they come in requests: what is accepted has one spelling.
#include "platform/merkle/tile.hpp"
#include "platform/problem/problem.hpp"

using namespace kheo;
using namespace kheo::merkle;

extern "C" int LLVMFuzzerTestOneInput(std::uint8_t const* data, std::size_t size)
{
    auto const text = text_of({data, size});
    if (auto const tile = parse_tile_path(text)) {
        ensure(path(*tile) == text, "tile path");
        ensure(tile->level <= 63 && tile->width >= 1 && tile->width <= full_width, "tile range");
        (void)tree_has(70'000, *tile);
    }
    return 0;
}
