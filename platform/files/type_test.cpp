// SPDX-License-Identifier: AGPL-3.0-or-later
#include "platform/files/type.hpp"
#include "platform/sheets/letter.hpp"
#include "platform/sheets/package.hpp"
#include "platform/sheets/table.hpp"

#include <doctest/doctest.h>

#include <string>

using namespace kheo;
using namespace kheo::files;

namespace
{

std::string const xlsx = sheets::to_xlsx({{.columns = {{"a"}}}});
std::string const docx = sheets::to_docx({.organisation = "a", .place_and_date = "b"});
std::string const ods =
    sheets::packed({{"mimetype", "application/vnd.oasis.opendocument.spreadsheet"}, {"content.xml", "<a/>"}});
std::string const png("\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\1\0\0\0\1\x08\2\0\0\0", 29);
std::string const jpeg("\xff\xd8\xff\xe0\0\x10JFIF\0\1\1\0\0\1\0\1\0\0", 20);

} // namespace

TEST_CASE("name, content and libmagic must agree")
{
    struct Row {
        char const* name;
        std::string bytes;
        char const* answer; // the type's ending, or the problem
    };
    Row const rows[] = {
        {"a.xlsx", xlsx, "xlsx"},
        {"Sổ đăng ký.XLSX", xlsx, "xlsx"},
        {"a.docx", docx, "docx"},
        {"a.ods", ods, "ods"},
        {"a.csv", "tên;số\n1;2\n", "csv"},
        {"a.pdf", "%PDF-1.4\n%\xe2\xe3\nstartxref\n9\n%%EOF\n", "pdf"},
        {"a.pdf", "%PDF-1.4\n" + std::string(100'000, '\0'), "file_cut_off"},
        {"a.png", png, "png"},
        {"a.jpg", jpeg, "jpg"},
        {"a.jpeg", jpeg, "jpeg"},
        {"a.png", jpeg, "file_wrong_name"},
        {"a.xlsx", docx, "file_wrong_name"},
        {"a.docx", xlsx, "file_wrong_name"},
        {"a.jpg", "<html><script>alert(1)</script></html>", "file_wrong_name"},
        {"a.csv", "<html><script>alert(1)</script></html>", "file_wrong_name"},
        {"a.xlsx", sheets::packed({{"a.txt", "x"}}), "file_wrong_name"},
        {"a.xlsx", sheets::packed({{"../a", "x"}}), "sheet_unsafe"},
        {"a.xlsx", xlsx.substr(0, xlsx.size() / 2), "sheet_broken"},
        {"a.exe", "MZ\x90", "file_type_not_taken"},
        {"a.svg", "<svg xmlns='http://www.w3.org/2000/svg'/>", "file_type_not_taken"},
        {"a.html", "<html></html>", "file_type_not_taken"},
        {"a", "chữ", "file_type_not_taken"},
        {"a.exe", jpeg, "file_wrong_name"},
        {"a.pdf", "", "file_empty"},
    };
    for (auto const& row : rows) {
        CAPTURE(row.name);
        CAPTURE(row.answer);
        auto const type = checked_type(row.bytes, row.name);
        CHECK((type ? std::string(type->ending) : type.error().id) == row.answer);
    }
}

TEST_CASE("only images and PDF are shown by the browser, all under a safe type")
{
    for (auto const* ending : {"jpg", "jpeg", "png", "webp", "pdf"})
        CHECK(type_by_ending(ending)->serve == Serve::shown);
    for (auto const* ending : {"xlsx", "ods", "csv", "docx", "odt"})
        CHECK(type_by_ending(ending)->serve == Serve::downloaded);
    for (auto const* ending : {"html", "svg", "js", "xml", "", "exe", "XLSX"})
        CHECK_FALSE(type_by_ending(ending));
}
