// SPDX-License-Identifier: AGPL-3.0-or-later
// Ed25519 signatures (RFC 8032).
#pragma once

#include "platform/crypto/digest.hpp"

namespace kheo
{

using PublicKey = std::array<std::uint8_t, 32>;
using Signature = std::array<std::uint8_t, 64>;
using Seed = std::array<std::uint8_t, 32>;

// A secret key; its memory is wiped when it goes.
class SigningKey
{
  public:
    // The same seed always gives the same pair (RFC 8032 §5.1.5).
    explicit SigningKey(Seed const& seed);
    SigningKey(SigningKey const&) = default;
    SigningKey& operator=(SigningKey const&) = default;
    ~SigningKey();

    PublicKey const& public_key() const { return public_; }
    // Deterministic: the same message always gives the same signature.
    Signature sign(ByteView message) const;

  private:
    PublicKey public_;
    std::array<std::uint8_t, 64> secret_; // seed and public key, as libsodium keeps it
};

// A seed from the system's generator.
Seed random_seed();

// False also for keys of small order and signatures that are not canonical.
bool signature_holds(PublicKey const& key, ByteView message, Signature const& signature);

} // namespace kheo
