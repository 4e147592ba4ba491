// SPDX-License-Identifier: AGPL-3.0-or-later
#include "platform/text/source.hpp"

#include <doctest/doctest.h>

using namespace kheo::reading;

namespace
{

// A directive as a program prints it: every line cut at one width.
std::string const printed =
    "       TỈNH ỦY MINH HỌA                             ĐẢNG CỘNG SẢN VIỆT NAM\n"
    "          Số 41-CT/TU                        Minh Họa, ngày 08 tháng 4 năm 2025\n"
    "\n"
    "        Những năm qua, cấp ủy, chính quyền các cấp trong tỉnh đã quan tâm đổi mới\n"
    "công tác dân vận, tổ chức nhiều cuộc đối thoại, giải quyết dứt điểm nhiều kiến\n"
    "nghị của công dân và được Nhân dân ghi nhận.\n"
    "\n"
    "        1. Người đứng đầu cấp ủy, chính quyền các cấp trực tiếp đối thoại với\n"
    "Nhân dân ít nhất 02 lần một năm; thông báo công khai kết luận đối thoại trong thời\n"
    "hạn 07 ngày làm việc.\n"
    "        2. Các cấp ủy chỉ đạo rà soát toàn bộ mô hình đã đăng ký giai đoạn này;\n"
    "kiên quyết đưa ra khỏi danh sách những mô hình hình thức, không có hiệu quả, xong\n"
    "trước ngày 30/6/2025.\n"
    "        3. Đảng ủy Ủy ban nhân dân tỉnh lãnh đạo thực hiện nghiêm, cắt giảm thời\n"
    "gian giải quyết thủ tục hành chính; công khai kết quả trên Cổng dịch vụ công ạ.\n"
    "        - Ban Tuyên giáo và Dân vận Tỉnh ủy chủ trì, phối hợp với Văn phòng Tỉnh\n"
    "ủy hướng dẫn, đôn đốc, kiểm tra việc thực hiện và định kỳ báo cáo Thường trực.\n";

} // namespace

TEST_CASE("the cuts of a printed page inside a paragraph are spaces, its paragraphs and columns stay")
{
    Source const source(printed);
    std::vector<std::string> begins;
    for (auto const& line : source.lines())
        begins.push_back(std::string(source[line.span].substr(0, 12)));
    REQUIRE(source.lines().size() == 7);
    CHECK(source[source.lines()[3].span].starts_with("1. Người"));
    CHECK(source[source.lines()[3].span].ends_with("07 ngày làm việc."));
    CHECK(source[source.lines()[4].span].starts_with("2. Các"));
    // Places and numbers of lines are still those of the text that came.
    CHECK(source.lines()[4].number == 11);
    CHECK(source.line_number(source.clean().find("trước ngày 30/6")) == 13);
    auto const at = source.clean().find("thời hạn 07");
    CHECK(source.raw({at, at + std::string("thời hạn 07").size()}) == "thời\nhạn 07");
}

TEST_CASE("lines that end where their paragraphs do are left as they are")
{
    std::string article;
    for (auto at = 0; at < 20; ++at)
        article += at % 2 == 0
                       ? "Một câu ngắn ở đầu trang tin, dài vừa phải để thử mà thôi, chưa hết\n"
                       : "Một đoạn dài của bài báo nói về việc dân vận khéo ở xã, kể từ đầu năm đến nay, "
                         "với nhiều số liệu, nhiều tên gọi, và một câu kết thúc ở đây, không xuống dòng.\n";
    Source const source(article);
    CHECK(source.lines().size() == 20);
    Source const menu("Trang chủ\nGiới thiệu\nTin tức\nVăn bản\nLiên hệ\n");
    CHECK(menu.lines().size() == 5);
}
