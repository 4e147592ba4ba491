// SPDX-License-Identifier: AGPL-3.0-or-later
// A table for people, described once and written as .xlsx or .docx.
#pragma once

#include "platform/sheets/sheet.hpp"
#include "platform/time/time.hpp"

#include <string>
#include <variant>
#include <vector>

namespace kheo::sheets
{

// How a column is aligned and formatted. A code (identity or area number) is
// written as text, so that leading zeros stay.
enum class ColumnKind { text, code, whole, decimal, percent, date };

struct Column {
    std::string label;
    double width = 12; // in characters of the body font
    ColumnKind kind = ColumnKind::text;
    // In .xlsx a cell of the body offers these and takes no other; together at
    // most 255 bytes, which is Excel's limit, and none with a comma.
    std::vector<std::string> choices = {};
};

// A heading over several columns, above their own labels.
struct HeaderGroup {
    int first = 0; // column from 0
    int count = 1;
    std::string label;
};

// The sum of numbers in the table's own body (row 0 is the first of
// Table::rows). In .xlsx a live formula that carries our result.
struct Sum {
    std::vector<Range> ranges;
};

// A percent is given as a fraction: 0.875 is shown as 87,5%.
using TableCell = std::variant<std::monostate, std::string, double, Date, Sum>;

enum class RowStyle { plain, group, total }; // group: a bold line that opens a part

struct TableRow {
    std::vector<TableCell> cells;
    RowStyle style = RowStyle::plain;
    int span = 1; // the first cell runs over this many columns
};

enum class Page { portrait, landscape }; // A4

struct Table {
    std::string sheet = "Biểu";     // name of the sheet; shortened and cleaned where Excel forbids it
    std::vector<std::string> title; // first line large, the others plain, all centred
    std::vector<HeaderGroup> groups;
    std::vector<Column> columns;
    std::vector<TableRow> rows;
    std::vector<std::string> notes; // below the table
    Page page = Page::landscape;
    int frozen_columns = 0; // in .xlsx stay in sight with the headings while one scrolls
};

// What a Sum comes to. Sums of sums are followed; one that reaches itself is a Contradiction.
double value_of(Table const& table, Sum const& sum);

// The bytes of an .xlsx with one sheet per table: fits the width of A4, the
// heading repeats on each page, page numbers in the footer.
std::string to_xlsx(std::vector<Table> const& tables);

} // namespace kheo::sheets
