// SPDX-License-Identifier: AGPL-3.0-or-later
#include "platform/crypto/base64.hpp"

#include "platform/crypto/sodium.hpp"

#include <algorithm>
#include <sodium.h>

namespace kheo
{

std::string base64(ByteView bytes)
{
    start_sodium();
    auto text = std::string(sodium_base64_encoded_len(bytes.size(), sodium_base64_VARIANT_ORIGINAL), '\0');
    sodium_bin2base64(text.data(), text.size(), bytes.data(), bytes.size(), sodium_base64_VARIANT_ORIGINAL);
    text.pop_back(); // libsodium's final zero
    return text;
}

std::optional<Bytes> from_base64(std::string_view text)
{
    start_sodium();
    if (text.size() % 4 != 0)
        return std::nullopt;
    auto bytes = Bytes(text.size() / 4 * 3);
    std::size_t used = 0;
    if (!text.empty() && sodium_base642bin(bytes.data(), bytes.size(), text.data(), text.size(), nullptr,
                                           &used, nullptr, sodium_base64_VARIANT_ORIGINAL) != 0)
        return std::nullopt;
    bytes.resize(used);
    // libsodium 1.0.18 takes some bytes above 0x7F for letters.
    return base64(bytes) == text ? std::optional(std::move(bytes)) : std::nullopt;
}

std::optional<Digest> digest_from_base64(std::string_view text)
{
    auto digest = Digest();
    if (text.size() != 44)
        return std::nullopt;
    auto const bytes = from_base64(text);
    if (!bytes || bytes->size() != digest.size())
        return std::nullopt;
    std::copy(bytes->begin(), bytes->end(), digest.begin());
    return digest;
}

} // namespace kheo
