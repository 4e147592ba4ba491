// SPDX-License-Identifier: AGPL-3.0-or-later
// What a file is by its content, its name only settling what content cannot.
#pragma once

#include "platform/problem/problem.hpp"

#include <string>
#include <string_view>

namespace kheo::sheets
{

enum class Type {
    // readable here
    xlsx,
    ods,
    csv, // any text; the name tells a CSV file from other text
    // answered by what they are
    empty,
    xls,
    locked_office, // a password
    locked_ods,
    xlsx_with_macros,
    xlsb,
    xml_spreadsheet, // the XML of Excel 2003
    html,
    doc,
    docx,
    ppt,
    pptx,
    odt,
    odp,
    pdf,
    rtf,
    jpeg,
    png,
    gif,
    webp,
    tiff,
    heic,
    zip,
    other_archive,
    media, // sound or video
    unknown
};

// Reads at most the head of the file and, of a zip, its directory and the
// content types. A zip that cannot be opened safely is `zip`.
Type type_of(std::string_view bytes);

// What to call it in a sentence: "văn bản Word (.docx)", "ảnh JPEG".
std::string_view called(Type type);

// xlsx, ods or csv; any other type is refused by what it is, and a name that
// promised a spreadsheet is said to be wrong.
Outcome<Type> spreadsheet(std::string_view bytes, std::string_view name);

// The lower-case ending of a file's name without the dot: "xlsx".
std::string ending(std::string_view name);

} // namespace kheo::sheets
