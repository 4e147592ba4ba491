// SPDX-License-Identifier: AGPL-3.0-or-later
// Receipts (phiếu kiểm chứng): c2sp.org/tlog-proof files whose extra data is the
// entry itself, so that one file is enough to check offline.
#pragma once

#include "platform/merkle/checkpoint.hpp"

namespace kheo::merkle
{

inline constexpr std::size_t longest_receipt = 512 * 1024; // bytes

struct Receipt {
    Bytes entry; // the bytes whose leaf hash stands in the log
    std::uint64_t index = 0;
    std::vector<Digest> proof;
    std::string checkpoint; // the signed note, byte for byte
    friend bool operator==(Receipt const&, Receipt const&) = default;
};

// The file's text; its name should end in .tlog-proof.
std::string encoded(Receipt const& receipt);
// Only the form, nothing is verified. A tlog-proof without extra data is
// refused too: it does not say what it proves. Refused: bad_receipt.
Outcome<Receipt> parse_receipt(std::string_view text);

// Whether the log signed a checkpoint over a tree with this entry at this
// index. Refused as open_checkpoint, and not_included.
Outcome<OpenCheckpoint> verified(Receipt const& receipt, VerifierKey const& log,
                                 std::span<VerifierKey const> witnesses = {});

} // namespace kheo::merkle
