// SPDX-License-Identifier: AGPL-3.0-or-later
#include "platform/text/csv.hpp"

#include <doctest/doctest.h>

using namespace kheo;
using namespace std::string_literals;
using csv::Row;

TEST_CASE("rows are read as RFC 4180 and spreadsheets write them")
{
    struct {
        char const* what;
        std::string text;
        std::vector<Row> rows;
    } const cases[] = {
        {"commas", "a,b\r\n1,2\r\n", {{"a", "b"}, {"1", "2"}}},
        {"semicolons", "Tên;Số hộ\nMô hình A;12\n", {{"Tên", "Số hộ"}, {"Mô hình A", "12"}}},
        {"tabs", "a\tb\n1\t2", {{"a", "b"}, {"1", "2"}}},
        {"a comma inside cells cut by semicolons",
         "a;b\n1,5;2,5\n3,5;4\n",
         {{"a", "b"}, {"1,5", "2,5"}, {"3,5", "4"}}},
        {"semicolons inside quoted cells", "a,b\n\"x;y;z\",2\n", {{"a", "b"}, {"x;y;z", "2"}}},
        {"quotes, line ends and doubled quotes",
         "a,b\r\n\"hai\r\ndòng\",\"nói \"\"vâng\"\"\"\r\n",
         {{"a", "b"}, {"hai\r\ndòng", "nói \"vâng\""}}},
        {"a quote inside a bare cell", "a,b\nấp \"Ông Hường\",2\n", {{"a", "b"}, {"ấp \"Ông Hường\"", "2"}}},
        {"byte order mark",
         "\xEF\xBB\xBF"
         "mã,tên\n01,Hà Nội\n",
         {{"mã", "tên"}, {"01", "Hà Nội"}}},
        {"old Macintosh line ends", "a,b\r1,2\r", {{"a", "b"}, {"1", "2"}}},
        {"leading zeros and spaces stay", "mã,sđt\n 001 ,0912\n", {{"mã", "sđt"}, {" 001 ", "0912"}}},
        {"no line end at the end", "a,b", {{"a", "b"}}},
        {"empty cells", "a,b,c\n,,\n", {{"a", "b", "c"}, {"", "", ""}}},
        {"blank lines are left out", "a,b\n\n\n1,2\n\n", {{"a", "b"}, {"1", "2"}}},
        {"an empty quoted cell", "a,b\n\"\",2\n", {{"a", "b"}, {"", "2"}}},
        {"one column", "tên\nmột\n", {{"tên"}, {"một"}}},
        {"declared delimiter", "sep=;\r\na,b;c\r\n", {{"a,b", "c"}}},
        {"nothing", "", {}},
        {"only a mark", "\xEF\xBB\xBF", {}},
    };
    for (auto const& [what, text, expected] : cases) {
        CAPTURE(what);
        auto const table = csv::rows(text);
        REQUIRE(table.has_value());
        CHECK(table->rows == expected);
    }
}

TEST_CASE("each row knows the line on which it starts")
{
    auto const table = csv::rows("a,b\n\"x\ny\",1\n\n2,3\n").value();
    CHECK(table.lines == std::vector<std::size_t>{1, 2, 5});
}

TEST_CASE("a broken file is refused with a reason and a place")
{
    struct {
        std::string text;
        std::string_view id;
        std::string_view part;
    } const cases[] = {
        {"a,b\n1,\"hở", "csv_broken_quotes", "dòng 2"},
        {"a,b\n1,2\n\"x\"y,3\n", "csv_broken_quotes", "dòng 3"},
        {"T\xEAn,S\xF4\n", "csv_not_utf8", "CSV UTF-8"},
        {"\xFF\xFE"
         "a\0,\0"s,
         "csv_not_utf8", "UTF-8"},
        {"a,b\0c\n"s, "csv_not_utf8", "UTF-8"},
    };
    for (auto const& [text, id, part] : cases) {
        CAPTURE(text);
        auto const table = csv::rows(text);
        REQUIRE_FALSE(table.has_value());
        CHECK(table.error().id == id);
        CHECK(table.error().sentence.find(part) != std::string::npos);
    }
}

TEST_CASE("limits on bytes, rows, columns and cells hold")
{
    CHECK(csv::rows("aaaa", {.bytes = 3}).error().id == "csv_too_large");
    CHECK(csv::rows("a\nb\nc\n", {.rows = 2}).error().id == "csv_too_large");
    CHECK(csv::rows("a\nb\n", {.rows = 2}).has_value());
    CHECK(csv::rows("a,b,c\n", {.columns = 2}).error().id == "csv_too_large");
    CHECK(csv::rows("aaaa,b\n", {.cell = 3}).error().id == "csv_too_large");
    CHECK(csv::rows("\"aaaa\",b\n", {.cell = 3}).error().status == 413);
}

TEST_CASE("records are asked by the name of their column")
{
    auto const records =
        csv::Records::parse("short,full\nUBND,Ủy ban nhân dân\nDVK\n", {"short", "full"}).value();
    REQUIRE(records.size() == 2);
    CHECK(records.at(0, "full") == "Ủy ban nhân dân");
    CHECK(records.at(1, "full") == "");
    CHECK(records.at(0, "unknown") == "");
    CHECK(records.line(1) == 3);
}

TEST_CASE("a heading is compared without regard to Unicode form and outer space")
{
    auto const records = csv::Records::parse(" Te\u0302n ,b\nx,1\n", {"Tên"}).value();
    CHECK(records.at(0, "Tên") == "x");
}

TEST_CASE("records with a heading that does not fit are refused")
{
    CHECK(csv::Records::parse("a,b\n1,2\n", {"c"}).error().id == "csv_no_column");
    CHECK(csv::Records::parse("", {"c"}).error().id == "csv_no_column");
    CHECK(csv::Records::parse("a,a\n1,2\n", {"a"}).error().id == "csv_twice_column");
    CHECK(csv::Records::parse("a,b\n1,2,3\n", {"a"}).error().sentence.find("Dòng 2") != std::string::npos);
}

TEST_CASE("a written file begins with the mark that spreadsheets need")
{
    CHECK(csv::written({{"mã", "tên"}}, {.mark = csv::Mark::utf8}) == "\xEF\xBB\xBF"
                                                                      "mã,tên\r\n");
    CHECK(csv::written({{"a;b", "c,d"}}, {.delimiter = ';'}) == "\"a;b\";c,d\r\n");
}

TEST_CASE("a cell that would run as a formula is guarded, a number is not")
{
    struct {
        std::string cell;
        std::string written;
    } const cases[] = {
        {"=1+1", "'=1+1"},
        {"+84912345678", "'+84912345678"},
        {"-", "'-"},
        {"-5", "-5"},
        {"-1.234,5", "\"-1.234,5\""},
        {"@SUM(A1)", "'@SUM(A1)"},
        {"\tx", "'\tx"},
        {"\rx", "\"'\rx\""},
        {"'=1", "''=1"},
        {"5 = 5", "5 = 5"},
        {"'quoted'", "'quoted'"},
        {"- gạch đầu dòng", "'- gạch đầu dòng"},
        {"=HYPERLINK(\"http://x\")", "\"'=HYPERLINK(\"\"http://x\"\")\""},
    };
    for (auto const& [cell, expected] : cases) {
        std::string out;
        csv::append(out, Row{cell, "x"});
        CHECK(out == expected + ",x\r\n");
    }
}

TEST_CASE("what is written is read back cell by cell")
{
    std::vector<Row> const rows = {
        {"tên", "số", "ghi chú"},
        {"=1+1", " hai  khoảng ", "a;b,c\td"},
        {"'=x", "''", "nói \"vâng\"\r\nvà xuống dòng"},
        {"", "-5", "@"},
    };
    for (char const delimiter : {',', ';', '\t'}) {
        auto const read =
            csv::rows(csv::written(rows, {.delimiter = delimiter, .mark = csv::Mark::utf8})).value();
        CHECK(read.delimiter == delimiter);
        REQUIRE(read.rows.size() == rows.size());
        for (std::size_t i = 0; i < rows.size(); ++i)
            for (std::size_t j = 0; j < rows[i].size(); ++j)
                CHECK(csv::unguarded(read.rows[i][j]) == rows[i][j]);
    }
}

TEST_CASE("a row of one empty cell is no blank line")
{
    CHECK(csv::written({{""}}) == "\"\"\r\n");
}
