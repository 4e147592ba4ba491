// SPDX-License-Identifier: AGPL-3.0-or-later
// The package of a .docx: ECMA-376 parts around the document itself.
#include "platform/sheets/letter_parts.hpp"
#include "platform/sheets/package.hpp"

#include <fmt/format.h>

namespace kheo::sheets::word
{
namespace
{

constexpr auto spaces = R"(xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" )"
                        R"(xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships")";
constexpr auto declaration = R"(<?xml version="1.0" encoding="UTF-8" standalone="yes"?>)";

// What stands in where Times New Roman is not installed.
std::string fonts()
{
    return fmt::format(
        R"({}<w:fonts {}><w:font w:name="Times New Roman"><w:altName w:val="Tinos,Liberation Serif"/>)"
        R"(<w:panose1 w:val="02020603050405020304"/><w:charset w:val="A3"/><w:family w:val="roman"/>)"
        R"(<w:pitch w:val="variable"/></w:font></w:fonts>)",
        declaration, spaces);
}

std::string styles()
{
    return fmt::format(
        R"({}<w:styles {}><w:docDefaults><w:rPrDefault><w:rPr><w:rFonts w:ascii="Times New Roman" w:hAnsi="Times New Roman" )"
        R"(w:eastAsia="Times New Roman" w:cs="Times New Roman"/><w:sz w:val="28"/><w:szCs w:val="28"/>)"
        R"(<w:lang w:val="vi-VN"/></w:rPr></w:rPrDefault><w:pPrDefault/></w:docDefaults>)"
        R"(<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/></w:style></w:styles>)",
        declaration, spaces);
}

// The page number, centred above, from the second page on.
std::string header(int size)
{
    return fmt::format(
        R"({0}<w:hdr {1}><w:p><w:pPr><w:jc w:val="center"/></w:pPr><w:r><w:rPr><w:sz w:val="{2}"/></w:rPr><w:fldChar w:fldCharType="begin"/></w:r>)"
        R"(<w:r><w:rPr><w:sz w:val="{2}"/></w:rPr><w:instrText xml:space="preserve">PAGE</w:instrText></w:r>)"
        R"(<w:r><w:rPr><w:sz w:val="{2}"/></w:rPr><w:fldChar w:fldCharType="end"/></w:r></w:p></w:hdr>)",
        declaration, spaces, size);
}

std::string document(std::string const& body, Paper const& paper, bool upright)
{
    return fmt::format(
        R"({}<w:document {}><w:body>{}<w:sectPr><w:headerReference w:type="default" r:id="rId2"/>)"
        R"(<w:pgSz w:w="{}" w:h="{}"{}/><w:pgMar w:top="{}" w:right="{}" w:bottom="{}" w:left="{}" )"
        R"(w:header="454" w:footer="454" w:gutter="0"/><w:titlePg/></w:sectPr></w:body></w:document>)",
        declaration, spaces, body, paper.width, paper.height, upright ? "" : R"( w:orient="landscape")",
        paper.top, paper.right, paper.bottom, paper.left);
}

} // namespace

std::string packaged(std::string const& body, Paper const& paper, bool upright, int page_number)
{
    constexpr auto relation = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    constexpr auto relations =
        R"(<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">)";
    constexpr auto markup = "application/vnd.openxmlformats-officedocument.wordprocessingml";
    auto const types = fmt::format(
        R"({0}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">)"
        R"(<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>)"
        R"(<Default Extension="xml" ContentType="application/xml"/>)"
        R"(<Override PartName="/word/document.xml" ContentType="{1}.document.main+xml"/>)"
        R"(<Override PartName="/word/styles.xml" ContentType="{1}.styles+xml"/>)"
        R"(<Override PartName="/word/fontTable.xml" ContentType="{1}.fontTable+xml"/>)"
        R"(<Override PartName="/word/header1.xml" ContentType="{1}.header+xml"/></Types>)",
        declaration, markup);
    auto const top = fmt::format(
        R"({}{}<Relationship Id="rId1" Type="{}/officeDocument" Target="word/document.xml"/></Relationships>)",
        declaration, relations, relation);
    auto const inner =
        fmt::format(R"({}{}<Relationship Id="rId1" Type="{}/styles" Target="styles.xml"/>)"
                    R"(<Relationship Id="rId2" Type="{}/header" Target="header1.xml"/>)"
                    R"(<Relationship Id="rId3" Type="{}/fontTable" Target="fontTable.xml"/></Relationships>)",
                    declaration, relations, relation, relation, relation);
    return packed({{"[Content_Types].xml", types},
                   {"_rels/.rels", top},
                   {"word/document.xml", document(body, paper, upright)},
                   {"word/_rels/document.xml.rels", inner},
                   {"word/styles.xml", styles()},
                   {"word/fontTable.xml", fonts()},
                   {"word/header1.xml", header(page_number)}});
}

} // namespace kheo::sheets::word
