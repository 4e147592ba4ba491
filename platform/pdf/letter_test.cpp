// SPDX-License-Identifier: AGPL-3.0-or-later
#include "platform/pdf/letter.hpp"

#include <algorithm>
#include <cstdio>
#include <doctest/doctest.h>
#include <filesystem>
#include <fstream>
#include <unistd.h>
#include <vector>

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

// What poppler reads on each sheet: what lies beyond the paper is left out.
std::vector<std::string> text_of(std::string const& pdf)
{
    auto const folder = std::filesystem::temp_directory_path();
    auto const name = (folder / ("kheo-letter-" + std::to_string(::getpid()) + ".pdf")).string();
    std::ofstream(name, std::ios::binary) << pdf;
    auto const box = " -x 0 -y 0 -W 596 -H 842 ";
    auto* const pipe = ::popen(("pdftotext" + std::string(box) + name + " -").c_str(), "r");
    REQUIRE(pipe != nullptr);
    std::vector<std::string> sheets(1);
    for (int letter = 0; (letter = std::fgetc(pipe)) != EOF;)
        if (letter == '\f')
            sheets.emplace_back();
        else
            sheets.back() += char(letter);
    REQUIRE(::pclose(pipe) == 0);
    std::filesystem::remove(name);
    sheets.pop_back(); // behind the last sheet
    return sheets;
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

TEST_CASE("a text longer than a sheet ends")
{
    auto letter = plan(1);
    letter.opening.front().text = std::string(60'000, 'a');
    CHECK(pages_of(*pdf::to_pdf(letter)) > 10);
    letter.opening.clear();
    CHECK(pages_of(*pdf::to_pdf(letter)) == 1);
}

TEST_CASE("recipients longer than a sheet go on over the next ones, none is lost")
{
    for (auto const paragraphs : {0, 1, 6, 9, 12}) {
        for (auto const count : {2, 30, 40, 100}) {
            CAPTURE(paragraphs);
            CAPTURE(count);
            auto letter = plan(paragraphs);
            letter.recipients.clear();
            for (auto at = 1; at <= count; ++at)
                letter.recipients.push_back(
                    "Nơi thứ " + std::to_string(at) +
                    ": Ban Chỉ đạo xây dựng nông thôn mới và các đoàn thể của địa phương");
            auto const pdf = pdf::to_pdf(letter);
            REQUIRE(pdf);
            auto const sheets = text_of(*pdf);
            CHECK(sheets.size() == pages_of(*pdf));
            auto whole = std::string();
            for (auto const& sheet : sheets)
                whole += sheet;
            for (auto at = 1; at <= count; ++at)
                CHECK(whole.find("Nơi thứ " + std::to_string(at) + ":") != std::string::npos);
            CHECK(whole.find("địa phương.") != std::string::npos); // the end of the last one
            // Who signs stands beside the first of them.
            auto const signed_on = std::ranges::find_if(sheets, [](std::string const& sheet) {
                return sheet.find("Trần Thị Ví Dụ") != std::string::npos;
            });
            REQUIRE(signed_on != sheets.end());
            CHECK(signed_on->find("Nơi thứ 1:") != std::string::npos);
        }
    }
}

TEST_CASE("what no font of the machine can write is refused, not printed as boxes")
{
    auto letter = plan(1);
    letter.opening.front().text = "Ký hiệu \xf3\xbf\xbf\xbd riêng"; // U+FFFFD, of private use
    auto const made = pdf::to_pdf(letter);
    REQUIRE(!made);
    CHECK(made.error().id == "pdf_no_letter");
}
