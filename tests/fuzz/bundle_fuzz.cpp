// SPDX-License-Identifier: AGPL-3.0-or-later
// Entry bundles and hash tiles of a stranger's log: the first byte is the width.
#include "platform/merkle/tile.hpp"
#include "platform/problem/problem.hpp"

#include <algorithm>

using namespace kheo;
using namespace kheo::merkle;

extern "C" int LLVMFuzzerTestOneInput(std::uint8_t const* data, std::size_t size)
{
    if (size == 0)
        return 0;
    auto const width = data[0] + 1U;
    auto const bytes = ByteView(data + 1, size - 1);
    if (auto const entries = parse_bundle(bytes, width)) {
        auto again = Bytes();
        for (auto const& entry : *entries)
            append_entry(again, entry);
        ensure(std::ranges::equal(again, bytes), "bundle");
        ensure(parse_bundle(bundle_prefix(bytes, width / 2), width / 2).has_value(), "prefix");
    }
    if (auto const tile = parse_tile(bytes, width))
        ensure(std::ranges::equal(encoded(*tile), bytes), "tile");
    return 0;
}
