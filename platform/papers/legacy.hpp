// SPDX-License-Identifier: AGPL-3.0-or-later
// Text typed with the fonts of the years before Unicode: TCVN3 (ABC; .VnTime,
// .VnArialH) and VNI (VNI-Times). Office files keep their bytes as Latin letters
// and only the font's name says what they mean, run by run.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace kheo::papers
{

enum class Encoding { unicode, tcvn3, tcvn3_capitals, vni };

// By the name alone; unicode where it says nothing.
Encoding encoding_of_font(std::string_view font);

// `text` holds the old bytes as the letters U+0080–U+00FF that they look like.
std::string from_legacy(std::string_view text, Encoding encoding);

// Bare bytes without a font: UTF-8, UTF-16 with its mark, or whichever old
// encoding makes them Vietnamese. Nothing where none of them does.
struct Decoded {
    std::string text; // UTF-8
    Encoding encoding = Encoding::unicode;
};
std::optional<Decoded> decoded_bytes(std::string_view bytes);

} // namespace kheo::papers
