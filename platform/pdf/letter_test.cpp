// SPDX-License-Identifier: AGPL-3.0-or-later
#include "platform/pdf/letter.hpp"

#include <doctest/doctest.h>

using namespace kheo;
using sheets::Letter;

namespace
{

Letter plan(int paragraphs)
{
    auto letter =
        Letter{.superior = "",
               .organisation = "ỦY BAN NHÂN DÂN XÃ AN BÌNH",
               .number = "Số:      /KH-UBND",
               .place_and_date = "An Bình, ngày 05 tháng 3 năm 2026",
               .type = "KẾ HOẠCH",
               .subject = "Thực hiện phong trào thi đua “Dân vận khéo” năm 2026",
               .recipients = {"Như Điều 3", "Lưu: VT"},
               .signature = sheets::Signature{{"TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH"}, "Trần Thị Ví Dụ"}};
    for (auto at = 0; at < paragraphs; ++at)
        letter.opening.push_back(
            {"Vận động Nhân dân chỉnh trang nhà cửa, đường làng, ngõ xóm; thu gom, phân loại "
             "rác thải tại nguồn, giữ gìn vệ sinh môi trường ở khu dân cư."});
    return letter;
}

std::size_t pages_of(std::string const& pdf)
{
    // Cairo writes the page tree uncompressed.
    auto const at = pdf.find("/Count ");
    REQUIRE(at != std::string::npos);
    return std::size_t(std::stoul(pdf.substr(at + 7)));
}

} // namespace

TEST_CASE("a letter takes as many sheets as its text needs, the same bytes each time")
{
    auto const one = pdf::to_pdf(plan(3));
    REQUIRE(one);
    CHECK(one->starts_with("%PDF-"));
    CHECK(*one == *pdf::to_pdf(plan(3)));
    CHECK(pages_of(*one) == 1);
    auto last = std::size_t(1);
    for (auto paragraphs = 4; paragraphs < 60; ++paragraphs) {
        CAPTURE(paragraphs);
        auto const pages = pages_of(*pdf::to_pdf(plan(paragraphs)));
        CHECK(pages >= last);
        CHECK(pages <= last + 1);
        last = pages;
    }
    CHECK(last >= 4);
}

TEST_CASE("a text longer than a sheet, recipients longer than a sheet: each ends")
{
    auto letter = plan(1);
    letter.opening.front().text = std::string(60'000, 'a');
    CHECK(pages_of(*pdf::to_pdf(letter)) > 10);
    letter.opening.clear();
    CHECK(pages_of(*pdf::to_pdf(letter)) == 1);
    letter.recipients.assign(100, "Các cơ quan, đơn vị");
    CHECK(pdf::to_pdf(letter).has_value());
}

TEST_CASE("what no font of the machine can write is refused, not printed as boxes")
{
    auto letter = plan(1);
    letter.opening.front().text = "Ký hiệu \xf3\xbf\xbf\xbd riêng"; // U+FFFFD, of private use
    auto const made = pdf::to_pdf(letter);
    REQUIRE(!made);
    CHECK(made.error().id == "pdf_no_letter");
}
