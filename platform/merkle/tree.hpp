// SPDX-License-Identifier: AGPL-3.0-or-later
// The Merkle tree of RFC 6962 §2.1 and its proofs (RFC 9162 §2.1.3, §2.1.4).
// Leaves are counted from 0; a size is a number of leaves.
#pragma once

#include "platform/crypto/digest.hpp"

#include <functional>

namespace kheo::merkle
{

// SHA-256(0x00 || entry).
Digest leaf_hash(ByteView entry);
// SHA-256(0x01 || left || right).
Digest node_hash(Digest const& left, Digest const& right);
// The root of no leaves: SHA-256 of nothing.
Digest empty_root();

// Gives the hash of the full subtree over the leaves [index·2^level,
// (index+1)·2^level). Asked only for subtrees that the tree contains in full.
using HashReader = std::function<Digest(unsigned level, std::uint64_t index)>;

// The root over the first `size` leaves.
Digest root_at(std::uint64_t size, HashReader const& read);

// From the leaf's sibling up to the root's child. `index` < `size` is the
// caller's to know (Contradiction otherwise).
std::vector<Digest> inclusion_proof(std::uint64_t index, std::uint64_t size, HashReader const& read);

// That the tree of `from` leaves is the beginning of the tree of `to` leaves;
// empty where from = 0 or from = to. from ≤ to, or Contradiction.
std::vector<Digest> consistency_proof(std::uint64_t from, std::uint64_t to, HashReader const& read);

using Proof = std::span<Digest const>;

// RFC 9162 §2.1.3.2.
bool inclusion_holds(std::uint64_t index, std::uint64_t size, Digest const& leaf, Proof proof,
                     Digest const& root);

// RFC 9162 §2.1.4.2; also from = 0 (the old root must be the empty one, which
// begins every tree) and from = to (the roots must be the same), both with an
// empty proof.
bool consistency_holds(std::uint64_t from, std::uint64_t to, Digest const& old_root, Digest const& new_root,
                       Proof proof);

// The roots of the full subtrees that make up a growing tree: 64 hashes at
// most, enough to add leaves and to know the root.
class CompactRange
{
  public:
    void append(Digest const& leaf);
    std::uint64_t size() const { return size_; }
    Digest root() const;

  private:
    std::uint64_t size_ = 0;
    std::vector<Digest> peaks_; // one per bit set in size_, the largest first
};

} // namespace kheo::merkle
