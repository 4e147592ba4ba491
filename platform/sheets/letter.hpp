// SPDX-License-Identifier: AGPL-3.0-or-later
// An administrative document as .docx: of a state body by Decree 30/2020/NĐ-CP,
// Annex I; of a Party body by Guide 05-HD/VPTW.
#pragma once

#include "platform/sheets/table.hpp"

#include <optional>
#include <string>
#include <vector>

namespace kheo::sheets
{

// bold: a title within the text. ground: a căn cứ.
enum class ParagraphStyle { body, centred, bold, item, ground };

struct Paragraph {
    std::string text;
    ParagraphStyle style = ParagraphStyle::body;
};

struct Signature {
    std::vector<std::string> authority; // "TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH"
    std::string name;                   // may be empty: left to be written by hand
};

// What stands above: Quốc hiệu and Tiêu ngữ; the Party's name; or nothing, for
// a paper that no body signs.
enum class Heading { state, party, none };

// What a guide lays down: lengths in twips (1,440 to the inch), letters in half
// points. As it stands: Decree 30/2020/NĐ-CP, Annex I, each value within its limits.
struct Look {
    int top = 1'134;
    int bottom = 1'134;
    int left = 1'701;
    int right = 851;
    int country = 26; // the national title; the Party's name
    int motto = 28;
    int superior = 26;
    int organisation = 26;
    int number = 26;
    int brief = 24; // "V/v …" of an official letter, below its number
    bool brief_italic = false;
    int place = 28;
    int type = 28;
    int subject = 28;
    int text = 28;
    int first_line = 567; // 1 cm
    int after = 120;      // between paragraphs
    int line = 0;         // the exact height of a line; 0: as the font has it
    bool grounds_italic = true;
    int authority = 28;
    int signer = 28;
    int recipients_heading = 24;
    bool recipients_underlined = false; // else bold and italic
    int recipients = 22;
    char between_recipients = ';';
    int page_number = 26;
};

struct Letter {
    Heading heading = Heading::state;
    Look look = {};
    std::string superior;                  // the organisation above, may be empty
    std::string organisation;              // the one that issues
    std::string number;                    // "Số: 12/BC-UBND", may be empty
    std::string place_and_date;            // "Minh Họa, ngày 21 tháng 11 năm 2026"
    std::string type;                      // "BÁO CÁO", may be empty
    std::string subject;                   // "Kết quả …"
    std::string brief;                     // of an official letter: "V/v …"
    std::vector<std::string> addressed_to; // "Kính gửi"
    std::vector<Paragraph> opening;
    std::optional<Table> table; // its title and notes are printed too
    std::vector<Paragraph> closing;
    std::vector<std::string> recipients; // "Nơi nhận"
    std::optional<Signature> prepared_by;
    std::optional<Signature> signature;
    Page page = Page::portrait;
    // A table with a signature: set in the largest size in which all of it
    // stands on one sheet. One that is too long for that is set to be read.
    bool one_sheet = false;
};

// The bytes of the .docx, the same for the same letter.
std::string to_docx(Letter const& letter);

} // namespace kheo::sheets
