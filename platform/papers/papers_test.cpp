// SPDX-License-Identifier: AGPL-3.0-or-later
#include "platform/papers/legacy.hpp"
#include "platform/papers/paper.hpp"
#include "platform/sheets/package.hpp"

#include <doctest/doctest.h>

using namespace kheo;
using namespace kheo::papers;

namespace
{

std::string docx(std::string const& body, std::string const& numbering = "", sheets::Parts more = {})
{
    constexpr auto types =
        R"(<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>)";
    constexpr auto space = R"(xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main")";
    sheets::Parts parts{{"[Content_Types].xml", types},
                        {"_rels/.rels", "<Relationships/>"},
                        {"word/document.xml", "<w:document " + std::string(space) + "><w:body>" + body +
                                                  "</w:body></w:document>"}};
    if (!numbering.empty())
        parts.emplace_back("word/numbering.xml",
                           "<w:numbering " + std::string(space) + ">" + numbering + "</w:numbering>");
    parts.insert(parts.end(), more.begin(), more.end());
    return sheets::packed(parts);
}

std::string said(Outcome<Paper> const& paper)
{
    return paper ? paper->text() : paper.error().id;
}

} // namespace

TEST_CASE("TCVN3 and VNI are decoded by the name of the font")
{
    CHECK(encoding_of_font(".VnTime") == Encoding::tcvn3);
    CHECK(encoding_of_font(".VnTimeH") == Encoding::tcvn3_capitals);
    CHECK(encoding_of_font("VNI-Times") == Encoding::vni);
    CHECK(encoding_of_font("Times New Roman") == Encoding::unicode);
    CHECK(from_legacy("ñy ban nh©n d©n", Encoding::tcvn3) == "ủy ban nhân dân");
    CHECK(from_legacy("chØ thÞ vÒ c«ng t¸c d©n vËn", Encoding::tcvn3) == "chỉ thị về công tác dân vận");
    CHECK(from_legacy("chØ thÞ", Encoding::tcvn3_capitals) == "CHỈ THỊ");
    CHECK(from_legacy("Uûy ban nhaân daân tænh", Encoding::vni) == "Ủy ban nhân dân tỉnh");
    CHECK(from_legacy("ñaûng vieân, ngöôøi ñöùng ñaàu", Encoding::vni) == "đảng viên, người đứng đầu");
    CHECK(from_legacy("COÄNG HOØA", Encoding::vni) == "CỘNG HÒA");
    CHECK(from_legacy("giữ nguyên", Encoding::unicode) == "giữ nguyên");
}

TEST_CASE("bare bytes are Unicode, or the old encoding that makes them Vietnamese")
{
    CHECK(decoded_bytes("Chỉ thị số 35-CT/TU")->encoding == Encoding::unicode);
    auto const tcvn = decoded_bytes(
        "Chi\xd8 th\xde v\xd2 c\xabng t\xb8\x63 d\xa9n v\xcbn c\xf1\x61 \xf1y ban nh\xa9n d\xa9n x\xb7");
    REQUIRE(tcvn);
    CHECK(tcvn->encoding == Encoding::tcvn3);
    auto const vni = decoded_bytes("Ngh\xf2 quye\xe1t cu\xfb\x61 \xd1\x61\xfbng bo\xe4 x\xf5\x61 ve\xe0 "
                                   "co\xe2ng ta\xf9\x63 da\xe2n va\xe4n");
    REQUIRE(vni);
    CHECK(vni->encoding == Encoding::vni);
    CHECK(vni->text.starts_with("Nghị quyết củ"));
    CHECK_FALSE(decoded_bytes(std::string("\xff\x00\xc3\x28\xa0\xa1\x80", 7)));
}

TEST_CASE("a Word document gives its paragraphs, its list numbers and the cells of its tables")
{
    auto const numbering =
        R"x(<w:abstractNum w:abstractNumId="1"><w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%1."/></w:lvl><w:lvl w:ilvl="1"><w:numFmt w:val="lowerLetter"/><w:lvlText w:val="%2)"/></w:lvl></w:abstractNum><w:num w:numId="7"><w:abstractNumId w:val="1"/></w:num>)x";
    auto const item = [](int level, std::string const& text) {
        return "<w:p><w:pPr><w:numPr><w:ilvl w:val=\"" + std::to_string(level) +
               "\"/><w:numId w:val=\"7\"/></w:numPr></w:pPr><w:r><w:t>" + text + "</w:t></w:r></w:p>";
    };
    auto const body =
        R"(<w:tbl><w:tr><w:tc><w:p><w:r><w:t>TỈNH ỦY</w:t></w:r></w:p></w:tc><w:tc><w:p><w:r><w:t>ĐẢNG</w:t></w:r></w:p></w:tc></w:tr></w:tbl>)" +
        item(0, "Một") + item(1, "Hai") + item(1, "Ba") + item(0, "Bốn") +
        R"(<w:p><w:r><w:t>Giữ </w:t></w:r><w:del><w:r><w:delText>bỏ</w:delText><w:t>xóa</w:t></w:r></w:del><w:r><w:rPr><w:rFonts w:ascii=".VnTime"/></w:rPr><w:t>x· ph­êng</w:t><w:tab/><w:noBreakHyphen/></w:r></w:p>)";
    auto const text = said(read(docx(body, numbering), "a.docx"));
    CHECK(text == "TỈNH ỦY\nĐẢNG\n1. Một\na) Hai\nb) Ba\n2. Bốn\nGiữ xã phường\t-\n");
}

TEST_CASE("hostile office files are refused with what they are")
{
    std::string deep;
    for (auto at = 0; at < 200'000; ++at)
        deep += "<w:p>";
    for (auto at = 0; at < 200'000; ++at)
        deep += "</w:p>";
    CHECK(said(read(docx(deep), "a.docx")) == "sheet_unsafe");
    CHECK(said(read(docx("<w:p>"), "a.docx")) == "sheet_broken");
    CHECK(said(read_docx(docx("", "", {{"word/vbaProject.bin", "x"}}))) == "paper_macros");
    CHECK(said(read(sheets::packed({{"a", std::string(40u << 20, '\0')}}), "a.docx")) == "sheet_unsafe");
    CHECK(said(read("", "a.txt")) == "paper_empty");
    CHECK(said(read("%PDF-1.4", "a.pdf")) == "paper_other_type");
}

TEST_CASE("an OpenDocument text gives its paragraphs and list numbers")
{
    auto const content =
        R"(<office:document-content xmlns:office="o" xmlns:text="t" xmlns:style="s" xmlns:table="b"><office:automatic-styles><text:list-style style:name="L1"><text:list-level-style-number text:level="1" style:num-format="1" style:num-suffix="."/></text:list-style><style:style style:name="T1"><style:text-properties style:font-name="VNI-Times"/></style:style></office:automatic-styles><office:body><office:text><text:h>CHỈ THỊ</text:h><text:list text:style-name="L1"><text:list-item><text:p>Một<text:s text:c="2"/>hai</text:p></text:list-item><text:list-item><text:p>Ba</text:p></text:list-item></text:list><text:p><text:span text:style-name="T1">daân vaän</text:span></text:p></office:text></office:body></office:document-content>)";
    auto const file =
        sheets::packed({{"mimetype", "application/vnd.oasis.opendocument.text"}, {"content.xml", content}});
    CHECK(said(read(file, "a.odt")) == "CHỈ THỊ\n1. Một  hai\n2. Ba\ndân vận\n");
}

TEST_CASE("a saved page gives its words, a line for each block, and nothing of its scripts")
{
    CHECK(text_of_html(
              "<html><head><title>T</title><style>x</style></head><body><!-- c --><h1>Tiêu&nbsp;đề</h1>"
              "<script>var a = '<p>không</p>';</script><p>Dân &quot;vận&quot; kh&eacute;o<br>dòng &#7841;</p>"
              "<ul><li>một<li>hai</ul></body></html>") == "Tiêu đề\n\nDân \"vận\" khéo\ndòng ạ\n\nmột\nhai");
    CHECK(text_of_html("<p>a <b>b</b> c < d & e") == "a b c < d & e");
    CHECK(text_of_html("<script>không đóng").empty());
    CHECK(said(read("<!DOCTYPE html><p>Xin chào</p>", "a.html")) == "Xin chào");
}

TEST_CASE("what the child answers is checked")
{
    Paper const paper{{{.text = "Trang một\n"}, {.text = "Trang hai", .scanned = true, .syllables = 0.5}}};
    CHECK(**decode_paper(encode(paper)) == paper);
    CHECK(paper.pages[1].unreadable());
    CHECK_FALSE(paper.pages[0].unreadable());
    CHECK(decode_paper(encode(refuse(Refusal{"x", 422, "Câu."})))->error().id == "x");
    auto const bytes = encode(paper);
    for (std::size_t cut = 0; cut < bytes.size(); ++cut)
        CHECK_FALSE(decode_paper(bytes.substr(0, cut)));
    CHECK_FALSE(decode_paper("nonsense"));
}
