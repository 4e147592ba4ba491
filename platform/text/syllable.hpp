// SPDX-License-Identifier: AGPL-3.0-or-later
// Vietnamese spelling: which letters can make a syllable. Used to tell text from
// garbage (wrong encodings, OCR), never to forbid names or foreign words.
#pragma once

#include <string_view>

namespace kheo
{

// Whether `word` is spelled as a Vietnamese syllable can be: onset, rime and tone
// fit (c/k/q, g/gh, ng/ngh, gi; stops p t c ch take only sắc or nặng). Any case,
// any Unicode form, either tone placement. Every real syllable passes; so do some
// that nobody uses.
bool is_syllable(std::string_view word);

// The share of the words with letters that are syllables, 0–1; 1 where there is no word.
double syllable_share(std::string_view text);

} // namespace kheo
