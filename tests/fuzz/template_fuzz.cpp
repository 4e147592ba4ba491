// SPDX-License-Identifier: AGPL-3.0-or-later
// The template compiler takes any bytes: it compiles them or names the line
// that is wrong, and nothing it writes can leave its C++ literal.
#include "tools/embed/html_compile.hpp"

#include <algorithm>
#include <cstdint>
#include <cstdlib>

extern "C" int LLVMFuzzerTestOneInput(std::uint8_t const* data, std::size_t size)
{
    auto const text = std::string(reinterpret_cast<char const*>(data), size);
    auto const lines = std::ranges::count(text, '\n') + 1;
    try {
        auto const made = kheo::embed::compile(text, "web", "page.html");
        if (!made.source.ends_with("}\n"))
            std::abort();
    } catch (kheo::embed::TemplateError const& error) {
        if (error.line < 1 || error.line > lines)
            std::abort();
    }
    return 0;
}
