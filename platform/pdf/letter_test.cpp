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

namespace
{

// Who does what by when, as plans have it below their text.
Letter with_table(int rows, std::string const& more = "")
{
    auto letter = plan(2);
    auto table = sheets::Table{.title = {"PHÂN CÔNG NHIỆM VỤ"},
                               .columns = {{"TT", 4},
                                           {"Nội dung công việc", 40},
                                           {"Đơn vị chủ trì", 20},
                                           {"Số buổi", 8, sheets::ColumnKind::whole}},
                               .notes = {"Ghi chú: việc nào xong trước thì báo trước."}};
    for (auto at = 1; at <= rows; ++at)
        table.rows.push_back({.cells = {std::to_string(at),
                                        "Đầu" + std::to_string(at) +
                                            " tuyên truyền, vận động các hộ hai bên đường hiến đất, "
                                            "tháo dỡ vật kiến trúc " +
                                            more + "cuối" + std::to_string(at),
                                        std::string("Ủy ban Mặt trận Tổ quốc xã"), 1'234.0}});
    letter.table = std::move(table);
    letter.closing = {{"Đề nghị các đơn vị phối hợp thực hiện."}};
    return letter;
}

// Not as the beginning of a longer number.
std::size_t count_of(std::string const& text, std::string const& words)
{
    std::size_t count = 0;
    for (auto at = text.find(words); at != text.npos; at = text.find(words, at + 1)) {
        auto const next = text[std::min(at + words.size(), text.size() - 1)];
        count += next < '0' || next > '9' ? 1 : 0;
    }
    return count;
}

} // namespace

TEST_CASE("a table goes on over sheets below its headings, no row is lost or parted")
{
    auto last = std::size_t(0);
    for (auto const rows : {0, 1, 3, 9, 10, 11, 12, 13, 14, 15, 40, 90}) {
        CAPTURE(rows);
        auto const pdf = pdf::to_pdf(with_table(rows));
        REQUIRE(pdf);
        CHECK(*pdf == *pdf::to_pdf(with_table(rows)));
        auto const sheets = text_of(*pdf);
        CHECK(sheets.size() >= last);
        last = sheets.size();
        auto whole = std::string();
        for (auto const& sheet : sheets) {
            whole += sheet;
            if (sheet.find("Đầu") != std::string::npos)
                CHECK(count_of(sheet, "Đơn vị chủ trì") == 1);
            for (auto at = 1; at <= rows; ++at)
                CHECK(count_of(sheet, "Đầu" + std::to_string(at)) ==
                      count_of(sheet, "cuối" + std::to_string(at)));
        }
        for (auto at = 1; at <= rows; ++at)
            CHECK(count_of(whole, "Đầu" + std::to_string(at)) == 1);
        CHECK(count_of(whole, "1.234") == std::size_t(rows));
        CHECK(count_of(whole, "PHÂN CÔNG NHIỆM VỤ") == 1);
        CHECK(count_of(whole, "việc nào xong trước") == 1);
        // Who signs stands below the last words, never alone.
        CHECK(sheets.back().find("phối hợp thực hiện") != std::string::npos);
        CHECK(sheets.back().find("Trần Thị Ví Dụ") != std::string::npos);
    }
    CHECK(last >= 4);
}

TEST_CASE("a table without words below it is signed on the sheet of its last row")
{
    for (auto rows = 1; rows < 30; ++rows) {
        CAPTURE(rows);
        auto letter = with_table(rows);
        letter.closing.clear();
        letter.table->notes.clear();
        auto const sheets = text_of(*pdf::to_pdf(letter));
        CHECK(sheets.back().find("Trần Thị Ví Dụ") != std::string::npos);
        CHECK(sheets.back().find("cuối" + std::to_string(rows)) != std::string::npos);
    }
}

TEST_CASE("a row or a heading longer than a sheet is set over several, and ends")
{
    std::string words;
    for (auto at = 0; at < 900; ++at)
        words += "chữ" + std::to_string(at) + " ";
    auto const sheets = text_of(*pdf::to_pdf(with_table(2, words)));
    CHECK(sheets.size() >= 3);
    auto whole = std::string();
    for (auto const& sheet : sheets)
        whole += sheet;
    for (auto at = 0; at < 900; ++at)
        CHECK(count_of(whole, "chữ" + std::to_string(at)) == 2);
    auto letter = with_table(3);
    letter.table->columns[2].label = words + words;
    CHECK(text_of(*pdf::to_pdf(letter)).size() < 30);
}

TEST_CASE("what no font of the machine can write is refused, not printed as boxes")
{
    auto letter = plan(1);
    letter.opening.front().text = "Ký hiệu \xf3\xbf\xbf\xbd riêng"; // U+FFFFD, of private use
    auto const made = pdf::to_pdf(letter);
    REQUIRE(!made);
    CHECK(made.error().id == "pdf_no_letter");
}
