// SPDX-License-Identifier: AGPL-3.0-or-later
#include "platform/sheets/letter.hpp"
#include "platform/sheets/package.hpp"
#include "platform/sheets/table.hpp"
#include "platform/sheets/table_text.hpp"
#include "platform/sheets/xml.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <array>
#include <map>

using namespace kheo;
using namespace kheo::sheets;

namespace
{

Table summary()
{
    return {.sheet = "Biểu tổng hợp",
            .title = {"BIỂU TỔNG HỢP MÔ HÌNH DÂN VẬN KHÉO", "Số liệu tính đến ngày 21/11/2026"},
            .groups = {{2, 2, "Đăng ký"}},
            .columns = {{"Mã", 8, ColumnKind::code},
                        {"Đơn vị", 30, ColumnKind::text},
                        {"Mới", 8, ColumnKind::whole},
                        {"Duy trì", 8, ColumnKind::whole},
                        {"Tỷ lệ", 8, ColumnKind::percent},
                        {"Ngày gửi", 12, ColumnKind::date}},
            .rows = {{.cells = {std::string("Khối xã, phường")}, .style = RowStyle::group, .span = 6},
                     {.cells = {std::string("00123"), std::string("Xã <An> & Bình"), 5.0, 1234.0, 0.875,
                                *date_of({2026, 11, 20})}},
                     {.cells = {std::string("00124"), std::string("Phường Đông"), 7.0, 0.0, 1.0,
                                std::monostate()}},
                     {.cells = {std::string(), std::string("Tổng"), Sum{{{1, 2, 2, 2}}}, Sum{{{1, 3, 2, 3}}}},
                      .style = RowStyle::total},
                     {.cells = {std::string(), std::string("Cả hai"), Sum{{{3, 2, 3, 3}}}},
                      .style = RowStyle::total}},
            .notes = {"Đơn vị chưa gửi: xã Tân Lập."}};
}

std::string part_of(std::string const& bytes, std::string const& name)
{
    auto const package = Package::open(bytes);
    REQUIRE(package);
    auto const part = package->part(name);
    REQUIRE(part);
    return *part;
}

bool has(std::string const& text, std::string_view piece)
{
    return text.find(piece) != std::string::npos;
}

// The children of each element of one name stand in the schema's order.
bool in_order(pugi::xml_node node, std::map<std::string, std::vector<std::string>> const& orders)
{
    auto const order = orders.find(node.name());
    auto last = 0l;
    for (auto const& inner : node.children()) {
        if (order != orders.end()) {
            auto const place = std::ranges::find(order->second, inner.name()) - order->second.begin();
            if (place == static_cast<long>(order->second.size()) || place < last)
                return false;
            last = place;
        }
        if (!in_order(inner, orders))
            return false;
    }
    return true;
}

} // namespace

TEST_CASE("sums are ours, over numbers and over other sums")
{
    auto const table = summary();
    CHECK(value_of(table, std::get<Sum>(table.rows[3].cells[2])) == 12);
    CHECK(value_of(table, std::get<Sum>(table.rows[4].cells[2])) == 1246);
    auto circle = table;
    circle.rows[1].cells[2] = Sum{{{3, 2, 3, 2}}};
    CHECK_THROWS_AS(value_of(circle, Sum{{{3, 2, 3, 2}}}), Contradiction);
    CHECK_THROWS_AS(value_of(table, Sum{{{3, 0, 9, 0}}}), Contradiction);
}

TEST_CASE("cells are worded as people read them")
{
    Table const table;
    CHECK(words_of(table, 1234567.0, ColumnKind::whole) == "1.234.567");
    CHECK(words_of(table, 1234.56, ColumnKind::decimal) == "1.234,6");
    CHECK(words_of(table, 0.875, ColumnKind::percent) == "87,5%");
    CHECK(words_of(table, *date_of({2026, 1, 2}), ColumnKind::date) == "02/01/2026");
    CHECK(words_of(table, std::string("058"), ColumnKind::code) == "058");
    CHECK(words_of(table, std::monostate(), ColumnKind::whole).empty());
}

TEST_CASE("a table written as .xlsx is read back as it was")
{
    auto const bytes = to_xlsx({summary(), summary()});
    auto const book = read(bytes, "a.xlsx");
    REQUIRE(book);
    REQUIRE(book->sheets.size() == 2);
    CHECK(book->sheets[0].name == "Biểu tổng hợp");
    CHECK(book->sheets[1].name == "Biểu tổng hợp 2");
    auto const& sheet = book->sheets[0];
    CHECK(sheet.at(0, 0).text == "BIỂU TỔNG HỢP MÔ HÌNH DÂN VẬN KHÉO");
    CHECK(sheet.at(3, 2).text == "Đăng ký");
    CHECK(sheet.at(3, 0).text == "Mã");
    CHECK(sheet.at(4, 3).text == "Duy trì");
    CHECK(sheet.at(6, 0) == Cell{"00123", Kind::text});
    CHECK(sheet.at(6, 4) == Cell{"87.5%", Kind::number});
    CHECK(sheet.at(6, 5) == Cell{"2026-11-20", Kind::date});
    CHECK(sheet.at(8, 2) == Cell{"12", Kind::number});
    CHECK(sheet.at(8, 3) == Cell{"1234", Kind::number});
    CHECK(sheet.at(11, 0).text == "Đơn vị chưa gửi: xã Tân Lập.");
    CHECK(std::ranges::find(sheet.merged, Range{3, 2, 3, 3}) != sheet.merged.end());
    auto const xml = part_of(bytes, "xl/worksheets/sheet1.xml");
    CHECK(has(xml, R"(orientation="landscape")"));
    CHECK(has(xml, R"(fitToHeight="0")"));
    CHECK(has(xml, "<f>SUM(C7:C8)</f><v>12</v>"));
    CHECK(has(xml, "Trang &amp;P/&amp;N"));
}

TEST_CASE("names that Excel forbids are mended")
{
    Table table{.sheet = "Quý [1/2026]: " + std::string(40, 'x'), .columns = {{"a"}}};
    auto const book = read(to_xlsx({table}), "a.xlsx");
    REQUIRE(book);
    CHECK(book->sheets[0].name.size() <= 33);
    CHECK(book->sheets[0].name.starts_with("Quý 12026 x"));
}

TEST_CASE("a letter has the parts of Decree 30 and its XML the schema's order")
{
    auto const bytes =
        to_docx({.superior = "HUYỆN ỦY",
                 .organisation = "ỦY BAN NHÂN DÂN XÃ AN BÌNH",
                 .number = "Số: 12/BC-UBND",
                 .place_and_date = "An Bình, ngày 21 tháng 11 năm 2026",
                 .type = "BÁO CÁO",
                 .subject = "Kết quả đăng ký mô hình",
                 .opening = {{"Thực hiện <chỉ thị> & kế hoạch"}, {"Kết quả", ParagraphStyle::bold}},
                 .table = summary(),
                 .closing = {{"Trên đây là báo cáo./."}, {"ý một", ParagraphStyle::item}},
                 .recipients = {"Như trên", "Lưu: VT"},
                 .signature = Signature{{"TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH"}, ""}});
    auto const xml = Xml::parse(part_of(bytes, "word/document.xml"));
    REQUIRE(xml);
    auto const text = part_of(bytes, "word/document.xml");
    for (auto const* words :
         {"CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc", "ỦY BAN NHÂN DÂN XÃ AN BÌNH",
          "&lt;chỉ thị&gt; &amp; kế hoạch", "1.234", "87,5%", "20/11/2026", "- Lưu: VT.", "CHỦ TỊCH"})
        CHECK_MESSAGE(has(text, words), words);
    // ECMA-376 part 1, 17.3.1.26, 17.3.2.28, 17.4.60, 17.4.70
    CHECK(in_order(xml->root(), {{"w:pPr", {"w:keepNext", "w:pBdr", "w:spacing", "w:ind", "w:jc"}},
                                 {"w:rPr", {"w:b", "w:bCs", "w:i", "w:iCs", "w:sz", "w:szCs"}},
                                 {"w:tblPr", {"w:tblW", "w:tblBorders", "w:tblLayout", "w:tblCellMar"}},
                                 {"w:tcPr", {"w:tcW", "w:gridSpan", "w:vMerge", "w:vAlign"}},
                                 {"w:sectPr", {"w:headerReference", "w:pgSz", "w:pgMar", "w:titlePg"}}}));
    auto const types = part_of(bytes, "[Content_Types].xml");
    CHECK(has(types, "/word/document.xml"));
    for (auto const* part :
         {"word/styles.xml", "word/header1.xml", "_rels/.rels", "word/_rels/document.xml.rels"})
        CHECK(Xml::parse(part_of(bytes, part)));
}

TEST_CASE("every row of a letter's table fills the grid")
{
    auto const document = part_of(
        to_docx({.organisation = "a", .place_and_date = "b", .table = summary(), .page = Page::landscape}),
        "word/document.xml");
    auto const xml = Xml::parse(document);
    REQUIRE(xml);
    auto tables = child(child(xml->root(), "body"), "tbl");
    tables = next(tables, "tbl"); // the first is the heading's frame
    REQUIRE(tables);
    for (auto row = child(tables, "tr"); row; row = next(row, "tr")) {
        auto columns = 0;
        for (auto cell = child(row, "tc"); cell; cell = next(cell, "tc"))
            columns += std::max(1, whole(child(child(cell, "tcPr"), "gridSpan"), "val", 1));
        CHECK(columns == 6);
    }
    CHECK(has(document, R"(w:orient="landscape")"));
}
