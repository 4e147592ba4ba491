// SPDX-License-Identifier: AGPL-3.0-or-later
// Any configuration is refused or gives settings that can be shown and read.
#include "platform/config/config.hpp"

#include <cstdint>
#include <cstdlib>

extern "C" int LLVMFuzzerTestOneInput(std::uint8_t const* data, std::size_t size)
{
    namespace config = kheo::config;
    auto const parsed = config::parse({reinterpret_cast<char const*>(data), size}, "kheo.toml", {});
    if (!parsed)
        return 0;
    auto const again = config::parse(config::shown(*parsed), "shown", {});
    if (!again || (again->database == parsed->database && *again != *parsed))
        std::abort();
    return 0;
}
