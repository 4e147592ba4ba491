// SPDX-License-Identifier: AGPL-3.0-or-later
#include "platform/crypto/password.hpp"

#include "platform/crypto/sodium.hpp"

#include <array>
#include <new>
#include <sodium.h>

namespace kheo
{

namespace
{
// OWASP's floor is 19 MiB with two passes; 64 MiB fits a server of 1 GB.
constexpr std::size_t memory_bytes = 64 * 1024 * 1024;
constexpr unsigned long long passes = 2;
} // namespace

std::string password_hash(std::string_view password)
{
    start_sodium();
    auto line = std::array<char, crypto_pwhash_STRBYTES>();
    if (crypto_pwhash_str_alg(line.data(), password.data(), password.size(), passes, memory_bytes,
                              crypto_pwhash_ALG_ARGON2ID13) != 0)
        throw std::bad_alloc(); // its only failure
    return line.data();
}

bool password_matches(std::string_view password, std::string const& stored)
{
    start_sodium();
    return stored.size() < crypto_pwhash_STRBYTES &&
           crypto_pwhash_str_verify(stored.c_str(), password.data(), password.size()) == 0;
}

bool password_hash_is_dated(std::string const& stored)
{
    start_sodium();
    return stored.size() >= crypto_pwhash_STRBYTES ||
           crypto_pwhash_str_needs_rehash(stored.c_str(), passes, memory_bytes) != 0;
}

} // namespace kheo
