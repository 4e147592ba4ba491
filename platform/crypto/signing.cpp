// SPDX-License-Identifier: AGPL-3.0-or-later
#include "platform/crypto/signing.hpp"

#include "platform/crypto/sodium.hpp"
#include "platform/problem/problem.hpp"

#include <sodium.h>

namespace kheo
{

SigningKey::SigningKey(Seed const& seed)
{
    start_sodium();
    ensure(crypto_sign_seed_keypair(public_.data(), secret_.data(), seed.data()) == 0, "Ed25519 key pair");
}

SigningKey::~SigningKey()
{
    sodium_memzero(secret_.data(), secret_.size());
}

Signature SigningKey::sign(ByteView message) const
{
    auto signature = Signature();
    ensure(crypto_sign_detached(signature.data(), nullptr, message.data(), message.size(), secret_.data()) ==
               0,
           "Ed25519 signature");
    return signature;
}

Seed random_seed()
{
    start_sodium();
    auto seed = Seed();
    randombytes_buf(seed.data(), seed.size());
    return seed;
}

bool signature_holds(PublicKey const& key, ByteView message, Signature const& signature)
{
    start_sodium();
    return crypto_sign_verify_detached(signature.data(), message.data(), message.size(), key.data()) == 0;
}

} // namespace kheo
