// SPDX-License-Identifier: AGPL-3.0-or-later
#include "capabilities/demo/messy.hpp"
#include "capabilities/demo/rows.hpp"
#include "capabilities/demo/sheet.hpp"
#include "platform/sheets/sheet.hpp"
#include "platform/text/text.hpp"

#include <doctest/doctest.h>

#include <fstream>
#include <map>
#include <set>
#include <sstream>
#include <unistd.h>

using namespace kheo;
using namespace kheo::demo;

namespace
{

Land const& land()
{
    static auto const made = Land(content());
    return made;
}

Story const& story()
{
    static auto const made = told(content(), land());
    return made;
}

std::vector<MessyFile> const& files()
{
    static auto const made = messy_files(content(), land(), story());
    return made;
}

struct Folder {
    std::filesystem::path path =
        std::filesystem::temp_directory_path() / ("kheo-so-mau-" + std::to_string(::getpid()));
    ~Folder() { std::filesystem::remove_all(path); }
};

std::string bytes(std::filesystem::path const& path)
{
    auto in = std::ifstream(path, std::ios::binary);
    auto text = std::ostringstream();
    text << in.rdbuf();
    return text.str();
}

std::string all_text(Grid const& grid)
{
    std::string text;
    for (auto const& row : grid.rows)
        for (auto const& cell : row)
            if (auto const* const one = std::get_if<std::string>(&cell))
                text += *one + "\n";
    return text;
}

} // namespace

TEST_CASE("forty files come from forty communes, in fourteen styles and all kinds of file")
{
    CHECK(files().size() == 40);
    std::set<std::string> names;
    std::set<int> ways;
    std::map<FileForm, int> forms;
    for (auto const& file : files()) {
        CHECK(names.insert(file.name).second);
        CHECK(file.name.find('{') == std::string::npos);
        CHECK(file.name.find('/') == std::string::npos);
        CHECK(file.rows >= 8);
        ways.insert(file.style);
        ++forms[file.form];
    }
    CHECK(ways.size() == styles);
    CHECK(forms[FileForm::xlsx] > 25);
    CHECK(forms[FileForm::ods] >= 3);
    CHECK(forms[FileForm::csv] >= 3);
}

TEST_CASE("rows kept from last year name models that are not registered yet this year")
{
    auto kept = 0;
    for (auto const& rows : register_rows(content(), land(), story()))
        for (auto const& row : rows) {
            if (row.said.entry != models::Entry::duy_tri)
                continue;
            ++kept;
            CHECK(std::ranges::any_of(story().models, [&](Told const& told) {
                return &land().units()[told.unit] == row.unit && told.first.year == first_year &&
                       !told.again && told.first.text.situation == row.said.text.situation;
            }));
        }
    CHECK(kept > 100);
}

TEST_CASE("each kind of mess is in some file")
{
    auto decomposed_files = 0, phones = 0, capitals = 0, blank_titles = 0, old_endings = 0, last_year = 0;
    for (auto const& file : files()) {
        auto const text = all_text(file.sheets.back());
        decomposed_files += nfc(text) != text;
        phones += text.find("0900 000 000") != std::string::npos;
        capitals += in_capitals(text) == text;
        old_endings += file.name.ends_with(".xls");
        last_year += file.name.find("2025") != std::string::npos;
    }
    for (auto const& rows : register_rows(content(), land(), story()))
        for (auto const& row : rows)
            blank_titles += row.said.text.title.empty();
    CHECK(decomposed_files >= 2);
    CHECK(phones == 1);
    CHECK(capitals >= 1);
    CHECK(blank_titles >= 3);
    CHECK(old_endings == 1);
    CHECK(last_year == 1);
}

TEST_CASE("every style puts title lines, headings and rows where a reader finds them")
{
    auto const& commune = content().communes.front();
    auto const rows = register_rows(content(), land(), story()).front();
    auto words = place_words(commune, 0, 1);
    for (auto const* const name : {"COMMUNE", "commune_ascii", "day", "due"})
        words[name] = "-";
    add_year(words, this_year);
    for (int style = 1; style <= styles; ++style) {
        CAPTURE(style);
        auto const grid = register_sheet(style, rows, commune, words, 0);
        CHECK(grid.rows.size() > rows.size());
        CHECK(all_text(grid).find('{') == std::string::npos);
        for (auto const& merge : grid.merged) {
            CHECK(merge.top <= merge.bottom);
            CHECK(merge.left <= merge.right);
            CHECK((merge.top < merge.bottom || merge.left < merge.right));
            CHECK(std::size_t(merge.bottom) < grid.rows.size());
            for (auto const& other : grid.merged)
                CHECK((&other == &merge || other.bottom < merge.top || other.top > merge.bottom ||
                       other.right < merge.left || other.left > merge.right));
        }
    }
}

TEST_CASE("the written files are read back as they were laid out")
{
    auto const folder = Folder();
    write_files(folder.path, files());
    for (auto const& file : files()) {
        CAPTURE(file.name);
        auto const content = bytes(folder.path / file.name);
        auto const book = sheets::read(content, file.name.ends_with(".xls") ? "a.xlsx" : file.name);
        REQUIRE(book);
        auto const& grid = file.sheets.back();
        auto const& sheet = book->sheets.back();
        std::string seen;
        for (auto const& row : sheet.rows)
            for (auto const& cell : row)
                if (cell.kind == sheets::Kind::text)
                    seen += cell.text + "\n";
        for (auto const& row : grid.rows)
            for (auto const& cell : row)
                if (auto const* const text = std::get_if<std::string>(&cell);
                    text && text->size() > 40 && grid.merged.empty())
                    CHECK(seen.find(sheets::shown({nfc(*text), sheets::Kind::text})) != std::string::npos);
        CHECK(sheet.rows.size() + 1 >= grid.rows.size());
    }
}

TEST_CASE("the files are the same each time, byte by byte")
{
    auto const one = Folder();
    write_files(one.path, files());
    std::map<std::string, std::string> first;
    for (auto const& file : files())
        first[file.name] = bytes(one.path / file.name);
    write_files(one.path, messy_files(content(), land(), story()));
    for (auto const& file : files()) {
        CAPTURE(file.name);
        CHECK(first[file.name] == bytes(one.path / file.name));
    }
}

TEST_CASE("what a sheet holds is escaped in its XML")
{
    auto const grid =
        Grid{.sheet = "A & B", .rows = {{std::string("<x> & y\nz"), 5.0}}, .merged = {{0, 0, 1, 0}}};
    auto const xml = ods_content({grid});
    CHECK(xml.find("table:name=\"A &amp; B\"") != std::string::npos);
    CHECK(xml.find("<text:p>&lt;x&gt; &amp; y</text:p><text:p>z</text:p>") != std::string::npos);
    CHECK(xml.find("table:number-rows-spanned=\"2\"") != std::string::npos);
    CHECK(xml.find("office:value=\"5\"") != std::string::npos);
}

TEST_CASE("a folder that cannot be written is a failure")
{
    CHECK_THROWS(write_xlsx("/proc/nowhere/a.xlsx", {Grid{.rows = {{std::string("a")}}}}));
    CHECK_THROWS(write_ods("/proc/nowhere/a.ods", {Grid{.rows = {{std::string("a")}}}}));
    CHECK_THROWS(write_csv("/proc/nowhere/a.csv", Grid{.rows = {{std::string("a")}}}, {}));
}
