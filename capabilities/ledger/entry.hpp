// SPDX-License-Identifier: AGPL-3.0-or-later
// The bytes of a leaf of the public ledger. Version 1 is permanent: a reader
// of any year must be able to recompute each leaf from what is published.
#pragma once

#include "platform/acts/acts.hpp"
#include "platform/crypto/digest.hpp"
#include "platform/merkle/tree.hpp"
#include "platform/time/time.hpp"

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>

namespace kheo::ledger
{

inline constexpr std::int64_t hour_ms = 3'600'000;

// An open act: time, body, kind, object and the salted digest of its content.
// Never an area, never a person.
std::string act_entry(acts::Act const& act);

// The internal acts of one fixed hour as one opaque leaf: SHA-256 over a salt
// of that hour and the Merkle root of their digests, so that an hour without
// acts looks like any other. `hour` counts hours since 1970-01-01T00Z.
std::string hour_entry(std::int64_t hour, std::span<Bytes const> digests, ByteView secret);
// The same from the tree of their leaf hashes.
std::string entry_of_hour(std::int64_t hour, merkle::CompactRange const& digests, ByteView secret);
// The hour of such a leaf; nothing of any other.
std::optional<std::int64_t> hour_of(std::string_view entry);

// The first leaf of a log that follows one which could not be continued.
std::string break_entry(std::string_view previous_checkpoint);
bool is_break(std::string_view entry);

} // namespace kheo::ledger
