// SPDX-License-Identifier: AGPL-3.0-or-later
#include "platform/scans/scans.hpp"

#include <doctest/doctest.h>
#include <fmt/format.h>

using namespace kheo;
using namespace kheo::scans;

// Fontconfig keeps a little to the end of the program.
extern "C" char const* __lsan_default_suppressions()
{
    return "leak:libfontconfig\n";
}

namespace
{

// A PDF of `pages` pages with one line of text each.
std::string pdf(int pages, std::string const& box = "0 0 595 842", std::string const& trailer = "")
{
    std::string out = "%PDF-1.4\n";
    std::vector<std::size_t> at;
    auto const add = [&](std::string const& object) {
        at.push_back(out.size());
        out += fmt::format("{} 0 obj\n{}\nendobj\n", at.size(), object);
    };
    add("<< /Type /Catalog /Pages 2 0 R >>");
    std::string kids;
    for (auto page = 0; page < pages; ++page)
        kids += fmt::format("{} 0 R ", 5 + page);
    add(fmt::format("<< /Type /Pages /Count {} /Kids [{}] >>", pages, kids));
    add("<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>");
    std::string const words =
        "BT /F 12 Tf 72 700 Td (Trang van ban co lop chu de doc thang, khong can nhan dang.) Tj ET";
    add(fmt::format("<< /Length {} >>\nstream\n{}\nendstream", words.size(), words));
    for (auto page = 0; page < pages; ++page)
        add(fmt::format("<< /Type /Page /Parent 2 0 R /MediaBox [{}] /Contents 4 0 R /Resources << /Font << "
                        "/F 3 0 R >> >> >>",
                        box));
    auto const start = out.size();
    out += fmt::format("xref\n0 {}\n0000000000 65535 f \n", at.size() + 1);
    for (auto const each : at)
        out += fmt::format("{:010} 00000 n \n", each);
    return out + fmt::format("trailer\n<< /Size {} /Root 1 0 R {} >>\nstartxref\n{}\n%%EOF\n", at.size() + 1,
                             trailer, start);
}

std::string said(Outcome<papers::Paper> const& paper)
{
    return paper ? paper->text() : paper.error().id;
}

} // namespace

TEST_CASE("a PDF with a text layer is read page by page")
{
    std::vector<int> seen;
    auto const paper = read_pdf(pdf(3), [&](int page, int pages) {
        seen.push_back(page);
        CHECK(pages == 3);
    });
    REQUIRE(paper);
    CHECK(seen == std::vector<int>{1, 2, 3});
    CHECK(paper->pages.size() == 3);
    CHECK_FALSE(paper->pages[0].scanned);
    CHECK(paper->pages[0].text == "Trang van ban co lop chu de doc thang, khong can nhan dang.\n");
}

TEST_CASE("broken, locked, endless and gigantic PDF are told apart")
{
    CHECK(said(read_pdf("%PDF-1.4\nnonsense")) == "paper_broken");
    auto const half = pdf(1);
    CHECK(said(read_pdf(half.substr(0, 100))) == "paper_broken");
    CHECK(
        said(read_pdf(pdf(
            1, "0 0 595 842",
            "/Encrypt << /Filter /Standard /V 1 /R 2 /P -44 /O "
            "(01234567890123456789012345678901) /U (01234567890123456789012345678901) >> /ID [(a) (a)]"))) ==
        "paper_locked");
    CHECK(said(read_pdf(pdf(201))) == "paper_too_many_pages");
    CHECK(said(read_pdf(pdf(1, "0 0 144000 144000"))) == "paper_page_too_large");
}

TEST_CASE("pictures that are none, or far too large, are refused before they are decoded")
{
    CHECK(said(read_picture("\xff\xd8\xff nonsense")) == "paper_broken");
    std::string huge = "P5\n60000 60000\n255\n";
    CHECK(said(read_picture(huge)) != "");
}

TEST_CASE("lines that the paper's width broke are one paragraph again")
{
    std::string const wide = "Thời gian qua, các cấp ủy trong tỉnh đã quan tâm lãnh đạo công tác dân vận và";
    CHECK(in_paragraphs("3\n" + wide + "\nđạt nhiều kết quả.\n- Một việc\n- Hai việc\n") ==
          wide + " đạt nhiều kết quả.\n- Một việc\n- Hai việc\n");
    CHECK(in_paragraphs("TỈNH ỦY\n*\nSố 12-CT/TU\n") == "TỈNH ỦY\n*\nSố 12-CT/TU\n");
    CHECK(in_paragraphs("").empty());
}
