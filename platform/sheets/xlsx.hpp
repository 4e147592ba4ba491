// SPDX-License-Identifier: AGPL-3.0-or-later
// The parts of an .xlsx package (ECMA-376, SpreadsheetML) that its reader and
// its marker share.
#pragma once

#include "platform/sheets/package.hpp"
#include "platform/sheets/sheet.hpp"
#include "platform/sheets/xml.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace kheo::sheets::xlsx
{

struct Relation {
    std::string id;
    std::string type;   // the last word of the type: "worksheet", "sharedStrings"
    std::string target; // a part's name, resolved against the part it belongs to
    bool external = false;
};

// "xl/worksheets/sheet1.xml" has its relations in "xl/worksheets/_rels/sheet1.xml.rels".
std::string relations_part(std::string_view part);
// Empty where the part has none.
Outcome<std::vector<Relation>> relations(Package const& package, std::string const& part);
// A target as written in `part`'s relations as a part's name; ".." never leaves the package.
std::string resolved(std::string_view part, std::string_view target);

struct SheetPart {
    std::string name;
    std::string part;
    bool hidden = false;
};

struct Book {
    std::string part; // xl/workbook.xml
    bool from_1904 = false;
    std::vector<SheetPart> sheets; // worksheets only
    std::string strings;           // part or ""
    std::string styles;            // part or ""
};

Outcome<Book> book(Package const& package);

struct Place {
    int row = 0;
    int column = 0;
};
// "AB12" as row 11, column 27. Nothing for any other shape or outside max_rows, max_columns.
std::optional<Place> place(std::string_view reference);
std::string column_letters(int column);                 // 27: "AB"
std::string reference(int row, int column);             // "AB12"
std::optional<Range> range(std::string_view reference); // "A1:C3", also "A1"

// Where a row or cell stands: by its "r", else after `previous` (-1: none yet).
// Nothing where it goes back or out of the sheet.
std::optional<int> row_of(pugi::xml_node row, int previous);
std::optional<int> column_of(pugi::xml_node cell, int row, int previous);

Outcome<Workbook> read(std::string_view bytes);

} // namespace kheo::sheets::xlsx
