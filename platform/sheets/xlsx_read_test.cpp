// SPDX-License-Identifier: AGPL-3.0-or-later
#include "platform/sheets/made_test.hpp"
#include "platform/sheets/sheet.hpp"

#include <doctest/doctest.h>

using namespace kheo;
using namespace kheo::sheets;

namespace
{

Sheet only_sheet(made::Xlsx const& x)
{
    auto const book = read(made::xlsx(x), "a.xlsx");
    REQUIRE_MESSAGE(book, (book ? "" : book.error().id));
    REQUIRE(book->sheets.size() == 1);
    return book->sheets.front();
}

// The first cell of a sheet of one.
Cell only_cell(std::string const& cell, std::string const& formats = "", std::string const& styles = "",
               std::string const& book = "")
{
    return only_sheet({.data = "<row r=\"1\"><c r=\"A1\"" + cell + "</c></row>",
                       .strings =
                           "<si><t>Xã An Bình</t></si><si><r><rPr><b/></rPr><t>Dân vận </t></r><r><t "
                           "xml:space=\"preserve\">khéo</t></r><rPh sb=\"0\" eb=\"1\"><t>đọc</t></rPh></si>",
                       .formats = formats,
                       .styles = styles,
                       .book = book})
        .at(0, 0);
}

std::string refused(std::string_view bytes, std::string_view name = "a.xlsx")
{
    auto const book = read(bytes, name);
    return book ? "read" : book.error().id;
}

} // namespace

TEST_CASE("a cell says what a person sees in it")
{
    auto const custom = [](char const* code) {
        return std::string("<numFmt numFmtId=\"170\" formatCode=\"") + code + "\"/>";
    };
    auto const by = [](int format) { return fmt::format("<xf numFmtId=\"{}\"/>", format); };
    std::vector<std::tuple<std::string, std::string, std::string, Cell>> const rows{
        {" t=\"s\"><v>0</v>", "", "", {"Xã An Bình", Kind::text}},
        {" t=\"s\"><v>1</v>", "", "", {"Dân vận khéo", Kind::text}},
        {" t=\"s\"><v>99</v>", "", "", {"#REF!", Kind::error}},
        {" t=\"inlineStr\"><is><t>thôn 1</t></is>", "", "", {"thôn 1", Kind::text}},
        {" t=\"inlineStr\"><is><r><t>thôn</t></r><r><t> 2</t></r></is>", "", "", {"thôn 2", Kind::text}},
        {" t=\"str\"><f>A2&amp;B2</f><v>ghép</v>", "", "", {"ghép", Kind::text}},
        {" t=\"b\"><v>1</v>", "", "", {"TRUE", Kind::boolean}},
        {" t=\"e\"><v>#N/A</v>", "", "", {"#N/A", Kind::error}},
        {"><f>SUM(B1:B9)</f><v>45</v>", "", "", {"45", Kind::number}},
        {"><f>SUM(B1:B9)</f>", "", "", {"#CALC!", Kind::error}},
        {"><v>1250000</v>", "", "", {"1250000", Kind::number}},
        {"><v>0.1</v>", "", "", {"0.1", Kind::number}},
        {"><v>0.30000000000000004</v>", "", "", {"0.3", Kind::number}},
        {"><v>1.25E7</v>", "", "", {"12500000", Kind::number}},
        {"><v>1E-7</v>", "", "", {"0.0000001", Kind::number}},
        {"><v>-3.5</v>", "", "", {"-3.5", Kind::number}},
        {"><v>nan</v>", "", "", {"nan", Kind::error}},
        // an identity number typed into a number cell, and one formatted to keep its zeros
        {"><v>79099000123</v>", "", "", {"79099000123", Kind::number}},
        {" s=\"1\"><v>58000000001</v>", custom("000000000000"), by(170), {"058000000001", Kind::text}},
        {" t=\"s\" s=\"1\"><v>0</v>", custom("000000000000"), by(170), {"Xã An Bình", Kind::text}},
        {" s=\"1\"><v>45982</v>", "", by(14), {"2025-11-21", Kind::date}},
        {" s=\"1\"><v>45982.604166666664</v>", "", by(22), {"2025-11-21T14:30:00", Kind::date}},
        {" s=\"1\"><v>0.604166666666667</v>", "", by(20), {"14:30:00", Kind::date}},
        {" s=\"1\"><v>45982</v>", custom("dd/mm/yyyy;@"), by(170), {"2025-11-21", Kind::date}},
        {" s=\"1\"><v>45982</v>", custom("[$-42A]d mmmm yyyy"), by(170), {"2025-11-21", Kind::date}},
        {" s=\"1\"><v>45982</v>", custom("&quot;ngày &quot;dd"), by(170), {"2025-11-21", Kind::date}},
        // letters inside quotes, brackets and escapes are no date
        {" s=\"1\"><v>12</v>", custom("0&quot; hộ dân&quot;"), by(170), {"12", Kind::number}},
        {" s=\"1\"><v>12</v>", custom("#,##0\\ \\d"), by(170), {"12", Kind::number}},
        {" s=\"1\"><v>12</v>", custom("[Red]#,##0"), by(170), {"12", Kind::number}},
        {" s=\"1\"><v>1.5</v>", custom("[hh]:mm"), by(170), {"1900-01-01T12:00:00", Kind::date}},
        {" s=\"1\"><v>60</v>", "", by(14), {"60", Kind::number}}, // 29 February 1900 never was
        {" s=\"1\"><v>59</v>", "", by(14), {"1900-02-28", Kind::date}},
        {" s=\"1\"><v>61</v>", "", by(14), {"1900-03-01", Kind::date}},
        {" s=\"1\"><v>-5</v>", "", by(14), {"-5", Kind::number}},
        {" s=\"1\"><v>2958466</v>", "", by(14), {"2958466", Kind::number}},
        {" s=\"1\"><v>0.875</v>", "", by(10), {"87.5%", Kind::number}},
        {" s=\"1\"><v>1</v>", custom("0%"), by(170), {"100%", Kind::number}},
        {" t=\"d\"><v>2025-11-21T00:00:00</v>", "", "", {"2025-11-21", Kind::date}},
        {" s=\"77\"><v>3</v>", "", "", {"3", Kind::number}},
        {" s=\"-4\"><v>3</v>", "", "", {"3", Kind::number}},
    };
    for (auto const& [cell, formats, style, expected] : rows) {
        CAPTURE(cell);
        CAPTURE(formats);
        auto const found = only_cell(cell, formats, style);
        CHECK(found.text == expected.text);
        CHECK(found.kind == expected.kind);
    }
}

TEST_CASE("a book that counts days from 1904 says the same day")
{
    auto const cell =
        only_cell(" s=\"1\"><v>44520</v>", "", "<xf numFmtId=\"14\"/>", "<workbookPr date1904=\"1\"/>");
    CHECK(cell.text == "2025-11-21");
}

TEST_CASE("text comes in as form C, whatever the keyboard, and keeps its emoji")
{
    CHECK(only_cell(" t=\"inlineStr\"><is><t>Ta\u0302\u0323n du\u0323ng</t></is>").text == "Tận dụng");
    CHECK(only_cell(" t=\"inlineStr\"><is><t>Giỏi 👍🏽</t></is>").text == "Giỏi 👍🏽");
    CHECK(only_cell(" t=\"inlineStr\"><is><t>một_x000D_\nhai_x0007_</t></is>").text == "một\nhai");
    CHECK(only_cell(" t=\"inlineStr\"><is><t>mã_x005F_x000D_</t></is>").text == "mã_x000D_");
    CHECK(only_cell(" t=\"inlineStr\"><is><t>\xff\xfe</t></is>").text.find('\xff') == std::string::npos);
}

TEST_CASE("cells stand where they say, and without saying so after the one before")
{
    auto const sheet = only_sheet(
        {.data = "<row r=\"2\"><c r=\"B2\"><v>1</v></c><c><v>2</v></c></row><row><c><v>3</v></c></row>"});
    CHECK(sheet.rows.size() == 3);
    CHECK(sheet.at(1, 1).text == "1");
    CHECK(sheet.at(1, 2).text == "2");
    CHECK(sheet.at(2, 0).text == "3");
    CHECK(sheet.at(0, 0).text.empty());
    CHECK(sheet.at(-1, 700).kind == Kind::empty);
}

TEST_CASE("merged ranges, widths and hidden rows and columns are told")
{
    auto const sheet =
        only_sheet({.data = "<row r=\"1\" hidden=\"1\"><c r=\"A1\"><v>1</v></c></row>",
                    .around = "<mergeCells><mergeCell ref=\"A1:C2\"/><mergeCell ref=\"C9:A1\"/></mergeCells>",
                    .before = "<cols><col min=\"1\" max=\"2\" width=\"20.5\"/><col min=\"3\" max=\"16384\" "
                              "width=\"9\" hidden=\"1\"/></cols>"});
    CHECK(sheet.merged == std::vector<Range>{{0, 0, 1, 2}});
    CHECK(sheet.widths[1] == doctest::Approx(20.5));
    CHECK(sheet.hidden_rows);
    CHECK(sheet.hidden_columns);
    CHECK_FALSE(sheet.hidden);
}

TEST_CASE("elements may carry a prefix, and the sheet's part any name")
{
    auto all = made::parts({.sheet_target = "/data/bang.xml"});
    for (auto& [name, content] : all)
        if (name == "data/bang.xml")
            content =
                R"(<x:worksheet xmlns:x="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><x:sheetData><x:row r="1"><x:c r="A1" t="inlineStr"><x:is><x:t>thôn</x:t></x:is></x:c></x:row></x:sheetData></x:worksheet>)";
    auto const book = read(packed(all), "a.xlsx");
    REQUIRE(book);
    CHECK(book->sheets[0].at(0, 0).text == "thôn");
    CHECK(book->sheets[0].name == "Đăng ký");
}

TEST_CASE("a million blank rows cost nothing, and one far cell is still read")
{
    auto const far = only_sheet({.data = "<row r=\"1048576\"><c r=\"XFD1048576\"><v>1</v></c></row>"});
    CHECK(far.at(1'048'575, 16'383).text == "1");
    std::string styled;
    for (auto row = 1; row <= 50'000; ++row)
        styled += fmt::format("<row r=\"{0}\"><c r=\"A{0}\" s=\"0\"/><c r=\"B{0}\" s=\"0\"/></row>", row);
    CHECK(refused(made::xlsx({.data = styled})) == "sheet_empty");
}

TEST_CASE("what is broken, too large or dangerous is refused by name")
{
    auto const sheet = [](std::string const& data) { return made::xlsx({.data = data}); };
    CHECK(refused(sheet("<row r=\"2\"><c r=\"A2\"><v>1</v></c></row><row r=\"1\"/>")) == "sheet_broken");
    CHECK(refused(sheet("<row r=\"1\"><c r=\"B1\"><v>1</v></c><c r=\"A1\"><v>1</v></c></row>")) ==
          "sheet_broken");
    CHECK(refused(sheet("<row r=\"1048577\"><c><v>1</v></c></row>")) == "sheet_broken");
    CHECK(refused(sheet("<row r=\"1\"><c r=\"XFE1\"><v>1</v></c></row>")) == "sheet_broken");
    CHECK(refused(sheet("<row r=\"1\"><c r=\"A1\"><v>1</v></c>")) == "sheet_broken");
    CHECK(refused(sheet("<row r=\"99999999999999999999\"/>")) == "sheet_broken");
    std::string huge;
    for (auto row = 1; row <= 400; ++row) // 400 × 16,384 places > 5 million
        huge += fmt::format("<row r=\"{0}\"><c r=\"XFD{0}\"><v>1</v></c></row>", row);
    CHECK(refused(sheet(huge)) == "sheet_too_large");
    auto const deep = made::repeated("<c>", 200'000) + made::repeated("</c>", 200'000);
    CHECK(refused(sheet(deep)) == "sheet_unsafe");
    auto parts = made::parts({.data = "<row/>"});
    parts.erase(parts.begin() + 4);
    CHECK(refused(packed(parts)) == "sheet_broken");
}

TEST_CASE("one long string said a hundred thousand times is refused before memory is gone")
{
    std::string rows;
    for (auto row = 1; row <= 100'000; ++row)
        rows += fmt::format("<row r=\"{0}\"><c r=\"A{0}\" t=\"s\"><v>0</v></c></row>", row);
    auto const bytes =
        made::xlsx({.data = rows, .strings = "<si><t>" + std::string(30'000, 'x') + "</t></si>"});
    CHECK(refused(bytes) == "sheet_too_large");
}

TEST_CASE("ten thousand rows of twenty columns are read")
{
    std::string rows;
    std::string strings;
    for (auto row = 1; row <= 10'000; ++row) {
        rows += fmt::format("<row r=\"{}\">", row);
        for (auto column = 0; column < 20; ++column)
            rows += column % 3 == 0 ? fmt::format("<c r=\"{}{}\"><v>{}</v></c>",
                                                  static_cast<char>('A' + column), row, row * column)
                                    : fmt::format("<c r=\"{}{}\" t=\"s\"><v>{}</v></c>",
                                                  static_cast<char>('A' + column), row, row - 1);
        rows += "</row>";
        strings += fmt::format("<si><t>Mô hình dân vận khéo số {} của thôn</t></si>", row);
    }
    auto const bytes = made::xlsx({.data = rows, .strings = strings});
    auto const book = read(bytes, "a.xlsx");
    REQUIRE(book);
    CHECK(book->sheets[0].at(9'999, 19).text == "Mô hình dân vận khéo số 10000 của thôn");
}

TEST_CASE("cells in fonts of before Unicode are read by the font of the cell and of its runs")
{
    auto file = made::parts(
        {.data =
             R"(<row r="1"><c r="A1" s="1" t="s"><v>0</v></c><c r="B1" t="s"><v>0</v></c><c r="C1" s="2" t="inlineStr"><is><t>chØ thÞ</t></is></c><c r="D1" s="1" t="s"><v>1</v></c><c r="E1" s="1"><v>12</v></c><c r="F1" s="1" t="str"><f>A1</f><v>x·</v></c></row>)",
         .strings =
             R"(<si><t>d©n vËn x· ph­êng</t></si><si><r><t>§¶ng ñy </t></r><r><rPr><rFont val="Times New Roman"/></rPr><t>xã Đồi Cọ, </t></r><r><rPr><rFont val="VNI-Times"/></rPr><t>daân vaä</t></r><r><rPr><b/><rFont val="VNI-Times"/></rPr><t>n</t></r></si>)",
         .styles = R"(<xf numFmtId="0" fontId="1"/><xf numFmtId="0" fontId="2"/>)"});
    for (auto& [name, text] : file)
        if (name == "xl/styles.xml")
            text.replace(text.find("</fonts>"), 0,
                         R"(<font><name val=".VnTime"/></font><font><name val=".VnTimeH"/></font>)");
    auto const book = read(packed(file), "a.xlsx");
    REQUIRE(book);
    auto const& sheet = book->sheets.front();
    CHECK(sheet.at(0, 0).text == "dân vận xã phường");
    CHECK(sheet.at(0, 2).text == "CHỈ THỊ");
    CHECK(sheet.at(0, 3).text == "Đảng ủy xã Đồi Cọ, dân vận");
    CHECK(sheet.at(0, 4) == Cell{"12", Kind::number});
    CHECK(sheet.at(0, 5).text == "xã");
    CHECK(sheet.changed.flags() == "tv");
    // The same letters in a cell whose font says nothing: too few to tell.
    CHECK(sheet.at(0, 1).text == "d©n vËn x· phêng");
}

TEST_CASE("a cell of one word in an old font is read as its column is, each sheet for itself")
{
    auto const row = [](int number, char const* first, char const* second) {
        return fmt::format(R"(<row r="{0}"><c r="A{0}" s="1" t="inlineStr"><is><t>{1}</t></is></c>)"
                           R"(<c r="B{0}" s="1" t="inlineStr"><is><t>{2}</t></is></c></row>)",
                           number, first, second);
    };
    auto const read_rows = [](std::string const& data) {
        auto file = made::parts({.data = data, .strings = "", .styles = R"(<xf numFmtId="0" fontId="1"/>)"});
        for (auto& [name, text] : file)
            if (name == "xl/styles.xml")
                text.replace(text.find("</fonts>"), 0, R"(<font><name val=".VnTime"/></font>)");
        auto const book = read(packed(file), "a.xlsx");
        REQUIRE(book);
        return book->sheets.front();
    };
    // The first column was typed in Unicode, the second in TCVN3.
    auto const sheet =
        read_rows(row(1, "Xã", "Lô 2") + row(2, "Hội Nông dân", "x·") + row(3, "Lô 2", "ph­êng"));
    CHECK(sheet.at(0, 0).text == "Xã");
    CHECK(sheet.at(1, 0).text == "Hội Nông dân");
    CHECK(sheet.at(2, 0).text == "Lô 2");
    CHECK(sheet.at(0, 1).text == "Lụ 2");
    CHECK(sheet.at(1, 1).text == "xã");
    CHECK(sheet.at(2, 1).text == "phường");
    CHECK(sheet.changed.flags() == "t");
    auto const unicode = read_rows(row(1, "Xã", "Đơn vị") + row(2, "Lô 2", "Hội Nông dân"));
    CHECK(unicode.at(0, 0).text == "Xã");
    CHECK(unicode.at(1, 0).text == "Lô 2");
    CHECK_FALSE(unicode.changed.any());
}

TEST_CASE("a sheet whose letters are old ones under a Unicode font is told by its words")
{
    auto const book = read(
        made::xlsx(
            {.data =
                 R"(<row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1" t="s"><v>1</v></c><c r="C1" t="s"><v>2</v></c></row>)",
             .strings = "<si><t>Nh©n d©n tù nguyÖn hiÕn ®Êt lµm ®­êng</t></si><si><t>C¸c x·, "
                        "ph­êng</t></si><si><t>Hà "
                        "Nam</t></si>"}),
        "a.xlsx");
    REQUIRE(book);
    CHECK(book->sheets[0].at(0, 0).text == "Nhân dân tự nguyện hiến đất làm đường");
    CHECK(book->sheets[0].at(0, 1).text == "Các xã, phường");
    CHECK(book->sheets[0].at(0, 2).text == "Hà Nam");
    CHECK(book->sheets[0].changed.flags() == "tw");
}
