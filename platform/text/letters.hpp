// SPDX-License-Identifier: AGPL-3.0-or-later
// Letters one by one, for the files of this folder. Malformed bytes are never
// an error here: each counts as one U+FFFD.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace kheo::letters
{

struct Decoded {
    char32_t point = 0;
    std::size_t length = 1;
};

// The character at `at` < text.size().
Decoded decoded(std::string_view text, std::size_t at);
void append(std::string& out, char32_t point);

inline bool is_mark(char32_t point)
{
    return point >= 0x300 && point < 0x370;
}
// Any white space, line ends included, and spaces that must not break.
bool is_space(char32_t point);
// Letter, digit or combining mark in any script.
bool is_word(char32_t point);
bool is_letter(char32_t point);
bool is_digit(char32_t point);
bool is_upper(char32_t point);
// Takes no room on the page (zero-width, soft hyphen, direction marks).
bool is_invisible(char32_t point);

// The lower-case ASCII letter under a Latin letter with marks, 0 where none.
char base(char32_t point);
// Lower case with the same number of UTF-8 bytes, for Latin letters.
char32_t lower(char32_t point);

} // namespace kheo::letters
