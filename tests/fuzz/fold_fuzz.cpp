// SPDX-License-Identifier: AGPL-3.0-or-later
// Text at the edge and its keys: any bytes, no crash, and the promises hold.
#include "platform/text/syllable.hpp"
#include "platform/text/text.hpp"

#include <cstdint>

extern "C" int LLVMFuzzerTestOneInput(std::uint8_t const* data, std::size_t size)
{
    using namespace kheo;
    std::string_view const text(reinterpret_cast<char const*>(data), size);
    ensure(folded(text).size() <= size, "folding never makes longer");
    (void)placed(text);
    (void)lower(text);
    ensure(valid_utf8(nfc(text)), "form C is valid");
    ensure(valid_utf8(tidied_lines(nfc(text))), "tidied text is valid");
    for (auto const& token : tokens(text))
        ensure(!token.text.empty() && token.end() <= size, "tokens lie in the text");
    (void)is_syllable(text);
    (void)sort_key(text);
    auto const kept = accepted(text);
    if (!kept)
        return 0;
    ensure(valid_utf8(*kept) && !first_control(*kept), "accepted text is clean");
    ensure(accepted(*kept).value() == *kept, "accepting twice changes nothing");
    ensure(folded(folded(*kept)) == folded(*kept), "folding twice changes nothing");
    ensure(lower(lower(*kept)) == lower(*kept), "lower case twice changes nothing");
    ensure(placed(placed(*kept)) == placed(*kept), "placing twice changes nothing");
    ensure(exact_key(exact_key(*kept)) == exact_key(*kept), "a key is its own key");
    ensure(characters(first_characters(*kept, 7)) <= 7, "cut to the limit");
    return 0;
}
