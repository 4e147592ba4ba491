// SPDX-License-Identifier: AGPL-3.0-or-later
// Saved web pages, and what the child answers about a document.
#include "platform/papers/paper.hpp"
#include "platform/text/text.hpp"

#include <cstdint>

extern "C" int LLVMFuzzerTestOneInput(std::uint8_t const* data, std::size_t size)
{
    using namespace kheo;
    std::string_view const bytes(reinterpret_cast<char const*>(data), size);
    auto const text = papers::text_of_html(bytes);
    ensure(valid_utf8(text), "valid whatever came");
    papers::decode_paper(bytes);
    return 0;
}
