// SPDX-License-Identifier: AGPL-3.0-or-later
// SHA-256, HMAC-SHA-256 and comparison in constant time.
#pragma once

#include "platform/ids/ids.hpp"

#include <array>
#include <memory>
#include <span>
#include <string>
#include <string_view>

struct evp_md_ctx_st;

namespace kheo
{

using Digest = std::array<std::uint8_t, 32>;
using ByteView = std::span<std::uint8_t const>;

// The bytes of a text, not copied.
inline ByteView bytes_of(std::string_view text)
{
    return {reinterpret_cast<std::uint8_t const*>(text.data()), text.size()};
}
// The bytes as text, not copied and not checked to be UTF-8.
inline std::string_view text_of(ByteView bytes)
{
    return {reinterpret_cast<char const*>(bytes.data()), bytes.size()};
}

// SHA-256 (FIPS 180-4) of the whole.
Digest sha256(ByteView bytes);

// SHA-256 of what comes in parts (files). After end() it starts anew.
class Sha256
{
  public:
    Sha256();
    ~Sha256();
    Sha256(Sha256&&) noexcept;
    Sha256& operator=(Sha256&&) noexcept;

    void add(ByteView part);
    Digest end();

  private:
    struct Free {
        void operator()(evp_md_ctx_st* context) const;
    };
    std::unique_ptr<evp_md_ctx_st, Free> context_;
};

// HMAC-SHA-256 (RFC 2104), a key of any length.
Digest hmac_sha256(ByteView key, ByteView bytes);

// Whether both are the same, in a time that depends on their lengths only.
bool same_in_constant_time(ByteView one, ByteView other);

// 64 lower-case hexadecimal digits.
std::string hex(Digest const& digest);
// Nothing unless it is 64 hexadecimal digits.
std::optional<Digest> digest_from_hex(std::string_view text);

} // namespace kheo
