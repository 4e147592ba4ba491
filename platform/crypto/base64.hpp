// SPDX-License-Identifier: AGPL-3.0-or-later
// Base64 (RFC 4648 §4, standard alphabet, always padded).
#pragma once

#include "platform/crypto/digest.hpp"

namespace kheo
{

std::string base64(ByteView bytes);

// Nothing unless the text is exactly what base64() would have written: no
// white space, no missing padding, no stray bits in the last character.
std::optional<Bytes> from_base64(std::string_view text);
// The same, and exactly 32 bytes.
std::optional<Digest> digest_from_base64(std::string_view text);

} // namespace kheo
