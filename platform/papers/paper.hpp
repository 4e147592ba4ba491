// SPDX-License-Identifier: AGPL-3.0-or-later
// What a document says, page by page, whatever program made it. Readers here
// take hostile bytes: they run inside kheo-extract, never in the server.
#pragma once

#include "platform/problem/problem.hpp"
#include "platform/text/legacy.hpp"

#include <boost/describe.hpp>

#include <cstddef>
#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace kheo::papers
{

inline constexpr std::size_t max_file_bytes = 50u << 20;
inline constexpr std::size_t max_text_bytes = 20u << 20;
inline constexpr int max_pages = 200;
inline constexpr double max_side_mm = 1'300; // A0 and a little
inline constexpr double enough_syllables = 0.75;

// A word of the text where it stands on the picture of its page.
struct WordBox {
    std::size_t begin = 0; // bytes of the page's text
    std::size_t end = 0;
    int x = 0;
    int y = 0;
    int width = 0;
    int height = 0;
    friend bool operator==(WordBox const&, WordBox const&) = default;
};

// Of one page; what comes behind them has none.
inline constexpr std::size_t most_boxes = 20'000;

// A scanned page as a person compares it with what was read: straightened, in
// colour, small enough to look at.
struct Picture {
    std::string jpeg;
    int width = 0;
    int height = 0;
    std::vector<WordBox> words; // those that were found again in the text
    friend bool operator==(Picture const&, Picture const&) = default;
};
inline constexpr int max_picture_width = 1'000;
inline constexpr int max_picture_height = 1'600;
inline constexpr std::size_t max_picture_bytes = 200'000;

struct Page {
    std::string text;             // UTF-8 in form C, lines ended by "\n"
    bool scanned = false;         // read from a picture
    double syllables = 1.0;       // share of its words that are Vietnamese syllables
    legacy::Changed changed = {}; // from the fonts of before Unicode
    std::optional<Picture> picture = {};

    // A scan whose words are mostly no words was not read: it is to be typed or
    // scanned anew. The recogniser's own confidence does not show it.
    bool unreadable() const { return scanned && syllables < enough_syllables; }
    friend bool operator==(Page const&, Page const&) = default;
};

// What a message says of the paper that it carries; "" where it does not.
struct Said {
    std::string type;
    std::string number; // "15/KH-UBND"
    std::string issuer;
    std::string place;
    std::string date; // ISO
    std::string subject;
    std::string content;
    std::string signer_office;
    std::string recipients; // one a line
    friend bool operator==(Said const&, Said const&) = default;
};

BOOST_DESCRIBE_STRUCT(Said, (),
                      (type, number, issuer, place, date, subject, content, signer_office, recipients))

// A file within the one that came.
struct Enclosed {
    std::string name;
    std::string bytes;
    friend bool operator==(Enclosed const&, Enclosed const&) = default;
};

// One of several files that a message brought, the first of them the document
// itself, the others annexes to it.
struct Part {
    std::string name;
    std::uint64_t size = 0;
    std::string sha256; // hexadecimal
    int page = 0;       // on which its words begin, from 1; 0: they were not read
    friend bool operator==(Part const&, Part const&) = default;
};
inline constexpr std::size_t most_parts = 50;
// "+NAME,SIZE,PAGE,SHA256" of each, the name in hexadecimal; and what was written so.
std::string text_of(std::vector<Part> const& parts);
std::vector<Part> parts_of(std::string_view text);

struct Paper {
    std::vector<Page> pages; // one for formats without pages
    std::optional<Said> said = {};
    // The paper itself, where the file that came was only its envelope.
    std::optional<Enclosed> enclosed = {};
    // Where it was the envelope of several.
    std::vector<Part> parts = {};
    std::string text() const;
    friend bool operator==(Paper const&, Paper const&) = default;
};

// Called before each page; stops the reading where it answers false.
using Progress = std::function<bool(int page, int pages)>;

// .docx, .odt, plain text and HTML, told by content, `name` telling apart only
// the last two; platform/scans reads PDF and pictures. Refuses (problems.hpp)
// what is of another type, broken, locked, unsafe or too large.
Outcome<Paper> read(std::string_view bytes, std::string_view name);

// Between kheo-extract and the server; nothing where the bytes are nonsense.
std::string encode(Outcome<Paper> const& outcome);
std::optional<Outcome<Paper>> decode_paper(std::string_view bytes);
// The same of the files of a message, taken out of it.
std::string encode_parts(Outcome<std::vector<Enclosed>> const& outcome);
std::optional<Outcome<std::vector<Enclosed>>> decode_parts(std::string_view bytes);

Outcome<Paper> read_docx(std::string_view bytes);
Outcome<Paper> read_odt(std::string_view bytes);
Outcome<Paper> read_text(std::string_view bytes);
std::string text_of_html(std::string_view html);

// A page of words as they were typed. Where no font says that they are old ones
// their spelling does; refuses not_text where they are no Vietnamese at all.
Outcome<Page> page_of(std::string_view text, legacy::Changed changed);

// As it is handed on: form C, no control characters, lines tidied.
std::string finished(std::string_view text);

} // namespace kheo::papers
