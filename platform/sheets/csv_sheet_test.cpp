// SPDX-License-Identifier: AGPL-3.0-or-later
#include "platform/sheets/csv_sheet.hpp"

#include <doctest/doctest.h>

using namespace kheo;
using namespace kheo::sheets;

TEST_CASE("a CSV file is one sheet of texts, with its leading zeros and blank lines")
{
    auto const book = read("\xef\xbb\xbfTên;Mã;Ngày\r\n\r\n\"An; Bình\";058000000001;21/11/2025\r\n",
                           "đợt 1/xã an bình.csv");
    REQUIRE(book);
    auto const& sheet = book->sheets[0];
    CHECK(sheet.name == "xã an bình");
    REQUIRE(sheet.rows.size() == 3);
    CHECK(sheet.at(0, 0).text == "Tên");
    CHECK(sheet.rows[1].empty());
    CHECK(sheet.at(2, 0).text == "An; Bình");
    CHECK(sheet.at(2, 1) == Cell{"058000000001", Kind::text});
}

TEST_CASE("a cell over two lines does not push the rows below it down")
{
    auto const book = read("a,b\n\"một\nhai\",2\n\n3,4\n", "a.csv");
    REQUIRE(book);
    CHECK(book->sheets[0].at(1, 0).text == "một\nhai");
    CHECK(book->sheets[0].at(3, 0).text == "3");
}

TEST_CASE("Excel's Unicode Text is read")
{
    std::string bytes = "\xff\xfe";
    for (auto const unit : {u'X', u'ã', u'\t', u'1', u'\n', u'Ủ', u'\t', u'\xd83d', u'\xdc4d', u'\n'}) {
        bytes += static_cast<char>(unit & 0xff);
        bytes += static_cast<char>(unit >> 8);
    }
    auto const book = read(bytes, "a.txt");
    REQUIRE(book);
    CHECK(book->sheets[0].at(0, 0).text == "Xã");
    CHECK(book->sheets[0].at(1, 1).text == "👍");
}

TEST_CASE("records are found where they stand in the bytes")
{
    std::string_view const text = "a;\"b\r\n\"\"c\"\r\n\r\nd;e";
    auto const found = records(text, ';');
    REQUIRE(found.size() == 3);
    CHECK(text.substr(found[0].begin, found[0].end - found[0].begin) == "a;\"b\r\n\"\"c\"");
    CHECK(found[1].begin == found[1].end);
    CHECK(found[1].line == 3);
    CHECK(text.substr(found[2].begin) == "d;e");
}

TEST_CASE("a CSV file in old letters is read where its words leave no doubt, and refused where they do")
{
    auto const book = read("T\xaan m\xab h\xd7nh,X\xb7\r\nNh\xa9n d\xa9n hi\xd5n \xae\xcat l\xb5m "
                           "\xae\xad\xeang,\xb8i M\xa9y\r\n",
                           "a.csv");
    REQUIRE(book);
    CHECK(book->sheets[0].at(0, 0).text == "Tên mô hình");
    CHECK(book->sheets[0].at(1, 0).text == "Nhân dân hiến đất làm đường");
    CHECK(book->sheets[0].changed.flags() == "tw");
    auto const doubtful = read("a,b\r\nx\xb7,1\r\n", "a.csv");
    REQUIRE_FALSE(doubtful);
    CHECK(doubtful.error().id == "csv_not_utf8");
}
