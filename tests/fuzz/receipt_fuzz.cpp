// SPDX-License-Identifier: AGPL-3.0-or-later
// Receipts from anybody: what is accepted is written back byte for byte.
#include "platform/merkle/receipt.hpp"

using namespace kheo;
using namespace kheo::merkle;

extern "C" int LLVMFuzzerTestOneInput(std::uint8_t const* data, std::size_t size)
{
    auto const text = text_of({data, size});
    static auto const log =
        VerifierKey{"minhhoa.example/so", KeyType::ed25519, SigningKey(Seed{1}).public_key()};
    if (auto const receipt = parse_receipt(text)) {
        ensure(encoded(*receipt) == text, "receipt");
        (void)verified(*receipt, log);
        (void)inclusion_holds(receipt->index, receipt->index + receipt->entry.size(),
                              leaf_hash(receipt->entry), receipt->proof, Digest{});
        (void)consistency_holds(receipt->entry.size(), receipt->index, Digest{}, Digest{}, receipt->proof);
    }
    return 0;
}
