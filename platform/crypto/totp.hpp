// SPDX-License-Identifier: AGPL-3.0-or-later
// Six-digit codes of an authenticator app (RFC 6238: SHA-1, 30 seconds).
#pragma once

#include "platform/ids/ids.hpp"

namespace kheo
{

// 20 random bytes, the length RFC 4226 §4 recommends.
Bytes totp_secret();

// The 30-second step whose code this is, among the one before, the one now and
// the one after; nothing if it is none of theirs. The caller remembers the last
// step it took and refuses one that is not later: a code works once.
std::optional<std::int64_t> totp_step(Bytes const& secret, std::string_view code, Instant now);

// The code of one step, as the app shows it.
std::string totp_code(Bytes const& secret, std::int64_t step);

// RFC 4648 §6, as an app takes it typed in.
std::string base32(Bytes const& bytes);

// What the QR code holds: otpauth://totp/…; both names may hold any characters.
std::string totp_address(std::string_view issuer, std::string_view account, Bytes const& secret);

} // namespace kheo
