// SPDX-License-Identifier: AGPL-3.0-or-later
#include "platform/merkle/tree.hpp"

#include "platform/problem/problem.hpp"

#include <algorithm>
#include <bit>

namespace kheo::merkle
{

namespace
{

// MTH(D[begin:end]) for a range as RFC 6962 §2.1 splits one: it starts at a
// multiple of the smallest power of two that holds it.
Digest range_hash(std::uint64_t begin, std::uint64_t end, HashReader const& read)
{
    auto const count = end - begin;
    if (std::has_single_bit(count)) {
        auto const level = unsigned(std::countr_zero(count));
        return read(level, begin >> level);
    }
    auto const k = std::bit_floor(count);
    return node_hash(range_hash(begin, begin + k, read), range_hash(begin + k, end, read));
}

// RFC 9162 §2.1.1: k is the largest power of two smaller than n.
std::uint64_t split(std::uint64_t n)
{
    return std::bit_floor(n - 1);
}

} // namespace

Digest leaf_hash(ByteView entry)
{
    static constexpr std::uint8_t prefix[] = {0x00};
    thread_local auto hasher = Sha256();
    hasher.add(prefix);
    hasher.add(entry);
    return hasher.end();
}

Digest node_hash(Digest const& left, Digest const& right)
{
    std::array<std::uint8_t, 65> bytes;
    bytes[0] = 0x01;
    std::copy(left.begin(), left.end(), bytes.begin() + 1);
    std::copy(right.begin(), right.end(), bytes.begin() + 33);
    return sha256(bytes);
}

Digest empty_root()
{
    return sha256({});
}

Digest root_at(std::uint64_t size, HashReader const& read)
{
    return size == 0 ? empty_root() : range_hash(0, size, read);
}

std::vector<Digest> inclusion_proof(std::uint64_t index, std::uint64_t size, HashReader const& read)
{
    ensure(index < size, "inclusion proof of a leaf outside the tree");
    auto proof = std::vector<Digest>();
    for (std::uint64_t begin = 0, end = size; end - begin > 1;) {
        auto const middle = begin + split(end - begin);
        if (index < middle) {
            proof.push_back(range_hash(middle, end, read));
            end = middle;
        } else {
            proof.push_back(range_hash(begin, middle, read));
            begin = middle;
        }
    }
    std::reverse(proof.begin(), proof.end());
    return proof;
}

std::vector<Digest> consistency_proof(std::uint64_t from, std::uint64_t to, HashReader const& read)
{
    ensure(from <= to, "consistency proof to a smaller tree");
    auto proof = std::vector<Digest>();
    if (from == 0 || from == to)
        return proof;
    std::uint64_t begin = 0;
    std::uint64_t end = to;
    while (end != from) {
        auto const middle = begin + split(end - begin);
        if (from <= middle) {
            proof.push_back(range_hash(middle, end, read));
            end = middle;
        } else {
            proof.push_back(range_hash(begin, middle, read));
            begin = middle;
        }
    }
    // Where the old tree is itself a subtree of the new one, its root is known.
    if (begin != 0)
        proof.push_back(range_hash(begin, end, read));
    std::reverse(proof.begin(), proof.end());
    return proof;
}

bool inclusion_holds(std::uint64_t index, std::uint64_t size, Digest const& leaf, Proof proof,
                     Digest const& root)
{
    if (index >= size)
        return false;
    auto fn = index;
    auto sn = size - 1;
    auto r = leaf;
    for (auto const& p : proof) {
        if (sn == 0)
            return false;
        if (fn % 2 == 1 || fn == sn) {
            r = node_hash(p, r);
            while (fn % 2 == 0 && fn != 0) {
                fn >>= 1;
                sn >>= 1;
            }
        } else {
            r = node_hash(r, p);
        }
        fn >>= 1;
        sn >>= 1;
    }
    return sn == 0 && r == root;
}

bool consistency_holds(std::uint64_t from, std::uint64_t to, Digest const& old_root, Digest const& new_root,
                       Proof proof)
{
    if (from > to)
        return false;
    if (from == to)
        return proof.empty() && old_root == new_root && (from != 0 || new_root == empty_root());
    if (from == 0)
        return proof.empty() && old_root == empty_root();
    if (proof.empty())
        return false;
    auto fn = from - 1;
    auto sn = to - 1;
    while (fn % 2 == 1) {
        fn >>= 1;
        sn >>= 1;
    }
    // Step 2: where `from` is a power of two, its root leads the path.
    auto const led_by_root = std::has_single_bit(from);
    auto fr = led_by_root ? old_root : proof.front();
    auto sr = fr;
    for (auto const& c : proof.subspan(led_by_root ? 0 : 1)) {
        if (sn == 0)
            return false;
        if (fn % 2 == 1 || fn == sn) {
            fr = node_hash(c, fr);
            sr = node_hash(c, sr);
            while (fn % 2 == 0 && fn != 0) {
                fn >>= 1;
                sn >>= 1;
            }
        } else {
            sr = node_hash(sr, c);
        }
        fn >>= 1;
        sn >>= 1;
    }
    return sn == 0 && fr == old_root && sr == new_root;
}

void CompactRange::append(Digest const& leaf)
{
    auto peak = leaf;
    for (auto bits = size_; bits % 2 == 1; bits >>= 1) {
        peak = node_hash(peaks_.back(), peak);
        peaks_.pop_back();
    }
    peaks_.push_back(peak);
    ++size_;
}

Digest CompactRange::root() const
{
    if (peaks_.empty())
        return empty_root();
    auto root = peaks_.back();
    for (auto peak = peaks_.rbegin() + 1; peak != peaks_.rend(); ++peak)
        root = node_hash(*peak, root);
    return root;
}

} // namespace kheo::merkle
