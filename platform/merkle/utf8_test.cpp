// SPDX-License-Identifier: AGPL-3.0-or-later
#include "platform/merkle/utf8.hpp"

#include "platform/merkle/decimal.hpp"

#include <doctest/doctest.h>
#include <string>

using namespace kheo::merkle;

namespace
{

// RFC 3629 §3, written from the table there.
std::string utf8(char32_t point)
{
    auto const tail = [&](int shift) { return char(0x80 | (point >> shift & 0x3f)); };
    if (point < 0x80)
        return {char(point)};
    if (point < 0x800)
        return {char(0xc0 | point >> 6), tail(0)};
    if (point < 0x10000)
        return {char(0xe0 | point >> 12), tail(6), tail(0)};
    return {char(0xf0 | point >> 18), tail(12), tail(6), tail(0)};
}

} // namespace

TEST_CASE("every code point but the surrogates is read from its UTF-8, and nothing above U+10FFFF is")
{
    auto wrong = 0;
    for (char32_t point = 0; point <= 0x1fffff; ++point) {
        auto const text = utf8(point);
        char32_t read = 0;
        auto const length = code_point_at(text, read);
        auto const valid = point <= 0x10ffff && (point < 0xd800 || point > 0xdfff);
        wrong += valid ? length != text.size() || read != point : length != 0;
    }
    CHECK(wrong == 0);
}

TEST_CASE("every text of two bytes is valid exactly if it is two ASCII characters or one of two bytes")
{
    auto wrong = 0;
    for (int first = 0; first < 256; ++first)
        for (int second = 0; second < 256; ++second) {
            auto const text = std::string{char(first), char(second)};
            auto const both = first < 0x80 && second < 0x80;
            auto const one = first >= 0xc2 && first <= 0xdf && second >= 0x80 && second <= 0xbf;
            wrong += every_code_point(text, [](char32_t) { return true; }) != (both || one);
        }
    CHECK(wrong == 0);
}

TEST_CASE("Unicode's 25 white spaces are known, and letters are none")
{
    auto count = 0;
    for (char32_t point = 0; point <= 0x10ffff; ++point)
        count += is_unicode_space(point);
    CHECK(count == 25);
    for (char32_t const point : {U'a', U'ổ', U'+', char32_t(0x200b), char32_t(0xfeff), char32_t(0x180e)})
        CHECK_FALSE(is_unicode_space(point));
}

TEST_CASE("a decimal has one spelling and fits 64 bits")
{
    CHECK(parse_decimal("0") == 0);
    CHECK(parse_decimal("10") == 10);
    CHECK(parse_decimal("18446744073709551615") == UINT64_MAX);
    for (std::string_view const text : {"", "00", "01", "-0", "-1", "+1", " 1", "1 ", "1.", "0x1", "1e3",
                                        "1'000", "١", "18446744073709551616", "99999999999999999999999"})
        CHECK_MESSAGE(!parse_decimal(text), text);
}
