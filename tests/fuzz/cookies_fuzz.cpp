// SPDX-License-Identifier: AGPL-3.0-or-later
// Any Cookie field gives at most fifty pairs with names.
#include "platform/http/cookies.hpp"

#include <cstdint>
#include <cstdlib>

extern "C" int LLVMFuzzerTestOneInput(std::uint8_t const* data, std::size_t size)
{
    auto const cookies = kheo::http::parse_cookies({reinterpret_cast<char const*>(data), size});
    if (cookies.size() > 50)
        std::abort();
    for (auto const& [name, value] : cookies)
        if (name.empty() || name.find(';') != name.npos || value.find(';') != value.npos)
            std::abort();
    return 0;
}
