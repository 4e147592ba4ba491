// SPDX-License-Identifier: AGPL-3.0-or-later
#include "platform/crypto/digest.hpp"

#include "platform/crypto/sodium.hpp"
#include "platform/problem/problem.hpp"

#include <algorithm>
#include <openssl/evp.h>
#include <sodium.h>

namespace kheo
{

namespace
{

// Fetched once: looking the algorithm up costs more than hashing a leaf.
EVP_MD const* fetched_sha256()
{
    static EVP_MD const* const digest = EVP_MD_fetch(nullptr, "SHA256", nullptr);
    ensure(digest != nullptr, "OpenSSL has no SHA-256");
    return digest;
}

} // namespace

void Sha256::Free::operator()(evp_md_ctx_st* context) const
{
    EVP_MD_CTX_free(context);
}

Sha256::Sha256() : context_(EVP_MD_CTX_new())
{
    ensure(context_ && EVP_DigestInit_ex2(context_.get(), fetched_sha256(), nullptr) == 1, "SHA-256 start");
}

Sha256::~Sha256() = default;
Sha256::Sha256(Sha256&&) noexcept = default;
Sha256& Sha256::operator=(Sha256&&) noexcept = default;

void Sha256::add(ByteView part)
{
    ensure(EVP_DigestUpdate(context_.get(), part.data(), part.size()) == 1, "SHA-256 update");
}

Digest Sha256::end()
{
    auto digest = Digest();
    ensure(EVP_DigestFinal_ex(context_.get(), digest.data(), nullptr) == 1, "SHA-256 end");
    // No algorithm given: the context keeps its own and allocates nothing.
    ensure(EVP_DigestInit_ex2(context_.get(), nullptr, nullptr) == 1, "SHA-256 restart");
    return digest;
}

Digest sha256(ByteView bytes)
{
    thread_local auto context = Sha256();
    context.add(bytes);
    return context.end();
}

Digest hmac_sha256(ByteView key, ByteView bytes)
{
    start_sodium();
    static constexpr std::uint8_t none[1] = {}; // libsodium takes no null pointer, even of length 0
    auto state = crypto_auth_hmacsha256_state();
    auto digest = Digest();
    crypto_auth_hmacsha256_init(&state, key.empty() ? none : key.data(), key.size());
    crypto_auth_hmacsha256_update(&state, bytes.data(), bytes.size());
    crypto_auth_hmacsha256_final(&state, digest.data());
    sodium_memzero(&state, sizeof state);
    return digest;
}

bool same_in_constant_time(ByteView one, ByteView other)
{
    return one.size() == other.size() && sodium_memcmp(one.data(), other.data(), one.size()) == 0;
}

std::string hex(Digest const& digest)
{
    return hex(Bytes(digest.begin(), digest.end()));
}

std::optional<Digest> digest_from_hex(std::string_view text)
{
    auto const bytes = from_hex(text);
    auto digest = Digest();
    if (!bytes || bytes->size() != digest.size())
        return std::nullopt;
    std::copy(bytes->begin(), bytes->end(), digest.begin());
    return digest;
}

} // namespace kheo
