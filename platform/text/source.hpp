// SPDX-License-Identifier: AGPL-3.0-or-later
// A text to be read by rules: one spelling to match against, and for each place
// in it the place in the text as it came.
#pragma once

#include <re2/re2.h>

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace kheo::reading
{

// Bytes of Source::clean.
struct Span {
    std::size_t begin = 0;
    std::size_t end = 0;
    bool empty() const { return begin >= end; }
    std::size_t size() const { return empty() ? 0 : end - begin; }
    bool holds(Span other) const { return begin <= other.begin && other.end <= end; }
    bool meets(Span other) const { return begin < other.end && other.begin < end; }
    friend bool operator==(Span, Span) = default;
};

struct Line {
    Span span; // without the white space at its ends
    int number = 0;
};

class Source
{
  public:
    // Any UTF-8 text; bytes that are not UTF-8 count as one U+FFFD each.
    explicit Source(std::string_view raw);

    // Form C, Ð as Đ, every space but the line end as U+0020, nothing
    // invisible, tones of oa, oe, uy on the first vowel (hóa, ủy). Of a text that
    // a program cut into lines of one width, the cuts inside a paragraph are spaces.
    std::string const& clean() const { return clean_; }
    std::string_view operator[](Span span) const
    {
        return std::string_view(clean_).substr(span.begin, span.size());
    }
    // The code point of the raw text, from 0, that stands at this byte of clean.
    std::size_t place(std::size_t byte) const { return at_.at(byte); }
    // The raw text of a span, and where it ends in code points.
    std::string_view raw(Span span) const;
    std::size_t raw_end(Span span) const;
    std::vector<Line> const& lines() const { return lines_; } // blank ones are left out
    // The line that holds this byte, from 1.
    int line_number(std::size_t byte) const;
    Span all() const { return {0, clean_.size()}; }
    // Neither end stands inside a word.
    bool whole(Span span) const;
    Span trimmed(Span span) const;

  private:
    void place_tones(std::u32string& points) const;
    void join_wrapped();
    void cut_lines();

    std::string raw_;
    std::string clean_;
    std::vector<std::uint32_t> at_;     // of each byte of clean_, and its end
    std::vector<std::uint32_t> ends_;   // one past the last raw code point of each byte's letter
    std::vector<std::uint32_t> offset_; // of each raw code point, in bytes
    std::vector<Line> lines_;
    std::vector<std::size_t> breaks_;
};

// A pattern over clean text. \p{Lu}, \p{Ll}, \pL and \pM mean the Latin letters of
// Vietnamese and its neighbours: all of Unicode's would make it a hundred times
// as large. One that does not compile is a Contradiction.
class Pattern : public RE2
{
  public:
    explicit Pattern(std::string const& pattern);
};

// One match: the whole, or its first group where the pattern has groups.
using Groups = std::vector<Span>;

// All matches inside `within`, left to right; the search goes on behind the
// first group, so what bounds a match may bound the next as well.
// "^" and "$" are the ends of `within`.
std::vector<Groups> matches(Source const& source, RE2 const& pattern, Span within);
std::vector<Groups> matches(Source const& source, RE2 const& pattern);

// Whether `pattern` matches at the beginning of the span.
bool begins(Source const& source, Span span, RE2 const& pattern);

// "(?:ba mươi|ba)": longest first, each quoted, spaces as " +".
std::string one_of(std::vector<std::string> phrases);

// What may stand before and after a word.
inline constexpr auto word_begins = R"((?:^|[^\pL\pM\d]))";
inline constexpr auto word_ends = R"((?:[^\pL\pM\d]|$))";

} // namespace kheo::reading
