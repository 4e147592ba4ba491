// SPDX-License-Identifier: AGPL-3.0-or-later
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

TEST_CASE("a Word document is read by the fonts of its runs, its styles and what they are based on")
{
    constexpr auto styles =
        R"(<w:styles xmlns:w="w"><w:docDefaults><w:rPrDefault><w:rPr><w:rFonts w:ascii="Calibri"/></w:rPr></w:rPrDefault></w:docDefaults><w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:rPr><w:rFonts w:ascii=".VnTime" w:hAnsi=".VnTime"/></w:rPr></w:style><w:style w:type="paragraph" w:styleId="Head"><w:basedOn w:val="Big"/></w:style><w:style w:type="paragraph" w:styleId="Big"><w:basedOn w:val="Normal"/><w:rPr><w:rFonts w:hAnsi=".VnTimeH"/></w:rPr></w:style><w:style w:type="paragraph" w:styleId="Loop"><w:basedOn w:val="Loop"/></w:style></w:styles>)";
    auto const run = [](std::string const& text, std::string const& font = "") {
        return "<w:r>" +
               (font.empty()
                    ? ""
                    : "<w:rPr><w:rFonts w:ascii=\"" + font + "\" w:hAnsi=\"" + font + "\"/></w:rPr>") +
               text + "</w:r>";
    };
    auto const t = [](std::string const& text) { return "<w:t>" + text + "</w:t>"; };
    auto const paragraph = [](std::string const& runs, std::string const& style = "") {
        return "<w:p>" + (style.empty() ? "" : "<w:pPr><w:pStyle w:val=\"" + style + "\"/></w:pPr>") + runs +
               "</w:p>";
    };
    auto const body =
        paragraph(run(t("chØ thÞ")), "Head") +
        paragraph(run(t("x· ph") + "<w:softHyphen/>" + t("êng, ")) +
                  run(t("Unicode: xã phường, "), "Times New Roman") + run(t("quaän uu"), "VNI-Times") +
                  run(t("û"), "VNI-Times")) +
        paragraph(run(R"(<w:sym w:font=".VnTime" w:char="F0B7"/><w:sym w:font="Symbol" w:char="F0B7"/>)")) +
        paragraph(run(t("giữ nguyên dân chủ"), ".VnTime")) + paragraph(run(t("a b")), "Loop");
    auto const paper = read(docx(body, "", {{"word/styles.xml", styles}}), "a.docx");
    CHECK(said(paper) == "CHỈ THỊ\nxã phường, Unicode: xã phường, quận uủ\nã\ngiữ nguyên dân chủ\na b\n");
    CHECK(paper->pages.front().changed.flags() == "tv");
    CHECK((**decode_paper(encode(paper))).pages.front().changed.flags() == "tv");
}

TEST_CASE("a run of few words under an old font is read as the rest of its document is")
{
    auto const paragraphs = [](std::vector<std::string> const& all) {
        std::string body;
        for (auto const& text : all)
            body += R"(<w:p><w:r><w:rPr><w:rFonts w:ascii=".VnTime"/></w:rPr><w:t>)" + text +
                    "</w:t></w:r></w:p>";
        return read(docx(body), "a.docx");
    };
    auto const typed = paragraphs({"Xã", "Hội nghị đại biểu", "Lô 2"});
    CHECK(said(typed) == "Xã\nHội nghị đại biểu\nLô 2\n");
    CHECK_FALSE(typed->pages.front().changed.any());
    CHECK(said(paragraphs({"Lô 2", "Héi nghÞ ®¹i biÓu"})) == "Lụ 2\nHội nghị đại biểu\n");
    CHECK(said(paragraphs({"Lô 2"})) == "Lụ 2\n");
    // The same of an OpenDocument text.
    auto const content = std::string(
        R"(<office:document-content xmlns:office="o" xmlns:text="t" xmlns:style="s"><office:automatic-styles><style:style style:family="paragraph" style:name="P1"><style:text-properties fo:font-family=".VnTime"/></style:style></office:automatic-styles><office:body><office:text><text:p text:style-name="P1">Xã</text:p><text:p text:style-name="P1">Hội nghị đại biểu</text:p></office:text></office:body></office:document-content>)");
    CHECK(said(read(sheets::packed(
                        {{"mimetype", "application/vnd.oasis.opendocument.text"}, {"content.xml", content}}),
                    "a.odt")) == "Xã\nHội nghị đại biểu\n");
}

TEST_CASE("a paper in another language is taken as it is")
{
    std::string french;
    for (auto at = 0; at < 8; ++at)
        french += "Le comité a célébré la fête du village à côté de la forêt. ";
    CHECK(said(read(docx("<w:p><w:r><w:t>" + french + "</w:t></w:r></w:p>"), "a.docx"))
              .starts_with("Le comité"));
    CHECK(said(read(french, "a.txt")).starts_with("Le comité"));
    CHECK(said(read("<html><body><p>" + french + "</p></body></html>", "a.html")).starts_with("Le comité"));
}

TEST_CASE("the word beside a list number is in the font of its level")
{
    auto const numbering =
        R"x(<w:abstractNum w:abstractNumId="1"><w:lvl w:ilvl="0"><w:numFmt w:val="decimal"/><w:lvlText w:val="§iÒu %1."/><w:rPr><w:rFonts w:hAnsi=".VnTime"/></w:rPr></w:lvl></w:abstractNum><w:num w:numId="7"><w:abstractNumId w:val="1"/></w:num>)x";
    CHECK(
        said(read(
            docx(
                R"(<w:p><w:pPr><w:numPr><w:ilvl w:val="0"/><w:numId w:val="7"/></w:numPr></w:pPr><w:r><w:t>Phạm vi</w:t></w:r></w:p>)",
                numbering),
            "a.docx")) == "Điều 1. Phạm vi\n");
}

TEST_CASE("old letters under the name of a Unicode font are told by their words, or the file is sent back")
{
    auto const plain = [](std::string const& text) {
        return docx("<w:p><w:r><w:t>" + text + "</w:t></w:r></w:p>");
    };
    auto const told =
        read(plain("Thùc hiÖn d©n chñ ë x·, ph­êng; c¸c cÊp ñy l·nh ®¹o x©y dùng kÕ ho¹ch"), "a.docx");
    CHECK(said(told) == "Thực hiện dân chủ ở xã, phường; các cấp ủy lãnh đạo xây dựng kế hoạch\n");
    CHECK(told->pages.front().changed.flags() == "tw");
    std::string nonsense;
    for (auto at = 0; at < 30; ++at)
        nonsense += "zß÷k ";
    CHECK(said(read(plain(nonsense), "a.docx")) == "paper_not_text");
    CHECK(said(read("x\xb7 nh\xa9n", "a.txt")) == "paper_not_text");
    CHECK(said(read("{\\rtf1 a}", "a.rtf")) == "paper_save_as_docx");
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
        R"(<office:document-content xmlns:office="o" xmlns:text="t" xmlns:style="s" xmlns:table="b"><office:automatic-styles><text:list-style style:name="L1"><text:list-level-style-number text:level="1" style:num-format="1" style:num-suffix="."/></text:list-style><style:style style:family="text" style:name="T1"><style:text-properties style:font-name="VNI-Times"/></style:style></office:automatic-styles><office:body><office:text><text:h>CHỈ THỊ</text:h><text:list text:style-name="L1"><text:list-item><text:p>Một<text:s text:c="2"/>hai</text:p></text:list-item><text:list-item><text:p>Ba</text:p></text:list-item></text:list><text:p><text:span text:style-name="T1">daân vaän</text:span></text:p></office:text></office:body></office:document-content>)";
    auto const file =
        sheets::packed({{"mimetype", "application/vnd.oasis.opendocument.text"}, {"content.xml", content}});
    CHECK(said(read(file, "a.odt")) == "CHỈ THỊ\n1. Một  hai\n2. Ba\ndân vận\n");
}

TEST_CASE("an OpenDocument text is read by the fonts of its styles, under their own names")
{
    auto const content =
        R"(<office:document-content xmlns:office="o" xmlns:text="t" xmlns:style="s"><office:font-face-decls><style:font-face style:name=".VnTimeH1" svg:font-family="'.VnTimeH'"/></office:font-face-decls><office:automatic-styles><style:style style:family="paragraph" style:name="P1" style:parent-style-name="Standard"/><style:style style:family="text" style:name="P1"><style:text-properties style:font-name=".VnTimeH1"/></style:style></office:automatic-styles><office:body><office:text><text:p text:style-name="P1">x· <text:span text:style-name="P1">ph­êng</text:span> ph­êng</text:p></office:text></office:body></office:document-content>)";
    auto const styles =
        R"(<office:document-styles xmlns:office="o" xmlns:style="s"><office:styles><style:default-style style:family="paragraph"><style:text-properties style:font-name="Arial"/></style:default-style><style:style style:family="paragraph" style:name="Standard"><style:text-properties fo:font-family=".VnTime"/></style:style></office:styles></office:document-styles>)";
    auto const paper = read(sheets::packed({{"mimetype", "application/vnd.oasis.opendocument.text"},
                                            {"content.xml", content},
                                            {"styles.xml", styles}}),
                            "a.odt");
    CHECK(said(paper) == "xã PHƯỜNG phường\n");
    CHECK(paper->pages.front().changed.flags() == "t");
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
