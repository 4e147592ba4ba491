// SPDX-License-Identifier: AGPL-3.0-or-later
#include "platform/sheets/content.hpp"
#include "platform/sheets/made_test.hpp"
#include "platform/sheets/sheet.hpp"

#include <doctest/doctest.h>

using namespace kheo;
using namespace kheo::sheets;
using namespace std::string_view_literals;

namespace
{

std::string ole(std::string_view stream)
{
    std::string bytes("\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", 8);
    bytes.resize(1'024);
    for (auto const letter : stream)
        bytes.append({letter, '\0'});
    return bytes + std::string(512, '\0');
}

std::string office(std::string_view main_type)
{
    return packed({{"[Content_Types].xml",
                    "<Types><Override ContentType=\"" + std::string(main_type) + "\"/></Types>"}});
}

} // namespace

TEST_CASE("a file is answered by what it is, whatever its name says")
{
    struct Row {
        char const* name;
        std::string bytes;
        char const* id;
        char const* said; // part of the sentence
    };
    Row const rows[] = {
        {"a.xls", ole("Workbook"), "sheet_old_xls", "lưu thành .xlsx"},
        {"a.xlsx", ole("Workbook"), "sheet_old_xls", "lưu thành .xlsx"},
        {"a.xlsx", ole("EncryptedPackage"), "sheet_locked", "mật khẩu"},
        {"a.doc", ole("WordDocument"), "sheet_other_type", "Word kiểu cũ"},
        {"a.ppt", ole("PowerPoint Document"), "sheet_other_type", "trình chiếu"},
        {"a.xlsx", office("application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"),
         "sheet_wrong_name", "văn bản Word (.docx)"},
        {"a.docx", office("application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"),
         "sheet_other_type", "văn bản Word (.docx)"},
        {"a.xlsm", office("application/vnd.ms-excel.sheet.macroEnabled.main+xml"), "sheet_save_as_xlsx",
         "macro"},
        {"a.xlsb", office("application/vnd.ms-excel.sheet.binary.macroEnabled.main"), "sheet_save_as_xlsx",
         "nhị phân"},
        {"a.xlsx", "\x89PNG\r\n\x1a\n....", "sheet_wrong_name", "ảnh PNG"},
        {"a.jpg", "\xff\xd8\xff\xe0....", "sheet_other_type", "ảnh JPEG"},
        {"a.xlsx", "%PDF-1.7 ...", "sheet_wrong_name", "PDF"},
        {"a.xlsx", packed({{"anh.txt", "x"}}), "sheet_wrong_name", "tệp nén"},
        {"a.rar", "Rar!\x1a\x07", "sheet_other_type", "tệp nén"},
        {"a.xls", "<html><table><tr><td>1</td></tr></table></html>", "sheet_save_as_xlsx", "HTML"},
        {"a.xls",
         "\xef\xbb\xbf<?xml version=\"1.0\"?>\n<Workbook "
         "xmlns=\"urn:schemas-microsoft-com:office:spreadsheet\"/>",
         "sheet_save_as_xlsx", "Excel 2003"},
        {"a.xlsx", "tên;số\n1;2\n", "sheet_wrong_name", "văn bản thuần"},
        {"a.docx", "chữ", "sheet_other_type", "văn bản thuần"},
        {"a.csv", "", "sheet_empty", "trống"},
        {"a.csv", "\xef\xbb\xbf \r\n \n", "sheet_empty", "trống"},
        {"a.xlsx", "", "sheet_empty", "trống"},
        {"a.xls", "\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + std::string(600, '\0'), "sheet_old_xls",
         ".xls kiểu cũ"},
        {"a.xlsx", std::string("\1\2\3\4\0\0", 6), "sheet_unknown_type", "Không nhận ra"},
        {"a.xlsx", made::xlsx({}).substr(0, 900), "sheet_broken", "hỏng"},
        {"a.ods", made::ods("", "", "<manifest:file-entry><manifest:encryption-data/></manifest:file-entry>"),
         "sheet_locked", "mật khẩu"},
        {"a.xlsx", made::xlsx({}), "sheet_empty", "trống"},
        {"a.csv", "Tên;X\xe3\n", "csv_not_utf8", "UTF-8"},
    };
    for (auto const& row : rows) {
        CAPTURE(row.name);
        CAPTURE(row.said);
        auto const book = read(row.bytes, row.name);
        REQUIRE_FALSE(book);
        CHECK(book.error().id == row.id);
        CHECK_MESSAGE(book.error().sentence.find(row.said) != std::string::npos, book.error().sentence);
    }
}

TEST_CASE("the sentence about .xls is the agreed one")
{
    CHECK(read(ole("Workbook"), "a.xls").error().sentence ==
          "Tệp .xls kiểu cũ chưa đọc được. Xin mở tệp và lưu thành .xlsx rồi gửi lại.");
}

TEST_CASE("content wins over the name where it can be read")
{
    auto const bytes = made::xlsx({.data = "<row><c><v>1</v></c></row>"});
    for (auto const* name : {"a.xlsx", "a.XLSX", "a.xls", "a.csv", "bảng", "thư mục/a.b"})
        CHECK(read(bytes, name));
    CHECK(read("a;b\n1;2\n", "danh sách.CSV"));
    CHECK(read("a\tb\n1\t2\n", "danh sách.txt"));
}

TEST_CASE("endings are lower case and of the last name alone")
{
    CHECK(ending("a.b.XLSX") == "xlsx");
    CHECK(ending("a.d/b") == "");
    CHECK(ending("C:\\x.y\\b.Csv") == "csv");
    CHECK(ending("") == "");
}
