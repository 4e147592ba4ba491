// SPDX-License-Identifier: AGPL-3.0-or-later
// The words of a text as the index keeps them: folded ("hoa") to be found
// without marks, exact ("hoà") to be found first. A word with marks is another
// word than any folded one, so both stand in one index without a prefix.
#pragma once

#include <boost/describe.hpp>

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace kheo::search
{

struct Word {
    std::string folded;
    std::string exact;
};

// In order; words longer than 60 bytes are no words that a person types.
std::vector<Word> words(std::string_view text);

// A value by which results are narrowed, as a word that no text can hold:
// tag('f', "kinh_te") is "_f_kinh_te". What is neither letter, digit nor _ goes.
std::string tag(char facet, std::string_view value);

// A title's word, and two that stand side by side there, as words that no text
// can hold: PostgreSQL's index knows neither places nor weights, and would read
// every text for them.
std::string of_title(std::string_view word);
std::string of_title(std::string_view word, std::string_view next);

// What one entry is found by.
struct Document {
    std::vector<Word> title; // weighs most
    std::vector<Word> text;
    std::vector<std::string> tags;
};

// The same document as each engine takes it: columns for FTS5, whose tokenizer
// only cuts at blanks here, and the text of a tsvector for PostgreSQL.
struct IndexedWords {
    std::int64_t id = 0;
    std::string title_folded;
    std::string title_exact;
    std::string text_folded;
    std::string text_exact;
    std::string tags;
    std::string vector;
};
BOOST_DESCRIBE_STRUCT(IndexedWords, (),
                      (id, title_folded, title_exact, text_folded, text_exact, tags, vector))

IndexedWords for_sqlite(std::int64_t id, Document const& document);
IndexedWords for_postgres(std::int64_t id, Document const& document);

// Names the rules above; an index made by others is made anew.
inline constexpr int words_version = 4;

} // namespace kheo::search
