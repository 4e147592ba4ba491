// SPDX-License-Identifier: AGPL-3.0-or-later
// Vietnamese text at the edge and in keys: one Unicode form is stored, other
// forms are only for comparing, ordering and searching. All text is UTF-8.
#pragma once

#include "platform/problem/problem.hpp"

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace kheo
{

// --- the edge -------------------------------------------------------------

// Well-formed by the Unicode Standard, table 3-7: no overlong forms, no
// surrogates, nothing above U+10FFFF.
bool valid_utf8(std::string_view text);

// Code points in valid UTF-8; the unit of every length limit shown to people.
std::size_t characters(std::string_view text);
// The longest beginning of at most `limit` characters; never cuts a character
// nor parts a letter from its combining marks.
std::string_view first_characters(std::string_view text, std::size_t limit);

// Byte offset of the first character that may not be stored: U+0000 and other
// controls except tab and what ends a line; non-characters. `text` is valid UTF-8.
std::optional<std::size_t> first_control(std::string_view text);

// Unicode form C; free of work when the text has it already. Bytes that are
// not UTF-8 become U+FFFD.
std::string nfc(std::string_view text);

// What a form, a file or the API hands in, as it is stored: valid, form C,
// Ð (U+00D0) as Đ, no-break and other odd spaces as a space, invisible
// characters (U+FEFF, U+200B, U+00AD …) and direction marks, with which text can
// show other than it reads, dropped, line ends as "\n". Case, tone placement and
// white space stay the author's.
// Refuses text_not_utf8 and text_has_control.
Outcome<std::string> accepted(std::string_view text);

// One line: white space of any kind collapsed to one space, none at the ends.
std::string tidied(std::string_view text);
// Many lines: each tidied, at most one empty line between two others.
std::string tidied_lines(std::string_view text);

// Whether any of it is a letter, of whatever script.
bool has_letter(std::string_view text);

// --- keys, for comparing and searching only ----------------------------------

// Lower case of Vietnamese and other Latin letters, length in bytes unchanged.
std::string lower(std::string_view text);

// Lower case, without marks, đ as d: "Đồng Tháp" and its form D give "dong thap".
std::string folded(std::string_view text);

// Tone marks of oa, oe, uy at a syllable's end on the second vowel, whatever the
// author's school: òa → oà, ủy → uỷ. `text` is in form C.
std::string placed(std::string_view text);

// Equal for two texts that a reader takes for the same words: form C, lower
// case, tone placement normalised. Marks count: "hòa" = "HOÀ" ≠ "hoa".
std::string exact_key(std::string_view text);

// Whether any letter carries a mark (or is đ): such a query means its tones.
bool has_marks(std::string_view text);

// A run of letters and digits, as it stands in the text.
struct Token {
    std::string_view text;
    std::size_t begin = 0; // byte offset
    bool joined = false;   // one piece with the token before it: the CT and TU of 35-CT/TU, the 234 of
                           // 1.234; a query asks for such pieces side by side, as one phrase
    std::size_t end() const { return begin + text.size(); }
};
// The words of a text in order; views into `text`.
std::vector<Token> tokens(std::string_view text);

// A string that compares bytewise as Vietnamese dictionaries order words (a ă â
// … đ; không, huyền, hỏi, ngã, sắc, nặng), numbers inside by their value: "Tổ 2"
// before "Tổ 10". Lower-case hexadecimal, safe in any TEXT column.
std::string sort_key(std::string_view text);
// Names the rules that made the keys; stored keys of another version are made anew.
std::string sort_key_version();

} // namespace kheo
