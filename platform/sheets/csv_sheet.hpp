// SPDX-License-Identifier: AGPL-3.0-or-later
// A CSV file as a workbook of one sheet, and where its rows stand in the bytes.
#pragma once

#include "platform/sheets/sheet.hpp"
#include "platform/text/legacy.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace kheo::sheets
{

// The text as UTF-8: UTF-16 with its mark (Excel's "Unicode Text") is converted,
// and an old encoding that its words leave no doubt of. Others stay as they are.
legacy::Decoded csv_text(std::string_view bytes);

// One record of the file, blank lines included, in the order of Sheet::rows.
struct Record {
    std::size_t begin = 0;
    std::size_t end = 0; // before its line end
    std::size_t line = 1;
};
std::vector<Record> records(std::string_view text, char delimiter);

// Every filled cell is text. The sheet is named after the file. Refuses as
// csv::rows does, and `too_large`.
Outcome<Workbook> read_csv(std::string_view bytes, std::string_view name);

} // namespace kheo::sheets
