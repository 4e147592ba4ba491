// SPDX-License-Identifier: AGPL-3.0-or-later
#include "platform/merkle/receipt.hpp"

#include "platform/crypto/base64.hpp"
#include "platform/merkle/tile.hpp"

#include <doctest/doctest.h>

using namespace kheo;
using namespace kheo::merkle;

namespace
{

SigningKey const key(Seed{5});
VerifierKey const log_verifier{"minhhoa.example/so", KeyType::ed25519, key.public_key()};

Bytes entry(std::uint64_t at)
{
    auto const text = "dòng " + std::to_string(at);
    return {text.begin(), text.end()};
}

Receipt receipt_of(std::uint64_t index, std::uint64_t size)
{
    auto leaves = std::vector<Digest>();
    for (std::uint64_t at = 0; at < size; ++at)
        leaves.push_back(leaf_hash(entry(at)));
    auto const growth = grown(0, leaves, nullptr);
    auto const read = hashes_in_tiles(size, [&](TileId const& id) {
        for (auto const& tile : growth.tiles)
            if (tile.id.level == id.level && tile.id.index == id.index)
                return tile.hashes;
        return Tile();
    });
    auto const checkpoint = signed_checkpoint({log_verifier.name, size, growth.root, {}}, key);
    return {entry(index), index, inclusion_proof(index, size, read), checkpoint};
}

} // namespace

TEST_CASE("the receipt of any entry is read back and verified from the file alone")
{
    for (std::uint64_t const size : {1, 2, 3, 255, 256, 257, 1000})
        for (auto const index : {std::uint64_t(0), size / 2, size - 1}) {
            auto const receipt = receipt_of(index, size);
            auto const parsed = parse_receipt(encoded(receipt));
            REQUIRE(parsed);
            CHECK(*parsed == receipt);
            auto const open = verified(*parsed, log_verifier);
            REQUIRE(open);
            CHECK(open->checkpoint.size == size);
        }
}

TEST_CASE("the file has the lines of tlog-proof")
{
    auto const receipt = receipt_of(1, 3);
    auto const text = encoded(receipt);
    CHECK(text.starts_with("c2sp.org/tlog-proof@v1\nextra " + base64(entry(1)) + "\nindex 1\n" +
                           base64(receipt.proof[0]) + "\n" + base64(receipt.proof[1]) +
                           "\n\nminhhoa.example/so\n3\n"));
}

TEST_CASE("a flipped bit in any byte of a receipt is refused")
{
    auto const right = encoded(receipt_of(5, 11));
    auto accepted = 0;
    for (std::size_t at = 0; at < right.size(); ++at)
        for (int bit = 0; bit < 8; ++bit) {
            auto other = right;
            other[at] = char(other[at] ^ 1 << bit);
            auto const receipt = parse_receipt(other);
            accepted += receipt && verified(*receipt, log_verifier);
        }
    CHECK(accepted == 0);
}

TEST_CASE("a receipt cut anywhere is refused")
{
    auto const right = encoded(receipt_of(5, 11));
    for (std::size_t length = 0; length < right.size(); ++length) {
        auto const receipt = parse_receipt(right.substr(0, length));
        CHECK_FALSE((receipt && verified(*receipt, log_verifier)));
    }
}

TEST_CASE("a receipt proves nothing of another entry, index, log or key")
{
    auto const receipt = receipt_of(5, 11);
    auto other = receipt;
    other.entry = entry(6);
    CHECK(verified(other, log_verifier).error().id == merkle::problems::not_included.id);
    other = receipt;
    other.index = 4;
    CHECK(verified(other, log_verifier).error().id == merkle::problems::not_included.id);
    other = receipt;
    other.proof.push_back({});
    CHECK(verified(other, log_verifier).error().id == merkle::problems::not_included.id);
    other = receipt;
    other.checkpoint = receipt_of(5, 12).checkpoint;
    CHECK(verified(other, log_verifier).error().id == merkle::problems::not_included.id);
    auto const stranger = VerifierKey{log_verifier.name, KeyType::ed25519, SigningKey(Seed{6}).public_key()};
    CHECK(verified(receipt, stranger).error().id == merkle::problems::unsigned_note.id);
}

TEST_CASE("any other form of a receipt is refused")
{
    auto const head = std::string("c2sp.org/tlog-proof@v1\n");
    auto const extra = std::string("extra eA==\n");
    auto const hash = base64(Digest{}) + "\n";
    CHECK(parse_receipt(head + extra + "index 0\n\n"));
    CHECK(parse_receipt(head + extra + "index 0\n" + hash + "\n"));
    auto many = std::string();
    for (int at = 0; at < 66; ++at)
        many += hash;
    for (auto const& text : {std::string(),
                             head,
                             head + extra,
                             head + "index 0\n\n",
                             "x" + head + extra + "index 0\n\n",
                             "c2sp.org/tlog-proof@v2\n" + extra + "index 0\n\n",
                             "c2sp.org/tlog-proof@v1 \n" + extra + "index 0\n\n",
                             head + "extra \nindex 0\n\n",
                             head + "extra eA=\nindex 0\n\n",
                             head + "Extra eA==\nindex 0\n\n",
                             head + extra + extra + "index 0\n\n",
                             head + "index 0\n" + extra + "\n",
                             head + extra + "index\n\n",
                             head + extra + "index 00\n\n",
                             head + extra + "index -1\n\n",
                             head + extra + "index 0 \n\n",
                             head + extra + "index 18446744073709551616\n\n",
                             head + extra + "index 0\n",
                             head + extra + "index 0\nAA==\n\n",
                             head + extra + "index 0\n" + hash,
                             head + extra + "index 0\n" + many + "\n",
                             head + "extra " + base64(Bytes(65'536)) + "\nindex 0\n\n",
                             std::string(longest_receipt + 1, 'x')}) {
        auto const parsed = parse_receipt(text);
        CHECK_MESSAGE(!parsed, text.substr(0, 100));
        if (!parsed)
            CHECK(parsed.error().id == merkle::problems::bad_receipt.id);
    }
}
