// SPDX-License-Identifier: AGPL-3.0-or-later
// Forty register files as they come from forty communes, each kept in its own
// way: to try Gộp sổ đăng ký with.
#pragma once

#include "capabilities/demo/book.hpp"
#include "capabilities/demo/story.hpp"

#include <filesystem>
#include <string>
#include <vector>

namespace kheo::demo
{

enum class FileForm { xlsx, ods, csv };

struct MessyFile {
    std::string name; // "Đăng ký mô hình DVK 2026 xã Khe Trúc Sơn.xlsx"
    FileForm form = FileForm::xlsx;
    std::vector<Grid> sheets;
    CsvWay csv;
    int style = 0;        // of data/demo/messy-headings.csv, from 1
    std::size_t rows = 0; // that register something
};

// The same each time.
std::vector<MessyFile> messy_files(Content const& content, Land const& land, Story const& story);

// Writes them; the folder is made. Older files of the same names are replaced.
void write_files(std::filesystem::path const& folder, std::vector<MessyFile> const& files);

} // namespace kheo::demo
