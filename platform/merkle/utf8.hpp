// SPDX-License-Identifier: AGPL-3.0-or-later
// UTF-8 as strictly as signed notes need it, so that a verifier carries no
// Unicode library.
#pragma once

#include <string_view>

namespace kheo::merkle
{

// Whether the text is valid UTF-8 (RFC 3629: no overlong form, no surrogate,
// nothing above U+10FFFF) and each of its code points is accepted.
template <class Accepts>
bool every_code_point(std::string_view text, Accepts const& accepts);

// Unicode's White_Space property.
constexpr bool is_unicode_space(char32_t point)
{
    return (point >= 0x09 && point <= 0x0d) || point == 0x20 || point == 0x85 || point == 0xa0 ||
           point == 0x1680 || (point >= 0x2000 && point <= 0x200a) || point == 0x2028 || point == 0x2029 ||
           point == 0x202f || point == 0x205f || point == 0x3000;
}

// The first code point's length in bytes, 0 if the text does not start with a
// valid one; the text is not empty.
constexpr std::size_t code_point_at(std::string_view text, char32_t& point)
{
    auto const lead = static_cast<unsigned char>(text.front());
    if (lead < 0x80) {
        point = lead;
        return 1;
    }
    auto const length = std::size_t(lead >= 0xf0 ? 4 : lead >= 0xe0 ? 3 : 2);
    if (lead < 0xc2 || lead > 0xf4 || text.size() < length)
        return 0;
    point = lead & (0xffU >> (length + 1));
    for (auto const byte : text.substr(1, length - 1)) {
        if ((static_cast<unsigned char>(byte) & 0xc0) != 0x80)
            return 0;
        point = point << 6 | (static_cast<unsigned char>(byte) & 0x3f);
    }
    constexpr char32_t smallest[] = {0, 0, 0x80, 0x800, 0x10000};
    auto const surrogate = point >= 0xd800 && point <= 0xdfff;
    return point < smallest[length] || surrogate || point > 0x10ffff ? 0 : length;
}

template <class Accepts>
bool every_code_point(std::string_view text, Accepts const& accepts)
{
    while (!text.empty()) {
        char32_t point = 0;
        auto const length = code_point_at(text, point);
        if (length == 0 || !accepts(point))
            return false;
        text.remove_prefix(length);
    }
    return true;
}

} // namespace kheo::merkle
