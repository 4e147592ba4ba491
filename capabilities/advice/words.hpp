// SPDX-License-Identifier: AGPL-3.0-or-later
// A text as the rules of advice read it: words in one spelling, and figures,
// days, years and proper names by what they are, not by what they say.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace kheo::advice
{

enum class Sort : std::uint8_t { word, name, number, percent, date, year, stop, comma };

struct Word {
    Sort sort = Sort::word;
    std::string exact;  // one spelling, marks kept: "hoà"; "" for a sign
    std::string folded; // without marks: "hoa"
    std::size_t begin = 0;
    std::size_t end = 0; // bytes of the text
};

// In order. A name is a word with a capital letter inside a sentence; "12/86" is
// a number, "30/9/2026", "tháng 9" and "quý III" are dates, "2026" is a year.
std::vector<Word> words_of(std::string_view text);

// One line to match patterns on: words between blanks, figures as signs:
// "# ! % ~ @" for number, year, percent, date and name, "." and "," for the ends of
// clauses. Blanks at both ends. Where `folded`, without marks.
struct Line {
    std::string text;
    std::vector<std::size_t> at; // where each word starts in `text`
};
enum class Marks { kept, folded };
Line line_of(std::vector<Word> const& words, Marks marks);

} // namespace kheo::advice
