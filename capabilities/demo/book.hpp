// SPDX-License-Identifier: AGPL-3.0-or-later
// A sheet as an office keeps it, merged titles and all, and the files it is
// saved as. The bytes are the same each time.
#pragma once

#include <string>
#include <variant>
#include <vector>

namespace kheo::demo
{

using GridCell = std::variant<std::string, double>;

struct Grid {
    struct Merge { // rows and columns from 0, both ends included
        int top = 0, left = 0, bottom = 0, right = 0;
    };
    enum class Look { plain, bold };

    std::string sheet = "Sheet1";
    std::vector<std::vector<GridCell>> rows;
    std::vector<Look> looks; // of rows; plain where it ends
    std::vector<Merge> merged;
    std::vector<double> widths; // of columns, in characters
};

struct CsvWay {
    char delimiter = ',';
    bool mark = false; // begins with the UTF-8 mark
};

// Each writes one file whole; a failure of the disk is an exception.
void write_xlsx(std::string const& path, std::vector<Grid> const& sheets);
void write_ods(std::string const& path, std::vector<Grid> const& sheets);
void write_csv(std::string const& path, Grid const& sheet, CsvWay way);

// The XML of an OpenDocument sheet's content.
std::string ods_content(std::vector<Grid> const& sheets);

} // namespace kheo::demo
