// SPDX-License-Identifier: AGPL-3.0-or-later
// Plain text as a sheet, and its marking: every other cell stays where it was.
#include "platform/sheets/mark.hpp"
#include "platform/sheets/sheet.hpp"

#include <cstdint>
#include <string_view>

extern "C" int LLVMFuzzerTestOneInput(std::uint8_t const* data, std::size_t size)
{
    using namespace kheo::sheets;
    std::string_view const bytes(reinterpret_cast<char const*>(data), size);
    if (read(bytes, "a.csv"))
        if (auto const marked = mark(bytes, "a.csv", {{.wrong = {{1, 0, "sai"}}, .taken = {2}}}))
            static_cast<void>(read(*marked, "a.csv"));
    return 0;
}
