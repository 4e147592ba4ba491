// SPDX-License-Identifier: AGPL-3.0-or-later
// Signed notes, checkpoints, keys and remembered files from anybody: whatever is
// accepted is written back byte for byte, so that each has one spelling.
#include "platform/merkle/audit.hpp"

using namespace kheo;
using namespace kheo::merkle;

extern "C" int LLVMFuzzerTestOneInput(std::uint8_t const* data, std::size_t size)
{
    auto const text = text_of({data, size});
    static auto const key =
        *parse_verifier_key("example.com/foo+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k");
    if (auto const note = parse_note(text)) {
        ensure(encoded(*note) == text, "note");
        (void)verified(*note, {&key, 1});
    }
    if (auto const checkpoint = parse_checkpoint(text))
        ensure(encoded(*checkpoint) == text, "checkpoint");
    if (auto const parsed = parse_verifier_key(text))
        ensure(encoded(*parsed) == text, "key");
    if (auto const remembered = parse_remembered(text))
        ensure(encoded(*remembered) == text, "remembered");
    return 0;
}
