// SPDX-License-Identifier: AGPL-3.0-or-later
// Properties of trees and proofs over every small size; the reference values
// of other implementations are in tests/vectors.
#include "platform/merkle/tree.hpp"

#include "platform/problem/problem.hpp"

#include <bit>
#include <doctest/doctest.h>

using namespace kheo;
using namespace kheo::merkle;

namespace
{

constexpr std::uint64_t most = 300;

// The definition of RFC 6962 §2.1, as plainly as it is written there.
Digest mth(std::span<Digest const> leaves)
{
    if (leaves.empty())
        return sha256({});
    if (leaves.size() == 1)
        return leaves[0];
    auto const k = std::bit_floor(leaves.size() - 1);
    return node_hash(mth(leaves.first(k)), mth(leaves.subspan(k)));
}

struct Tree {
    std::vector<Digest> leaves;
    std::vector<Digest> roots;                 // by size
    std::vector<std::vector<Digest>> subtrees; // by level and index

    Tree()
    {
        for (std::uint64_t at = 0; at < most; ++at)
            leaves.push_back(leaf_hash(bytes_of(std::to_string(at))));
        for (std::uint64_t size = 0; size <= most; ++size)
            roots.push_back(mth(std::span(leaves).first(size)));
        for (std::uint64_t width = 1; width <= most; width *= 2) {
            auto& level = subtrees.emplace_back();
            for (std::uint64_t at = 0; at + width <= most; at += width)
                level.push_back(mth(std::span(leaves).subspan(at, width)));
        }
    }
    HashReader reader() const
    {
        return [this](unsigned level, std::uint64_t index) { return subtrees.at(level).at(index); };
    }
};

Tree const& tree()
{
    static auto const tree = Tree();
    return tree;
}

} // namespace

TEST_CASE("the root at every size is RFC 6962's Merkle tree hash, read or grown leaf by leaf")
{
    auto range = CompactRange();
    for (std::uint64_t size = 0; size <= most; ++size) {
        CHECK(root_at(size, tree().reader()) == tree().roots[size]);
        CHECK(range.size() == size);
        CHECK(range.root() == tree().roots[size]);
        if (size < most)
            range.append(tree().leaves[size]);
    }
}

TEST_CASE("every leaf of every tree up to 300 leaves has an inclusion proof that holds for it alone")
{
    auto failures = 0;
    for (std::uint64_t size = 1; size <= most; ++size)
        for (std::uint64_t index = 0; index < size; ++index) {
            auto const proof = inclusion_proof(index, size, tree().reader());
            auto const& leaf = tree().leaves[index];
            auto const& root = tree().roots[size];
            failures += !inclusion_holds(index, size, leaf, proof, root);
            failures += size > 1 && inclusion_holds(index ^ 1, size, leaf, proof, root);
            failures += inclusion_holds(index, size, leaf, proof, tree().roots[size - 1]);
            failures += inclusion_holds(index, size, tree().leaves[(index + 1) % most], proof, root);
        }
    CHECK(failures == 0);
}

TEST_CASE("any two trees up to 300 leaves have a consistency proof that holds for them alone")
{
    auto failures = 0;
    for (std::uint64_t to = 0; to <= most; ++to)
        for (std::uint64_t from = 0; from <= to; ++from) {
            auto const proof = consistency_proof(from, to, tree().reader());
            auto const& old_root = tree().roots[from];
            auto const& new_root = tree().roots[to];
            failures += !consistency_holds(from, to, old_root, new_root, proof);
            failures += from != to && from > 0 && consistency_holds(from, to, new_root, old_root, proof);
            failures += from > 0 && consistency_holds(from, to, tree().roots[from - 1], new_root, proof);
            failures +=
                from > 0 && to < most && consistency_holds(from, to, old_root, tree().roots[to + 1], proof);
        }
    CHECK(failures == 0);
}

TEST_CASE("a flipped bit in any byte of a proof is refused")
{
    auto accepted = 0;
    auto tried = 0;
    for (std::uint64_t const size : {2, 3, 7, 8, 9, 100, 255, 256, 257, 300})
        for (auto const index : {std::uint64_t(0), size / 2, size - 1}) {
            auto proof = inclusion_proof(index, size, tree().reader());
            for (auto& hash : proof)
                for (auto& byte : hash) {
                    byte ^= 1;
                    accepted += inclusion_holds(index, size, tree().leaves[index], proof, tree().roots[size]);
                    byte ^= 1;
                    ++tried;
                }
            if (index == 0)
                continue;
            auto other = consistency_proof(index, size, tree().reader());
            for (auto& hash : other)
                for (auto& byte : hash) {
                    byte ^= 0x80;
                    accepted +=
                        consistency_holds(index, size, tree().roots[index], tree().roots[size], other);
                    byte ^= 0x80;
                    ++tried;
                }
        }
    CHECK(tried > 5'000);
    CHECK(accepted == 0);
}

TEST_CASE("a proof with a hash too many, too few, or out of order is refused")
{
    for (std::uint64_t const size : {2, 5, 8, 100, 300}) {
        auto const index = size / 3;
        auto const& root = tree().roots[size];
        auto const proof = inclusion_proof(index, size, tree().reader());
        auto longer = proof;
        longer.push_back(root);
        auto led = proof;
        led.insert(led.begin(), root);
        CHECK_FALSE(inclusion_holds(index, size, tree().leaves[index], longer, root));
        CHECK_FALSE(inclusion_holds(index, size, tree().leaves[index], led, root));
        CHECK_FALSE(
            inclusion_holds(index, size, tree().leaves[index], Proof(proof).first(proof.size() - 1), root));
        CHECK_FALSE(inclusion_holds(index, size, tree().leaves[index], {}, root));
        auto const from = size - 1;
        auto steps = consistency_proof(from, size, tree().reader());
        CHECK_FALSE(
            consistency_holds(from, size, tree().roots[from], root, Proof(steps).first(steps.size() - 1)));
        CHECK_FALSE(consistency_holds(from, size, tree().roots[from], root, {}));
        steps.push_back(root);
        CHECK_FALSE(consistency_holds(from, size, tree().roots[from], root, steps));
    }
}

TEST_CASE("sizes and indexes outside a tree prove nothing")
{
    auto const leaf = tree().leaves[0];
    Digest const some[] = {leaf};
    CHECK(inclusion_holds(0, 1, leaf, {}, leaf));
    CHECK_FALSE(inclusion_holds(0, 0, leaf, {}, empty_root()));
    CHECK_FALSE(inclusion_holds(0, 0, empty_root(), {}, empty_root()));
    CHECK_FALSE(inclusion_holds(1, 1, leaf, {}, leaf));
    CHECK_FALSE(inclusion_holds(2, 1, leaf, {}, leaf));
    CHECK_FALSE(inclusion_holds(0, 1, leaf, some, leaf));
    CHECK_FALSE(inclusion_holds(UINT64_MAX, UINT64_MAX, leaf, {}, leaf));
    CHECK_FALSE(inclusion_holds(UINT64_MAX - 1, UINT64_MAX, leaf, some, leaf));

    CHECK(consistency_holds(0, 0, empty_root(), empty_root(), {}));
    CHECK(consistency_holds(0, 1, empty_root(), leaf, {}));
    CHECK(consistency_holds(1, 1, leaf, leaf, {}));
    CHECK_FALSE(consistency_holds(0, 0, leaf, leaf, {}));
    CHECK_FALSE(consistency_holds(0, 1, leaf, leaf, {}));
    CHECK_FALSE(consistency_holds(0, 1, empty_root(), leaf, some));
    CHECK_FALSE(consistency_holds(1, 1, leaf, leaf, some));
    CHECK_FALSE(consistency_holds(1, 1, leaf, tree().leaves[1], {}));
    CHECK_FALSE(consistency_holds(2, 1, leaf, leaf, {}));
    CHECK_FALSE(consistency_holds(1, 0, leaf, empty_root(), {}));
    CHECK_FALSE(consistency_holds(1, UINT64_MAX, leaf, leaf, some));
    CHECK_FALSE(consistency_holds(UINT64_MAX - 1, UINT64_MAX, leaf, leaf, some));
}

TEST_CASE("asking for a proof that cannot be is a contradiction")
{
    CHECK_THROWS_AS(inclusion_proof(1, 1, tree().reader()), Contradiction);
    CHECK_THROWS_AS(inclusion_proof(0, 0, tree().reader()), Contradiction);
    CHECK_THROWS_AS(consistency_proof(2, 1, tree().reader()), Contradiction);
}

TEST_CASE("a leaf and a node over the same bytes have different hashes")
{
    auto const left = tree().leaves[0];
    auto const right = tree().leaves[1];
    auto both = Bytes(left.begin(), left.end());
    both.insert(both.end(), right.begin(), right.end());
    CHECK(leaf_hash(both) != node_hash(left, right));
    CHECK(node_hash(left, right) != node_hash(right, left));
}
