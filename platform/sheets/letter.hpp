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

enum class ParagraphStyle { body, centred, bold, item };

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

struct Letter {
    Heading heading = Heading::state;
    std::string superior;       // the organisation above, may be empty
    std::string organisation;   // the one that issues
    std::string number;         // "Số: 12/BC-UBND", may be empty
    std::string place_and_date; // "Minh Họa, ngày 21 tháng 11 năm 2026"
    std::string type;           // "BÁO CÁO", may be empty
    std::string subject;        // "Kết quả …"
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

// The bytes of the .docx.
std::string to_docx(Letter const& letter);

} // namespace kheo::sheets
