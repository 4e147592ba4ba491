// SPDX-License-Identifier: AGPL-3.0-or-later
// A letter's table on paper: columns as wide as in its .docx, each row as high as
// its highest cell, whose words are broken into lines.
#pragma once

#include "platform/pdf/canvas.hpp"
#include "platform/sheets/letter.hpp"

#include <functional>
#include <string>
#include <vector>

namespace kheo::pdf
{

class LetterTable
{
  public:
    // One row of headings. Canvas and table outlive it.
    LetterTable(Canvas& canvas, sheets::Table const& table, sheets::Look const& look);

    // Of the headings with the first row.
    double least_height();

    // Where it stands on a sheet, and how the next one is begun.
    struct Sheets {
        double left = 0;
        double top = 0;
        double bottom = 0;
        std::function<void()> next;
    };
    // From `at` on, over as many sheets as it needs; where it ends. A row stays whole
    // where a sheet holds it, the headings stand on each sheet, and `needed` fits
    // below the last row.
    double flow(Sheets const& sheets, double at, double needed);

  private:
    struct Row {
        std::vector<Text> cells;
        std::vector<double> widths;
        int lines = 1; // of its highest cell
        bool centred = false;
    };
    Row heading();
    Row row(std::size_t at);
    double height_of(int lines) const;
    // How many lines of a row have room in such a height; none: 0 or less.
    int lines_in(double height) const;
    // Lines [from, to) of a row with its top at `top`; where it ends.
    double draw(Row const& row, double left, double top, int from, int to);
    Row made(std::vector<std::string> const& words, std::vector<Style> const& styles, int span);

    Canvas& canvas_;
    sheets::Table const& table_;
    std::vector<double> widths_;
    double size_;
    double pitch_;
    double side_; // free on either side of a cell's words
};

} // namespace kheo::pdf
