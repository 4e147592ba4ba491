// SPDX-License-Identifier: AGPL-3.0-or-later
// The lines of a page, each looked at alone: label, counter, date or prose.
#pragma once

#include "capabilities/findings/article.hpp"

#include <re2/re2.h>
#include <string_view>
#include <vector>

namespace kheo::findings
{

// RE2's own view of a text: where it is absl's, as on Debian 13, ours does not become
// one by itself.
inline re2::StringPiece as_re2(std::string_view text)
{
    return {text.data(), text.size()};
}

// Lines shorter than this, in bytes, are no paragraph of their own.
inline constexpr std::size_t paragraph_bytes = 200;

// What a piece of a line is.
enum class Told { nothing, label, counter, date, byline, source };

// One part of a line that speaks of the page: "Chuyên mục: … - Đã xem: 562".
struct Piece {
    Span span;
    Told told = Told::nothing;
};

struct Measured {
    reading::Line line;
    std::string_view text;
    std::vector<Piece> pieces; // where a line has several, all of them of the page
    bool label = false;        // of a menu, a box, a button
    bool comments = false;     // what follows are readers' comments
    bool footer = false;       // who publishes the site, and where
    bool ends_article = false; // what follows belongs to other pages
    bool counter = false;
    bool date = false;
    bool prose = false;
};

std::vector<Measured> measured(Source const& source);

// A directive or letter itself: its heading names the state or the Party, or a
// number stands on a line of its own.
bool is_document(Source const& source);
// "Thanh Hải - Ban Dân vận Huyện ủy": who wrote it and where from.
bool signed_of(std::string_view text);
// "CỔNG THÔNG TIN ĐIỆN TỬ TỈNH …", "BÁO …": whose site it is.
bool names_site(Source const& source, Measured const& line);
bool captionlike(Source const& source, Measured const& line);
// Where the text begins in "… phát biểu. Ảnh: Mai SaoBáo cáo tại …"; 0: nowhere.
std::size_t end_of_caption(Source const& source, Span line);
std::size_t letters_in(std::string_view text);
bool ends_as_prose(std::string_view text);
// "Lê Trang", "Thu Hà - Văn Nam", "PV": words with capitals, nothing else.
bool named(std::string_view text);
// What stands behind "Tác giả:" or "Nguồn:", nothing where the line is none.
Span behind_label(Source const& source, Span line, Told which);
// From the full stop before this place to the one behind.
Span sentence_of(Source const& source, std::size_t at);
// Sentences of a line; "T.Ư", "TP.", "01.2" and "./." do not end one.
std::vector<Span> sentences(Source const& source, Span line);
// Whether it has letters and all of them are capitals.
bool shouts(std::string_view text);

} // namespace kheo::findings
