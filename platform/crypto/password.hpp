// SPDX-License-Identifier: AGPL-3.0-or-later
// Passwords, kept as Argon2id (RFC 9106) with 64 MiB and two passes. Each call
// takes about a tenth of a second and 64 MiB: the caller runs it on a small pool.
#pragma once

#include <string>
#include <string_view>

namespace kheo
{

// What may be stored of a password: algorithm, parameters, random salt and
// hash in one line ("$argon2id$v=19$m=65536,t=2,p=1$…", at most 127 characters).
std::string password_hash(std::string_view password);

// Whether the stored line is this password's; false for a line that is none.
// Compares in constant time.
bool password_matches(std::string_view password, std::string const& stored);

// Whether the line was made with other parameters than today's, so that it
// should be made anew at the next sign-in.
bool password_hash_is_dated(std::string const& stored);

} // namespace kheo
