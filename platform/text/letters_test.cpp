// SPDX-License-Identifier: AGPL-3.0-or-later
#include "platform/text/letters.hpp"

#include "platform/text/text.hpp"

#include <doctest/doctest.h>

using namespace kheo;

TEST_CASE("every character of Unicode is written and read back as itself")
{
    for (char32_t point = 0; point <= 0x10FFFF; ++point) {
        if (point >= 0xD800 && point <= 0xDFFF)
            continue; // surrogates are no characters
        std::string bytes;
        letters::append(bytes, point);
        auto const read = letters::decoded(bytes, 0);
        if (read.point != point || read.length != bytes.size()) {
            CAPTURE(static_cast<unsigned>(point));
            FAIL_CHECK("lost");
        }
    }
}

TEST_CASE("a malformed byte is one replacement character, and reading goes on after it")
{
    struct {
        std::string_view bytes;
        std::size_t bad; // how many
    } const cases[] = {
        {"\x80", 1},         {"\xC1\x81", 2},     {"\xE1\xBB", 2},         {"\xE1\xBB(", 2},
        {"\xED\xA0\x80", 3}, {"\xF0\x9F\x8C", 3}, {"\xF5\x80\x80\x80", 4}, {"(\xFF\xFE", 2},
    };
    for (auto const& [bytes, bad] : cases) {
        std::size_t count = 0;
        for (std::size_t at = 0; at < bytes.size();) {
            auto const [point, length] = letters::decoded(bytes, at);
            count += point == 0xFFFD;
            CHECK(length >= 1);
            at += length;
        }
        CAPTURE(bytes);
        CHECK(count == bad);
    }
}

TEST_CASE("lower case is one letter for one, of the same width, and stays")
{
    for (char32_t point = 0; point < 0x2000; ++point) {
        auto const low = letters::lower(point);
        std::string from;
        std::string to;
        letters::append(from, point);
        letters::append(to, low);
        if (from.size() != to.size() || letters::lower(low) != low ||
            letters::base(low) != letters::base(point)) {
            CAPTURE(static_cast<unsigned>(point));
            FAIL_CHECK("uneven");
        }
    }
}

TEST_CASE("kinds of characters are told apart")
{
    struct {
        char32_t point;
        bool word, space, invisible, mark;
    } const cases[] = {
        {U'a', true, false, false, false},    {U'Ặ', true, false, false, false},
        {U'7', true, false, false, false},    {0x301, true, false, false, true},
        {U'人', true, false, false, false},   {U' ', false, true, false, false},
        {0xA0, false, true, false, false},    {0x3000, false, true, false, false},
        {U'\n', false, true, false, false},   {0x200B, false, false, true, false},
        {0x202E, false, false, true, false},  {0xFEFF, false, false, true, false},
        {0x200D, false, false, false, false}, // joins the people of a family picture
        {U'-', false, false, false, false},   {U'_', false, false, false, false},
        {U'×', false, false, false, false},   {U'“', false, false, false, false},
    };
    for (auto const& [point, word, space, invisible, mark] : cases) {
        CAPTURE(static_cast<unsigned>(point));
        CHECK(letters::is_word(point) == word);
        CHECK(letters::is_space(point) == space);
        CHECK(letters::is_invisible(point) == invisible);
        CHECK(letters::is_mark(point) == mark);
    }
}
