// SPDX-License-Identifier: AGPL-3.0-or-later
#include "platform/crypto/signing.hpp"

#include <algorithm>
#include <doctest/doctest.h>

using namespace kheo;

namespace
{

Seed seed_of(std::string_view digits)
{
    return *digest_from_hex(digits);
}

} // namespace

TEST_CASE("Ed25519 gives the keys and signatures of RFC 8032 §7.1")
{
    struct {
        std::string_view seed, key, message, signature;
    } const rows[] = {
        {"9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60",
         "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a", "",
         "e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e065224901555fb8821590a33bacc61e39701cf9b46bd25"
         "bf5f0595b"
         "be24655141438e7a100b"},
        {"4ccd089b28ff96da9db6c346ec114e0f5b8a319f35aba624da8cf6ed4fb8a6fb",
         "3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c", "72",
         "92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da085ac1e43e15996e458f3613d0f11d8c387"
         "b2eaeb430"
         "2aeeb00d291612bb0c00"},
    };
    for (auto const& row : rows) {
        auto const key = SigningKey(seed_of(row.seed));
        auto const message = *from_hex(row.message);
        auto const signature = key.sign(message);
        CHECK(hex(key.public_key()) == row.key);
        CHECK(hex(Bytes(signature.begin(), signature.end())) == row.signature);
        CHECK(signature_holds(key.public_key(), message, signature));
    }
}

TEST_CASE("a signature with any flipped bit, or over another message or key, does not hold")
{
    auto const key = SigningKey(random_seed());
    auto const other = SigningKey(random_seed());
    auto const message = bytes_of("Ủy ban nhân dân xã");
    auto const signature = key.sign(message);
    REQUIRE(signature_holds(key.public_key(), message, signature));
    CHECK_FALSE(signature_holds(other.public_key(), message, signature));
    CHECK_FALSE(signature_holds(key.public_key(), bytes_of("Ủy ban nhân dân phường"), signature));
    for (std::size_t bit = 0; bit < signature.size() * 8; ++bit) {
        auto bad = signature;
        bad[bit / 8] ^= std::uint8_t(1 << bit % 8);
        CHECK_FALSE(signature_holds(key.public_key(), message, bad));
    }
}

TEST_CASE("a public key of small order proves nothing")
{
    CHECK_FALSE(signature_holds(PublicKey{}, bytes_of("x"), Signature{}));
    auto identity = PublicKey{1};
    CHECK_FALSE(signature_holds(identity, bytes_of("x"), Signature{1}));
}

TEST_CASE("two random seeds differ")
{
    CHECK(random_seed() != random_seed());
}

TEST_CASE("a signature whose number is not reduced is refused, so that nobody can make a second one")
{
    auto const key = SigningKey(random_seed());
    auto const message = bytes_of("một chữ ký, một cách viết");
    auto signature = key.sign(message);
    REQUIRE(signature_holds(key.public_key(), message, signature));
    // RFC 8032 §5.1.7: S below the order L, here written little-endian.
    auto const order = *from_hex("edd3f55c1a631258d69cf7a2def9de1400000000000000000000000000000010");
    unsigned carry = 0;
    for (std::size_t at = 0; at < order.size(); ++at) {
        carry += signature[32 + at] + order[at];
        signature[32 + at] = std::uint8_t(carry);
        carry >>= 8;
    }
    CHECK_FALSE(signature_holds(key.public_key(), message, signature));
}

TEST_CASE("a key that is no point of the curve proves nothing")
{
    auto const key = SigningKey(random_seed());
    auto const message = bytes_of("x");
    auto off_curve = PublicKey();
    off_curve.fill(0xff);
    CHECK_FALSE(signature_holds(off_curve, message, key.sign(message)));
    off_curve.fill(0);
    off_curve[0] = 2;
    CHECK_FALSE(signature_holds(off_curve, message, key.sign(message)));
}

TEST_CASE("a copied key signs as its origin does, also after the origin is gone")
{
    auto const seed = random_seed();
    auto copy = SigningKey(random_seed());
    {
        auto const origin = SigningKey(seed);
        copy = origin;
    }
    CHECK(copy.public_key() == SigningKey(seed).public_key());
    CHECK(copy.sign(bytes_of("x")) == SigningKey(seed).sign(bytes_of("x")));
    CHECK(copy.sign({}) != copy.sign(bytes_of("x")));
}

TEST_CASE("long messages are signed whole")
{
    auto const key = SigningKey(random_seed());
    auto message = Bytes(100'000, 'x');
    auto const signature = key.sign(message);
    CHECK(signature_holds(key.public_key(), message, signature));
    message.back() = 'y';
    CHECK_FALSE(signature_holds(key.public_key(), message, signature));
}
