// SPDX-License-Identifier: AGPL-3.0-or-later
// What a stored number means by its cell's format, and the text of a Cell.
#pragma once

#include "platform/sheets/sheet.hpp"

#include <optional>
#include <string>
#include <string_view>

namespace kheo::sheets
{

enum class Meaning { number, date, percent, padded };

struct Format {
    Meaning meaning = Meaning::number;
    int digits = 0; // of a padded number: its least length
};

// ECMA-376 part 1, 18.8.30: ids below 164 are built in, the rest have a code.
Format built_in_format(int id);
Format format_of_code(std::string_view code);

enum class Epoch { from_1900, from_1904 };

// The cell of a stored number ("45982.5"). Text that is no finite number
// becomes an error cell.
Cell number_cell(std::string_view stored, Format format, Epoch epoch);

// Day number and fraction as "2026-11-21", "2026-11-21T14:30:00" or "14:30:00".
// Nothing for what no calendar has: below 0, after year 9999, and the
// 29 February 1900 that Excel believes in.
std::optional<std::string> serial_text(double serial, Epoch epoch);

// A number without exponent, at most 15 significant digits as Excel keeps them.
std::string plain(double value);

// Text as it is kept in a cell: accepted() without what it would refuse,
// and cut at max_cell_bytes.
std::string clean(std::string_view text);
// The same, but for text with U+00AD: it may be the letter ư of TCVN3, which only
// the words of the whole sheet show. read() cleans it in the end.
std::string clean_later(std::string_view text);

} // namespace kheo::sheets
