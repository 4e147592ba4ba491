// SPDX-License-Identifier: AGPL-3.0-or-later
// No bytes written as a value may hold a sign that ends text, an attribute or
// a script.
#include "platform/html/html.hpp"

#include <cstdint>
#include <cstdlib>

extern "C" int LLVMFuzzerTestOneInput(std::uint8_t const* data, std::size_t size)
{
    auto const value = std::string_view(reinterpret_cast<char const*>(data), size);
    kheo::html::Out out;
    out.text(value);
    out.plain(value);
    out.attribute(value);
    out.address(value);
    out.own_address(value);
    out.part(value);
    if (std::move(out).html().view().find_first_of(std::string_view("<>\"'\0", 5)) != std::string_view::npos)
        std::abort();
    kheo::html::Out script;
    script.json(value);
    auto const json = std::move(script).html().take();
    if (std::string_view(json).substr(1, json.size() - 2).find_first_of("<>&\"'\n") != std::string_view::npos)
        std::abort();
    return 0;
}
