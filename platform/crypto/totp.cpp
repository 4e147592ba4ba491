// SPDX-License-Identifier: AGPL-3.0-or-later
#include "platform/crypto/totp.hpp"

#include "platform/crypto/digest.hpp"
#include "platform/problem/problem.hpp"

#include <array>
#include <cstdlib>
#include <fmt/format.h>
#include <liboath/oath.h>
#include <memory>

namespace kheo
{

namespace
{

constexpr std::int64_t step_ms = 30'000;
constexpr unsigned digits = 6;

// RFC 3986: everything but the unreserved characters is written as %XX.
std::string percent_encoded(std::string_view text)
{
    static constexpr std::string_view plain =
        "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~";
    auto encoded = std::string();
    for (auto const byte : text) {
        if (plain.find(byte) != std::string_view::npos)
            encoded += byte;
        else
            encoded += fmt::format("%{:02X}", static_cast<unsigned char>(byte));
    }
    return encoded;
}

} // namespace

Bytes totp_secret()
{
    return random_bytes(20);
}

std::string totp_code(Bytes const& secret, std::int64_t step)
{
    auto code = std::array<char, digits + 1>();
    auto const made =
        oath_hotp_generate(reinterpret_cast<char const*>(secret.data()), secret.size(), std::uint64_t(step),
                           digits, false, OATH_HOTP_DYNAMIC_TRUNCATION, code.data());
    ensure(made == OATH_OK, "liboath makes no code");
    return code.data();
}

std::optional<std::int64_t> totp_step(Bytes const& secret, std::string_view code, Instant now)
{
    auto const current = now.ms / step_ms;
    for (auto const step : {current, current - 1, current + 1})
        if (step >= 0 && same_in_constant_time(bytes_of(totp_code(secret, step)), bytes_of(code)))
            return step;
    return std::nullopt;
}

std::string base32(Bytes const& bytes)
{
    char* text = nullptr;
    std::size_t length = 0;
    auto const made =
        oath_base32_encode(reinterpret_cast<char const*>(bytes.data()), bytes.size(), &text, &length);
    auto const owned = std::unique_ptr<char, decltype(&std::free)>(text, &std::free);
    ensure(made == OATH_OK, "liboath makes no base32");
    return {text, length};
}

std::string totp_address(std::string_view issuer, std::string_view account, Bytes const& secret)
{
    return fmt::format("otpauth://totp/{0}:{1}?secret={2}&issuer={0}&algorithm=SHA1&digits=6&period=30",
                       percent_encoded(issuer), percent_encoded(account), base32(secret));
}

} // namespace kheo
