// SPDX-License-Identifier: AGPL-3.0-or-later
#include "capabilities/demo/messy.hpp"

#include "capabilities/demo/rows.hpp"
#include "capabilities/demo/sheet.hpp"
#include "data/data.hpp"
#include "platform/text/csv.hpp"
#include "platform/text/text.hpp"

#include <algorithm>
#include <fmt/format.h>

namespace kheo::demo
{

namespace
{

// What is special about single files, by the commune's position.
constexpr std::size_t named_xls = 21;   // a new file under an old ending
constexpr std::size_t last_years = 11;  // sent again what it sent a year ago
constexpr std::size_t with_person = 4;  // names a private person and a phone
bool is_decomposed(std::size_t commune) // saved in Unicode form D
{
    return commune % 12 == 3;
}
bool has_cover(std::size_t commune) // a sheet of instructions stands first
{
    return commune % 9 == 4;
}

Words file_words(Commune const& commune, std::size_t at, int year)
{
    auto const plain = folded(commune.name);
    auto underscored = plain;
    std::ranges::replace(underscored, ' ', '_');
    auto capitals = plain;
    std::ranges::transform(capitals, capitals.begin(),
                           [](char c) { return c >= 'a' && c <= 'z' ? char(c - 32) : c; });
    auto const inside = inside_sentence(commune.full_name);
    auto words = Words{{"COMMUNE", in_capitals(commune.full_name)},
                       {"commune", inside},
                       {"commune_ascii", folded(commune.full_name)},
                       {"name", commune.name},
                       {"NAME_ASCII", capitals},
                       {"name_ascii_lower", plain},
                       {"name_ascii_underscore", underscored},
                       {"kind_ascii", folded(areas::label(commune.kind))},
                       {"code", commune.code},
                       {"day", fmt::format("{}/3/{}", 2 + at % 26, year)},
                       {"due", fmt::format("31/3/{}", year)},
                       {"day_compact", fmt::format("{:02}03{}", 2 + at % 26, year % 100)},
                       {"number", std::to_string(at + 3)},
                       {"quarter", "I"}};
    add_year(words, year);
    return words;
}

std::vector<std::string> name_patterns()
{
    auto const records = csv::Records::parse(data::file("demo/messy-names.csv"), {"key", "pattern"});
    ensure(records.has_value(), "data/demo/messy-names.csv is broken");
    std::vector<std::string> patterns;
    for (std::size_t row = 0; row < records->size(); ++row)
        patterns.emplace_back(records->at(row, "pattern"));
    return patterns;
}

Grid cover(Commune const& commune)
{
    auto grid = Grid{.sheet = "Huong dan"};
    grid.rows = {{"HƯỚNG DẪN ĐIỀN BIỂU"},
                 {""},
                 {"1. Mỗi mô hình ghi một dòng, không gộp ô."},
                 {"2. Cột thời gian ghi cả ngày bắt đầu và ngày kết thúc."},
                 {"Đơn vị nhận biểu: " + inside_sentence(commune.full_name)}};
    return grid;
}

void decompose(Grid& grid)
{
    for (auto& row : grid.rows)
        for (auto& cell : row)
            if (auto* const text = std::get_if<std::string>(&cell))
                *text = decomposed(*text);
}

void name_a_person(std::vector<RegisterRow>& rows)
{
    auto& text = rows.at(rows.size() / 2).said.text;
    text.forces += " Liên hệ ông Nguyễn Văn Thử Nghiệm, điện thoại 0900 000 000.";
    text.beneficiaries = "Hộ bà Trần Thị Ví Dụ, thuộc hộ nghèo, và các hộ xung quanh.";
}

MessyFile file_of(Commune const& commune, std::size_t at, std::vector<RegisterRow> rows,
                  std::string const& pattern)
{
    auto const year = at == last_years ? first_year : this_year;
    auto const words = file_words(commune, at, year);
    auto file = MessyFile{.name = filled(pattern, words), .rows = rows.size()};
    file.form = pattern.ends_with(".csv")   ? FileForm::csv
                : pattern.ends_with(".ods") ? FileForm::ods
                                            : FileForm::xlsx;
    // Of the ways to lay a register out, two are how programs export it.
    file.style = file.form == FileForm::csv ? (at % 2 == 0 ? 5 : 11) : int(at % 14) + 1;
    file.csv = {at % 4 == 0 ? ';' : ',', at % 3 == 0};
    if (at == with_person)
        name_a_person(rows);
    auto grid = register_sheet(file.style, rows, commune, words, at);
    if (is_decomposed(at))
        decompose(grid);
    if (has_cover(at) && file.form != FileForm::csv)
        file.sheets.push_back(cover(commune));
    file.sheets.push_back(std::move(grid));
    if (at == named_xls)
        file.name = file.name.substr(0, file.name.rfind('.')) + ".xls";
    return file;
}

} // namespace

std::vector<MessyFile> messy_files(Content const& content, Land const& land, Story const& story)
{
    auto const patterns = name_patterns();
    auto rows = register_rows(content, land, story);
    std::vector<MessyFile> files;
    auto const communes = communes_of(content, content.provinces.front());
    for (std::size_t at = 0; at < communes.size(); ++at) {
        auto const& commune = communes[at];
        if (at == last_years)
            rows[at] = rows_of_last_year(land, story, commune);
        files.push_back(file_of(commune, at, std::move(rows[at]), patterns[at % patterns.size()]));
    }
    return files;
}

void write_files(std::filesystem::path const& folder, std::vector<MessyFile> const& files)
{
    std::filesystem::create_directories(folder);
    for (auto const& file : files) {
        auto const path = (folder / file.name).string();
        switch (file.form) {
        case FileForm::xlsx:
            write_xlsx(path, file.sheets);
            break;
        case FileForm::ods:
            write_ods(path, file.sheets);
            break;
        case FileForm::csv:
            write_csv(path, file.sheets.back(), file.csv);
            break;
        }
    }
}

} // namespace kheo::demo
