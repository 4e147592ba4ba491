// SPDX-License-Identifier: AGPL-3.0-or-later
// Checkpoints (c2sp.org/tlog-checkpoint): the log's name, size and root, signed.
#pragma once

#include "platform/merkle/note.hpp"
#include "platform/merkle/tree.hpp"

namespace kheo::merkle
{

struct Checkpoint {
    std::string origin;
    std::uint64_t size = 0;
    Digest root{};
    std::vector<std::string> extensions; // opaque lines; ours has none
    friend bool operator==(Checkpoint const&, Checkpoint const&) = default;
};

// The note's text. Origin and extensions are lines that are not empty (Contradiction).
std::string encoded(Checkpoint const& checkpoint);
// Refused: bad_checkpoint.
Outcome<Checkpoint> parse_checkpoint(std::string_view text);

// The note of a checkpoint, signed by the log; its key has the origin's name.
std::string signed_checkpoint(Checkpoint const& checkpoint, SigningKey const& key);

struct OpenCheckpoint {
    Checkpoint checkpoint;
    std::vector<Holding> witnesses; // those of the asked that cosigned
};

// The checkpoint of a note that the log itself signed. The key's name is the
// origin expected. Refused as parse_note, verified (also where only witnesses
// signed), parse_checkpoint, and other_origin.
Outcome<OpenCheckpoint> open_checkpoint(std::string_view note, VerifierKey const& log,
                                        std::span<VerifierKey const> witnesses = {});

} // namespace kheo::merkle
