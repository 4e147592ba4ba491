// SPDX-License-Identifier: AGPL-3.0-or-later
// The WordprocessingML that a letter is made of. The order of children in
// w:pPr, w:rPr, w:tblPr and w:tcPr is the schema's (ECMA-376); Word refuses another.
#pragma once

#include "platform/sheets/letter.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace kheo::sheets::word
{

enum class Align { left, centre, right, justified };

struct Style {
    int size = 28; // half points
    bool bold = false;
    bool italic = false;
    Align align = Align::left;
    int first_line = 0; // twips
    int after = 0;      // twips
    bool keep_next = false;
    int line = 0; // exact height of a line in twips; 0: as the font has it
    int left = 0; // twips
    bool underlined = false;
    int before = 0; // twips
};

std::string paragraph(std::string_view text, Style const& style);
// A line of its own length: so much of the width stays free on either side.
std::string rule(int side);
std::string cell(int width, std::string const& content, std::string const& more = "");
// A fixed table without borders, the frame of heading and signatures: a cell for
// each content, row by row.
std::string frame(std::vector<int> const& widths, std::vector<std::string> const& contents);

// The sheet of paper, in twips.
struct Paper {
    int width = 0;
    int height = 0;
    int top = 0;
    int bottom = 0;
    int left = 0;
    int right = 0;
    int text_width() const { return width - left - right; }
    int text_height() const { return height - top - bottom; }
};

// Sizes in half points.
struct Sizes {
    int heading = 26; // the organisations, the national title
    int motto = 28;
    int place = 28;
    int type = 28; // and the subject
    int title = 26;
    int table = 22;
    int note = 24;
    int signature = 28;
    int room = 4;       // empty lines for signature and stamp
    bool tight = false; // exact lines, no space around cells
};

// How wide its columns are, in twips: by the table's own weights; what a column lacks
// for its words comes from those that have more than they need.
std::vector<int> column_widths(Table const& table, Paper const& paper, Sizes const& sizes);
// Of a cell on either side, in twips.
int padding(Sizes const& sizes);
// The table with its headings, as wide as the text.
std::string table_of(Table const& table, Paper const& paper, Sizes const& sizes);
// How high it comes out in twips, set in this size.
int height_of_table(Table const& table, Paper const& paper, Sizes const& sizes);
// Whether some column is too narrow for a word in it.
bool breaks_words(Table const& table, Paper const& paper, Sizes const& sizes);
// The height of one exact line of this size, in twips.
int line_of(int size);

// The package around what stands on the paper.
std::string packaged(std::string const& body, Paper const& paper, bool upright, int page_number);

} // namespace kheo::sheets::word
