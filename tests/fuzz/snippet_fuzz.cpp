// SPDX-License-Identifier: AGPL-3.0-or-later
// Snippets: the first byte is the length, then the query up to U+000A, then the text.
#include "platform/text/snippet.hpp"
#include "platform/text/text.hpp"

#include <cstdint>

extern "C" int LLVMFuzzerTestOneInput(std::uint8_t const* data, std::size_t size)
{
    using namespace kheo;
    if (size == 0)
        return 0;
    static auto const table =
        Abbreviations::parse("short,full\nUBND,Ủy ban nhân dân\nTU,Tỉnh ủy\nKT-XH,Kinh tế\n").value();
    std::size_t const max = data[0];
    std::string_view const input(reinterpret_cast<char const*>(data) + 1, size - 1);
    auto const cut = std::min(input.find('\n'), input.size());
    auto const text = input.substr(std::min(cut + 1, input.size()));
    auto const terms = table.expand(input.substr(0, cut));
    ensure(terms.size() <= 32, "a query has an end");
    std::size_t shown = 0;
    for (auto const& segment : snippet(text, terms, max)) {
        ensure(!segment.text.empty(), "no empty segment");
        shown += characters(segment.text);
    }
    ensure(shown <= max + 2, "no longer than asked for, with two ellipses");
    return 0;
}
