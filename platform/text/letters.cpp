// SPDX-License-Identifier: AGPL-3.0-or-later
#include "platform/text/letters.hpp"

#include <unicode/uchar.h>

namespace kheo::letters
{
namespace
{

// What is left of U+00C0–01BF and U+1E00–1EFF without case and marks ("." =
// nothing). By the canonical decompositions of the Unicode Character Database;
// đ, ø, ł, ħ, ŧ have none and are set by hand, and so is Ð, which is typed for Đ.
constexpr std::string_view latin = "aaaaaa.ceeeeiiiidnooooo.ouuuuy..aaaaaa.ceeeeiiiidnooooo.ouuuuy.y"
                                   "aaaaaaccccccccddddeeeeeeeeeegggggggghhhhiiiiiiiiii..jjkk.llllll."
                                   ".llnnnnnn...oooooo..rrrrrrssssssssttttttuuuuuuuuuuuuwwyyyzzzzzzs"
                                   "................................oo.............uu..............."; // ơ ư
constexpr std::string_view latin_additional =
    "aabbbbbbccddddddddddeeeeeeeeeeffgghhhhhhhhhhiiiikkkkkkllllllllmm"
    "mmmmnnnnnnnnoooooooopppprrrrrrrrssssssssssttttttttuuuuuuuuuuvvvv"
    "wwwwwwwwwwxxxxyyzzzzzzhtwy......aaaaaaaaaaaaaaaaaaaaaaaaeeeeeeee"
    "eeeeeeeeiiiioooooooooooooooooooooooouuuuuuuuuuuuuuyyyyyyyy......";
static_assert(latin.size() == 256 && latin_additional.size() == 256);

} // namespace

Decoded decoded(std::string_view text, std::size_t at)
{
    auto const byte = [&](std::size_t i) { return static_cast<unsigned char>(text[at + i]); };
    auto const follows = [&](std::size_t i) { return at + i < text.size() && (byte(i) & 0xC0) == 0x80; };
    unsigned const first = byte(0);
    if (first < 0x80)
        return {first, 1};
    if (first >= 0xC2 && first < 0xE0 && follows(1))
        return {(first & 0x1Fu) << 6 | (byte(1) & 0x3Fu), 2};
    if (first >= 0xE0 && first < 0xF0 && follows(1) && follows(2)) {
        char32_t const point = (first & 0xFu) << 12 | (byte(1) & 0x3Fu) << 6 | (byte(2) & 0x3Fu);
        if (point >= 0x800 && (point < 0xD800 || point > 0xDFFF))
            return {point, 3};
    }
    if (first >= 0xF0 && first < 0xF5 && follows(1) && follows(2) && follows(3)) {
        char32_t const point =
            (first & 7u) << 18 | (byte(1) & 0x3Fu) << 12 | (byte(2) & 0x3Fu) << 6 | (byte(3) & 0x3Fu);
        if (point >= 0x10000 && point <= 0x10FFFF)
            return {point, 4};
    }
    return {0xFFFD, 1};
}

void append(std::string& out, char32_t point)
{
    auto const put = [&](char32_t byte) { out.push_back(static_cast<char>(byte)); };
    auto const tail = [&](int shift) { put(0x80 | (point >> shift & 0x3F)); };
    if (point < 0x80) {
        put(point);
    } else if (point < 0x800) {
        put(0xC0 | point >> 6);
        tail(0);
    } else if (point < 0x10000) {
        put(0xE0 | point >> 12);
        tail(6);
        tail(0);
    } else {
        put(0xF0 | point >> 18);
        tail(12);
        tail(6);
        tail(0);
    }
}

bool is_space(char32_t point)
{
    return point == ' ' || (point >= 9 && point <= 13) || point == 0x85 || point == 0xA0 || point == 0x1680 ||
           (point >= 0x2000 && point <= 0x200A) || point == 0x2028 || point == 0x2029 || point == 0x202F ||
           point == 0x205F || point == 0x3000;
}

bool is_word(char32_t point)
{
    if (point < 0x80)
        return (point >= '0' && point <= '9') || ((point | 0x20) >= 'a' && (point | 0x20) <= 'z');
    return is_mark(point) || u_isalnum(static_cast<UChar32>(point));
}

bool is_letter(char32_t point)
{
    return u_isalpha(static_cast<UChar32>(point));
}

bool is_digit(char32_t point)
{
    return point >= '0' && point <= '9';
}

bool is_upper(char32_t point)
{
    return u_isupper(static_cast<UChar32>(point));
}

bool is_invisible(char32_t point)
{
    return point == 0xAD || point == 0x61C || point == 0x180E ||
           (point >= 0x200B && point <= 0x200F && point != 0x200D) || (point >= 0x202A && point <= 0x202E) ||
           (point >= 0x2060 && point <= 0x206F) || point == 0xFEFF || (point >= 0xFFF9 && point <= 0xFFFB) ||
           (point >= 0xE0000 && point <= 0xE007F);
}

char base(char32_t point)
{
    char found = '.';
    if (point < 0x80)
        found = (point | 0x20) >= 'a' && (point | 0x20) <= 'z' ? static_cast<char>(point | 0x20) : '.';
    else if (point >= 0xC0 && point < 0x1C0)
        found = latin[point - 0xC0];
    else if (point >= 0x1E00 && point < 0x1F00)
        found = latin_additional[point - 0x1E00];
    return found == '.' ? '\0' : found;
}

char32_t lower(char32_t point)
{
    auto const even = (point & 1) == 0;
    if (point < 0xC0)
        return point >= 'A' && point <= 'Z' ? point + 32 : point;
    if (point <= 0xDE)
        return point == 0xD7 ? point : point + 32;
    if ((point >= 0x100 && point <= 0x137 && point != 0x130) || (point >= 0x14A && point <= 0x177) ||
        point == 0x1A0 || (point >= 0x1E00 && point <= 0x1E95) || (point >= 0x1EA0 && point <= 0x1EFF))
        return even ? point + 1 : point;
    if ((point >= 0x139 && point <= 0x148) || (point >= 0x179 && point <= 0x17E) || point == 0x1AF)
        return even ? point : point + 1;
    return point == 0x178 ? 0xFF : point;
}

} // namespace kheo::letters
