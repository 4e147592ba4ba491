// SPDX-License-Identifier: AGPL-3.0-or-later
// Any form body is read or refused; what was read survives writing and reading.
#include "platform/http/urlencoded.hpp"

#include <cstdint>
#include <cstdlib>

using namespace kheo::http;

extern "C" int LLVMFuzzerTestOneInput(std::uint8_t const* data, std::size_t size)
{
    FieldLimits const limits{50, 100, 1000};
    auto const fields = parse_urlencoded({reinterpret_cast<char const*>(data), size}, limits);
    if (!fields)
        return 0;
    if (fields->size() > limits.fields)
        std::abort();
    for (auto const& [name, value] : *fields)
        if (!is_text(name) || !is_text(value) || name.size() > 100 || value.size() > 1000)
            std::abort();
    if (parse_urlencoded(urlencoded(*fields), limits) != *fields)
        std::abort();
    return 0;
}
