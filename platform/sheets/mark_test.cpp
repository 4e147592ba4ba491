// SPDX-License-Identifier: AGPL-3.0-or-later
#include "platform/sheets/made_test.hpp"
#include "platform/sheets/mark.hpp"
#include "platform/sheets/package.hpp"

#include <doctest/doctest.h>

#include <algorithm>

using namespace kheo;
using namespace kheo::sheets;

namespace
{

constexpr auto two_rows =
    R"(<row r="1" spans="1:2"><c r="A1" s="1" t="inlineStr"><is><t>Tên</t></is></c><c r="B1" s="1" t="inlineStr"><is><t>Số hộ</t></is></c></row>)"
    R"(<row r="2" spans="1:2"><c r="A2" t="inlineStr"><is><t>Thắp sáng</t></is></c><c r="B2" s="2"><v>45982</v></c></row>)"
    R"(<row r="3"><c r="A3" t="inlineStr"><is><t>Đường hoa</t></is></c><c r="B3"><f>A1*2</f><v>30</v></c></row>)";
constexpr auto two_styles =
    R"(<xf numFmtId="0" fontId="0" fillId="1" borderId="0" applyFill="1"/><xf numFmtId="14" fontId="0" fillId="0" borderId="0"/>)";

made::Xlsx const ordinary{
    .data = two_rows,
    .around =
        R"(<pageMargins left="0.7" right="0.7" top="0.7" bottom="0.7" header="0.3" footer="0.3"/><pageSetup paperSize="9"/><extLst/>)",
    .before = R"(<dimension ref="A1:B3"/><cols><col min="1" max="16384" width="12" customWidth="1"/></cols>)",
    .styles = two_styles,
    .more = {{"docProps/core.xml", "<a/>"}, {"xl/media/dấu.png", "\x89PNG"}}};

std::vector<SheetMarks> const two_marks{{.sheet = 0,
                                         .heading_row = 0,
                                         .wrong = {{1, 1, "Số hộ phải là số."}, {1, -1, "Thiếu tên đơn vị."}},
                                         .taken = {2}}};

std::string marked(std::string_view original, char const* name, std::vector<SheetMarks> const& marks)
{
    auto const result = mark(original, name, marks);
    REQUIRE_MESSAGE(result, (result ? "" : result.error().id));
    return *result;
}

Sheet sheet_of(std::string_view bytes, char const* name)
{
    auto const book = read(bytes, name);
    REQUIRE_MESSAGE(book, (book ? "" : book.error().id));
    return book->sheets.front();
}

std::string part_of(std::string_view bytes, std::string const& name)
{
    auto const package = Package::open(bytes);
    REQUIRE(package);
    return package->part(name).value_or("none");
}

bool has(std::string const& text, std::string_view piece)
{
    return text.find(piece) != std::string::npos;
}

} // namespace

TEST_CASE("a marked .xlsx has the sentences in one more column, and all it had")
{
    auto const before = made::xlsx(ordinary);
    auto const after = marked(before, "a.xlsx", two_marks);
    auto const sheet = sheet_of(after, "a.xlsx");
    CHECK(sheet.at(0, 2).text == "Cần sửa");
    CHECK(sheet.at(1, 2).text == "Số hộ phải là số.\nThiếu tên đơn vị.");
    CHECK(sheet.at(2, 2).text == "Đã nhận");
    auto const was = sheet_of(before, "a.xlsx");
    for (auto row = 0; row < 3; ++row)
        for (auto column = 0; column < 2; ++column)
            CHECK(sheet.at(row, column) == was.at(row, column));
    for (auto const* part :
         {"docProps/core.xml", "xl/media/dấu.png", "xl/workbook.xml", "xl/sharedStrings.xml", "_rels/.rels"})
        CHECK(part_of(after, part) == part_of(before, part));
}

TEST_CASE("a marked cell is coloured in its own format and carries a note")
{
    auto const after = marked(made::xlsx(ordinary), "a.xlsx", two_marks);
    auto const sheet = part_of(after, "xl/worksheets/sheet1.xml");
    auto const styles = part_of(after, "xl/styles.xml");
    CHECK(has(styles, R"(<fills count="3">)"));
    CHECK(has(styles, R"(rgb="FFFFDDA8")"));
    CHECK(has(styles, R"(<xf numFmtId="14" fontId="0" fillId="2" borderId="0" applyFill="1"/>)"));
    CHECK(has(sheet, R"(<c r="A2" t="inlineStr">)")); // the cell beside it is as it was
    CHECK(has(sheet, R"(<c r="B3"><f>A1*2</f><v>30</v></c>)"));
    CHECK(has(sheet, R"(<dimension ref="A1:C3"/>)"));
    CHECK(has(sheet, R"(<pageSetup paperSize="9"/><legacyDrawing )"));
    CHECK(sheet.find("<legacyDrawing") < sheet.find("<extLst"));
    auto const comments = part_of(after, "xl/commentsKheo1.xml");
    CHECK(has(comments, R"(<author>Khéo</author>)"));
    CHECK(has(comments, R"(ref="B2")"));
    CHECK(has(comments, "Số hộ phải là số."));
    CHECK(has(part_of(after, "xl/drawings/vmlDrawingKheo1.vml"), "<x:Row>1</x:Row><x:Column>1</x:Column>"));
    auto const types = part_of(after, "[Content_Types].xml");
    CHECK(has(types, R"(Extension="vml")"));
    CHECK(has(types, "/xl/commentsKheo1.xml"));
}

TEST_CASE("the new column gets its width and no column is defined twice")
{
    auto const sheet = part_of(marked(made::xlsx(ordinary), "a.xlsx", two_marks), "xl/worksheets/sheet1.xml");
    CHECK(has(
        sheet,
        R"(<cols><col min="1" max="2" width="12" customWidth="1"/><col min="3" max="3" width="44" customWidth="1"/><col min="4" max="16384" width="12" customWidth="1"/></cols>)"));
}

TEST_CASE("a remembered row height gives way to the sentences, one that was set by hand does not")
{
    auto const before = made::xlsx(
        {.data =
             R"(<row r="1"><c r="A1"><v>1</v></c></row><row r="2" ht="12.8"><c r="A2"><v>2</v></c></row><row r="3" ht="30" customHeight="1"><c r="A3"><v>3</v></c></row>)"});
    auto const sheet = part_of(marked(before, "a.xlsx", {{.taken = {1, 2}}}), "xl/worksheets/sheet1.xml");
    CHECK(has(sheet, R"(<row r="2"><c r="A2">)"));
    CHECK(has(sheet, R"(<row r="3" ht="30" customHeight="1">)"));
}

TEST_CASE("a column is defined where an .ods ends before it")
{
    auto const before = made::ods(
        R"(<table:table table:name="S"><table:table-column table:number-columns-repeated="2"/><table:table-row><table:table-cell office:value-type="float" office:value="1" table:number-columns-repeated="4"/></table:table-row><table:table-row><table:table-cell office:value-type="float" office:value="1"/></table:table-row></table:table>)");
    auto const content = part_of(marked(before, "a.ods", {{.taken = {1}}}), "content.xml");
    CHECK(has(
        content,
        R"(<table:table-column table:number-columns-repeated="2"/><table:table-column table:number-columns-repeated="2"/><table:table-column table:style-name="KheoCot"/>)"));
}

TEST_CASE("a file that comes back is marked anew: old colours, notes and words go")
{
    auto const once = marked(made::xlsx(ordinary), "a.xlsx", two_marks);
    auto const again = marked(once, "a.xlsx", {{.wrong = {{2, 0, "Trùng tên."}}, .taken = {}}});
    auto const sheet = sheet_of(again, "a.xlsx");
    CHECK(sheet.at(0, 2).text == "Cần sửa");
    CHECK(sheet.at(0, 3).text.empty());
    CHECK(sheet.at(1, 2).text.empty());
    CHECK(sheet.at(2, 2).text == "Trùng tên.");
    auto const xml = part_of(again, "xl/worksheets/sheet1.xml");
    CHECK(has(xml, R"(<c r="B2" s="2">)")); // its first style again
    auto const comments = part_of(again, "xl/commentsKheo1.xml");
    CHECK_FALSE(has(comments, R"(ref="B2")"));
    CHECK(has(comments, R"(ref="A3")"));
    auto const drawing = part_of(again, "xl/drawings/vmlDrawingKheo1.vml");
    CHECK_FALSE(has(drawing, "<x:Row>1</x:Row>"));
    CHECK(has(drawing, "<x:Row>2</x:Row><x:Column>0</x:Column>"));
    auto const types = part_of(again, "[Content_Types].xml");
    CHECK(types.find("commentsKheo1") == types.rfind("commentsKheo1"));
}

TEST_CASE("the officer's own notes stay, and their cell gets no second one")
{
    auto with_note = ordinary;
    with_note.around +=
        R"(<legacyDrawing xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" r:id="d"/>)";
    with_note.more = {
        {"xl/worksheets/_rels/sheet1.xml.rels",
         R"(<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="d" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/vmlDrawing" Target="../drawings/vmlDrawing1.vml"/><Relationship Id="c" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/comments" Target="../comments1.xml"/></Relationships>)"},
        {"xl/comments1.xml",
         R"(<comments xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><authors><author>Cán bộ</author></authors><commentList><comment ref="B2" authorId="0"><text><t>hỏi lại thôn</t></text></comment></commentList></comments>)"},
        {"xl/drawings/vmlDrawing1.vml",
         R"(<xml xmlns:v="urn:schemas-microsoft-com:vml" xmlns:x="urn:schemas-microsoft-com:office:excel"><v:shape id="_x0000_s9000000"><x:ClientData ObjectType="Note"><x:Row>1</x:Row><x:Column>1</x:Column></x:ClientData></v:shape></xml>)"}};
    auto const after =
        marked(made::xlsx(with_note), "a.xlsx", {{.wrong = {{1, 1, "Sai."}, {1, 0, "Thiếu."}}}});
    auto const comments = part_of(after, "xl/comments1.xml");
    CHECK(has(comments, "hỏi lại thôn"));
    CHECK_FALSE(has(comments, "Sai."));
    CHECK(has(comments, R"(<comment ref="A2" authorId="1">)"));
    auto const drawing = part_of(after, "xl/drawings/vmlDrawing1.vml");
    CHECK(has(drawing, "_x0000_s9000000"));
    CHECK(has(drawing, "_x0000_s9000001"));
    CHECK_FALSE(Package::open(after)->has("xl/commentsKheo1.xml"));
}

TEST_CASE("marks in rows and cells that the file does not have are made or left out, never a crash")
{
    auto const holes = made::xlsx(
        {.data =
             R"(<row><c t="inlineStr"><is><t>h</t></is></c></row><row r="9"><c r="C9"><v>1</v></c></row>)"});
    auto const sheet = sheet_of(
        marked(holes, "a.xlsx",
               {{.wrong = {{4, 0, "a"}, {8, 0, "b"}, {8, 99'999, "c"}, {2'000'000, 1, "d"}, {-3, -9, "e"}},
                 .taken = {-1, 77}},
                {.sheet = 5},
                {.sheet = -1}}),
        "a.xlsx");
    CHECK(sheet.at(0, 3).text == "Cần sửa");
    CHECK(sheet.at(4, 3).text == "a");
    CHECK(sheet.at(8, 3).text == "b\nc");
    CHECK(sheet.at(8, 2).text == "1");
}

TEST_CASE("a marked .ods keeps its other cells and its formats")
{
    auto const before = made::ods(
        R"(<table:table table:name="Sổ"><table:table-column table:default-cell-style-name="ngay" table:number-columns-repeated="16384"/><table:table-row><table:table-cell office:value-type="string" table:number-columns-repeated="2"><text:p>h</text:p></table:table-cell><table:table-cell table:number-columns-repeated="16382"/></table:table-row>)"
        R"(<table:table-row table:number-rows-repeated="3"><table:table-cell office:value-type="float" office:value="7" table:number-columns-repeated="2"/><table:table-cell table:number-columns-repeated="16382"/></table:table-row><table:table-row table:number-rows-repeated="1048572"><table:table-cell table:number-columns-repeated="16384"/></table:table-row></table:table>)",
        R"(<style:style style:name="ngay" style:family="table-cell" style:data-style-name="N37"/>)");
    auto const after = marked(before, "a.ods", {{.wrong = {{2, 1, "Sai ngày."}}, .taken = {1}}});
    auto const sheet = sheet_of(after, "a.ods");
    CHECK(sheet.rows.size() == 4);
    CHECK(sheet.at(0, 2).text == "Cần sửa");
    CHECK(sheet.at(1, 2).text == "Đã nhận");
    CHECK(sheet.at(2, 2).text == "Sai ngày.");
    CHECK(sheet.at(3, 2).text.empty());
    for (auto row = 1; row < 4; ++row)
        CHECK((sheet.at(row, 0).text == "7" && sheet.at(row, 1).text == "7"));
    auto const content = part_of(after, "content.xml");
    CHECK(has(content, R"(style:name="KheoSua_ngay" style:family="table-cell" style:data-style-name="N37")"));
    CHECK(has(content, "<dc:creator>Khéo</dc:creator>"));
    CHECK(after.substr(0, 90) == before.substr(0, 90)); // mimetype first and stored

    auto const again = marked(after, "a.ods", {{.wrong = {}, .taken = {1, 2, 3}}});
    CHECK(sheet_of(again, "a.ods").at(2, 2).text == "Đã nhận");
    CHECK_FALSE(has(part_of(again, "content.xml"), "<office:annotation"));
    CHECK_FALSE(has(part_of(again, "content.xml"), R"(table:style-name="KheoSua_ngay")"));
}

TEST_CASE("a marked CSV file gets one column and keeps every other byte")
{
    std::string const before = "\xef\xbb\xbfTên;Số\r\n\"a;\"\"b\";1\r\n\r\nngắn\r\nc;3";
    auto const after =
        marked(before, "a.csv", {{.wrong = {{1, 1, "Sai \"số\"."}, {3, 1, "Thiếu."}}, .taken = {4}}});
    CHECK(after == "\xef\xbb\xbfTên;Số;\"Cần sửa\"\r\n\"a;\"\"b\";1;\"Sai "
                   "\"\"số\"\".\"\r\n\r\nngắn;;\"Thiếu.\"\r\nc;3;\"Đã nhận\"");
    auto const again = marked(after, "a.csv", {{.wrong = {{4, 0, "Trùng."}}}});
    CHECK(again == "\xef\xbb\xbfTên;Số;\"Cần sửa\"\r\n\"a;\"\"b\";1;\r\n\r\nngắn;;\r\nc;3;\"Trùng.\"");
    CHECK(marked("a,b\n1,2\n", "a.csv", {{.taken = {1}}}) == "\xef\xbb\xbf"
                                                             "a,b,\"Cần sửa\"\n1,2,\"Đã nhận\"\n");
}

TEST_CASE("a column that the officer added after ours stays")
{
    CHECK(marked("a,Cần sửa,ghi chú\n1,x,y\n", "a.csv", {{.taken = {1}}}) ==
          "\xef\xbb\xbf"
          "a,\"Cần sửa\",ghi chú\n1,\"Đã nhận\",y\n");
}
