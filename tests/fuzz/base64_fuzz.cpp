// SPDX-License-Identifier: AGPL-3.0-or-later
// Base64: what is accepted has one spelling, and what is written is accepted.
#include "platform/crypto/base64.hpp"
#include "platform/problem/problem.hpp"

#include <algorithm>

using namespace kheo;

extern "C" int LLVMFuzzerTestOneInput(std::uint8_t const* data, std::size_t size)
{
    auto const bytes = ByteView(data, size);
    if (auto const decoded = from_base64(text_of(bytes)))
        ensure(base64(*decoded) == text_of(bytes), "base64 has one spelling");
    auto const back = from_base64(base64(bytes));
    ensure(back && std::ranges::equal(*back, bytes), "base64 reads what it writes");
    return 0;
}
