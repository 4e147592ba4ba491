// SPDX-License-Identifier: AGPL-3.0-or-later
#include "platform/sheets/made_test.hpp"
#include "platform/sheets/sheet.hpp"

#include <doctest/doctest.h>

using namespace kheo;
using namespace kheo::sheets;

namespace
{

Outcome<Workbook> read_rows(std::string const& rows, std::string const& styles = "")
{
    return read(made::ods("<table:table table:name=\"Đăng ký\">" + rows + "</table:table>", styles), "a.ods");
}

Cell only_cell(std::string const& cell)
{
    auto const book = read_rows("<table:table-row>" + cell + "</table:table-row>");
    REQUIRE_MESSAGE(book, (book ? "" : book.error().id));
    return book->sheets[0].at(0, 0);
}

} // namespace

TEST_CASE("an .ods cell says what a person sees in it")
{
    struct Row {
        char const* cell;
        Cell expected;
    };
    Row const rows[] = {
        {R"(<table:table-cell office:value-type="string"><text:p>Xã An Bình</text:p></table:table-cell>)",
         {"Xã An Bình", Kind::text}},
        {R"(<table:table-cell office:value-type="string"><text:p>một</text:p><text:p>hai</text:p></table:table-cell>)",
         {"một\nhai", Kind::text}},
        {R"(<table:table-cell office:value-type="string"><text:p>a<text:s text:c="3"/>b<text:tab/><text:span>c</text:span></text:p></table:table-cell>)",
         {"a   b\tc", Kind::text}},
        {R"(<table:table-cell office:value-type="string" office:string-value="x"/>)", {"x", Kind::text}},
        {R"(<table:table-cell office:value-type="float" office:value="1250000"><text:p>1.250.000</text:p></table:table-cell>)",
         {"1250000", Kind::number}},
        {R"(<table:table-cell office:value-type="float" office:value="58000000001"><text:p>058000000001</text:p></table:table-cell>)",
         {"058000000001", Kind::text}},
        {R"(<table:table-cell office:value-type="percentage" office:value="0.875"><text:p>87,5%</text:p></table:table-cell>)",
         {"87.5%", Kind::number}},
        {R"(<table:table-cell office:value-type="currency" office:value="5"><text:p>5 ₫</text:p></table:table-cell>)",
         {"5", Kind::number}},
        {R"(<table:table-cell office:value-type="date" office:date-value="2025-11-21"><text:p>21/11/25</text:p></table:table-cell>)",
         {"2025-11-21", Kind::date}},
        {R"(<table:table-cell office:value-type="date" office:date-value="2025-11-21T14:30:00"><text:p>x</text:p></table:table-cell>)",
         {"2025-11-21T14:30:00", Kind::date}},
        {R"(<table:table-cell office:value-type="date" office:date-value="2025-02-30"><text:p>30/2</text:p></table:table-cell>)",
         {"30/2", Kind::text}},
        {R"(<table:table-cell office:value-type="time" office:time-value="PT14H30M00S"><text:p>14:30</text:p></table:table-cell>)",
         {"14:30:00", Kind::date}},
        {R"(<table:table-cell office:value-type="boolean" office:boolean-value="true"><text:p>TRUE</text:p></table:table-cell>)",
         {"TRUE", Kind::boolean}},
        {R"(<table:table-cell office:value-type="string" calcext:value-type="error"><text:p>#DIV/0!</text:p></table:table-cell>)",
         {"#DIV/0!", Kind::error}},
        {R"(<table:table-cell office:value-type="string"><office:annotation><text:p>ghi chú</text:p></office:annotation><text:p>ô</text:p></table:table-cell>)",
         {"ô", Kind::text}},
        {R"(<table:table-cell office:value-type="string"><text:p><text:s text:c="2000000000"/>z</text:p></table:table-cell>)",
         {std::string(100, ' ') + "z", Kind::text}},
    };
    for (auto const& row : rows) {
        CAPTURE(row.cell);
        auto const cell = only_cell(row.cell);
        CHECK(cell.text == row.expected.text);
        CHECK(cell.kind == row.expected.kind);
    }
}

TEST_CASE("filled repeats are expanded, blank tails of a million rows are not")
{
    auto const book = read_rows(R"(
<table:table-header-rows><table:table-row><table:table-cell office:value-type="string" table:number-columns-repeated="2"><text:p>h</text:p></table:table-cell><table:table-cell table:number-columns-repeated="16382"/></table:table-row></table:table-header-rows>
<table:table-row table:number-rows-repeated="2"><table:table-cell/><table:table-cell office:value-type="float" office:value="7"/></table:table-row>
<table:table-row table:number-rows-repeated="3"><table:table-cell table:number-columns-repeated="16384"/></table:table-row>
<table:table-row-group><table:table-row table:visibility="collapse"><table:table-cell office:value-type="float" office:value="8"/></table:table-row></table:table-row-group>
<table:table-row table:number-rows-repeated="1048569"><table:table-cell table:number-columns-repeated="16384"/></table:table-row>)");
    REQUIRE(book);
    auto const& sheet = book->sheets[0];
    CHECK(sheet.rows.size() == 7);
    CHECK(sheet.at(0, 1).text == "h");
    CHECK(sheet.at(2, 1).text == "7");
    CHECK(sheet.at(6, 0).text == "8");
    CHECK(sheet.rows[0].size() == 2);
    CHECK(sheet.hidden_rows);
}

TEST_CASE("merged cells are ranges and what they cover is empty")
{
    auto const book = read_rows(
        R"(<table:table-row><table:table-cell table:number-columns-spanned="3" table:number-rows-spanned="2" office:value-type="string"><text:p>BIỂU</text:p></table:table-cell><table:covered-table-cell table:number-columns-repeated="2"><text:p>ẩn</text:p></table:covered-table-cell><table:table-cell office:value-type="float" office:value="1"/></table:table-row>)");
    REQUIRE(book);
    CHECK(book->sheets[0].merged == std::vector<Range>{{0, 0, 1, 2}});
    CHECK(book->sheets[0].at(0, 1).text.empty());
    CHECK(book->sheets[0].at(0, 3).text == "1");
}

TEST_CASE("hidden tables and columns are told")
{
    auto const book = read(
        made::ods(
            R"(<table:table table:name="ẩn" table:style-name="t1"><table:table-column table:visibility="collapse"/><table:table-row><table:table-cell office:value-type="float" office:value="1"/></table:table-row></table:table>)",
            R"(<style:style style:name="t1" style:family="table"><style:table-properties table:display="false"/></style:style>)"),
        "a.ods");
    REQUIRE(book);
    CHECK(book->sheets[0].hidden);
    CHECK(book->sheets[0].hidden_columns);
}

TEST_CASE("a filled cell repeated without end is refused")
{
    for (
        auto const* cell :
        {R"(<table:table-row table:number-rows-repeated="1048576"><table:table-cell table:number-columns-repeated="16384" office:value-type="float" office:value="1"/></table:table-row>)",
         R"(<table:table-row><table:table-cell table:number-columns-repeated="2147483647" office:value-type="float" office:value="1"/></table:table-row>)",
         R"(<table:table-row table:number-rows-repeated="999999999"/><table:table-row table:number-rows-repeated="2147483647"><table:table-cell office:value-type="float" office:value="1"/></table:table-row>)"}) {
        auto const book = read_rows(cell);
        CHECK((!book && (book.error().id == "sheet_too_large" || book.error().id == "sheet_empty")));
    }
}

TEST_CASE("an .ods cell in a font of before Unicode is read by its own style, its row's or its column's")
{
    constexpr auto styles =
        R"(<style:style style:family="table-cell" style:name="T"><style:text-properties style:font-name=".VnTime"/></style:style><style:style style:family="table-cell" style:name="U"><style:text-properties style:font-name="Arial"/></style:style><style:style style:family="text" style:name="H"><style:text-properties style:font-name=".VnTimeH"/></style:style>)";
    constexpr auto cell = R"(<text:p>x·</text:p></table:table-cell>)";
    auto const string = std::string(R"(office:value-type="string">)") + cell;
    auto const book = read_rows(
        R"(<table:table-column table:number-columns-repeated="2"/><table:table-column table:default-cell-style-name="T"/>)"
        "<table:table-row><table:table-cell table:style-name=\"T\" " +
            string + "<table:table-cell " + string + "<table:table-cell " + string +
            "<table:table-cell table:style-name=\"U\" " + string +
            R"(<table:table-cell table:style-name="T" office:value-type="string"><text:p>x· <text:span text:style-name="H">®Þa</text:span></text:p></table:table-cell></table:table-row>)",
        styles);
    REQUIRE(book);
    auto const& sheet = book->sheets[0];
    CHECK(sheet.at(0, 0).text == "xã");
    CHECK(sheet.at(0, 1).text == "x·");
    CHECK(sheet.at(0, 2).text == "xã");
    CHECK(sheet.at(0, 3).text == "x·");
    CHECK(sheet.at(0, 4).text == "xã ĐỊA");
    CHECK(sheet.changed.flags() == "t");
}

TEST_CASE("an .ods cell of one word in an old font is read as its column is")
{
    constexpr auto styles =
        R"(<style:style style:family="table-cell" style:name="T"><style:text-properties style:font-name=".VnTime"/></style:style>)";
    auto const row = [](std::string const& first, std::string const& second) {
        auto const cell = [](std::string const& text) {
            return R"(<table:table-cell table:style-name="T" office:value-type="string"><text:p>)" + text +
                   "</text:p></table:table-cell>";
        };
        return "<table:table-row>" + cell(first) + cell(second) + "</table:table-row>";
    };
    auto const book = read_rows(row("Xã", "Lô 2") + row("Hội Nông dân", "x·"), styles);
    REQUIRE(book);
    CHECK(book->sheets[0].at(0, 0).text == "Xã");
    CHECK(book->sheets[0].at(0, 1).text == "Lụ 2");
    CHECK(book->sheets[0].at(1, 1).text == "xã");
}
