// SPDX-License-Identifier: AGPL-3.0-or-later
// Text in the encodings of before Unicode; the first byte chooses the encoding,
// the name of a font, runs of several, or bare bytes.
#include "platform/problem/problem.hpp"
#include "platform/text/legacy.hpp"
#include "platform/text/text.hpp"

#include <cstdint>

extern "C" int LLVMFuzzerTestOneInput(std::uint8_t const* data, std::size_t size)
{
    using namespace kheo;
    using legacy::Encoding;
    if (size == 0)
        return 0;
    std::string const rest(reinterpret_cast<char const*>(data) + 1, size - 1);
    auto const valid = [](std::string const& text) {
        ensure(valid_utf8(text), "what is read is valid text");
    };
    constexpr Encoding all[] = {Encoding::tcvn3, Encoding::tcvn3_capitals, Encoding::vni,
                                Encoding::windows_1258};
    switch (data[0] % 4) {
    case 0:
        for (auto const encoding : all)
            valid(legacy::from_legacy(rest, encoding));
        break;
    case 1: {
        legacy::Line line;
        for (std::size_t at = 0; at < rest.size(); at += 3)
            line.add(rest.substr(at, 3), all[at % std::size(all)]);
        legacy::Changed changed;
        valid(line.take(changed));
        ensure(legacy::Changed::of_flags(changed.flags()) == changed, "flags say what was changed");
        break;
    }
    case 2: {
        auto const told = legacy::told_by_words(nfc(rest));
        valid(told.text);
        ensure(told.changed.any() == told.changed.by_words, "only words speak here");
        break;
    }
    default:
        if (auto const decoded = legacy::decoded_bytes(rest))
            valid(decoded->text);
        legacy::encoding_of_font(rest);
    }
    return 0;
}
