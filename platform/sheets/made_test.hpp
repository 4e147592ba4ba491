// SPDX-License-Identifier: AGPL-3.0-or-later
// Workbooks made for tests, part by part, so that each trap stands in plain sight.
#pragma once

#include "platform/sheets/package.hpp"

#include <fmt/format.h>

#include <string>

namespace kheo::sheets::made
{

struct Xlsx {
    std::string data;    // inside <sheetData>
    std::string around;  // after it
    std::string before;  // before it
    std::string strings; // inside <sst>
    std::string formats; // inside <numFmts>
    std::string styles;  // further <xf> of cellXfs after the plain one
    std::string book;    // inside <workbook>, before <sheets>
    std::string sheet_target = "worksheets/sheet1.xml";
    Parts more; // parts beyond these
};

inline Parts parts(Xlsx const& x)
{
    constexpr auto main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
    constexpr auto rel = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    constexpr auto rels =
        R"(<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">)";
    auto const target = x.sheet_target.starts_with("/") ? x.sheet_target.substr(1) : "xl/" + x.sheet_target;
    Parts all{
        {"[Content_Types].xml",
         R"(<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="xml" ContentType="application/xml"/><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/><Override PartName="/)" +
             target +
             R"(" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/><Override PartName="/xl/styles.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.styles+xml"/><Override PartName="/xl/sharedStrings.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sharedStrings+xml"/></Types>)"},
        {"_rels/.rels",
         fmt::format(
             R"({}<Relationship Id="a" Type="{}/officeDocument" Target="xl/workbook.xml"/></Relationships>)",
             rels, rel)},
        {"xl/workbook.xml",
         fmt::format(
             R"(<workbook xmlns="{}" xmlns:r="{}">{}<sheets><sheet name="Đăng ký" sheetId="1" r:id="s"/></sheets></workbook>)",
             main, rel, x.book)},
        {"xl/_rels/workbook.xml.rels",
         fmt::format(
             R"({0}<Relationship Id="s" Type="{1}/worksheet" Target="{2}"/><Relationship Id="t" Type="{1}/styles" Target="styles.xml"/><Relationship Id="u" Type="{1}/sharedStrings" Target="sharedStrings.xml"/></Relationships>)",
             rels, rel, x.sheet_target)},
        {target, fmt::format(R"(<worksheet xmlns="{}">{}<sheetData>{}</sheetData>{}</worksheet>)", main,
                             x.before, x.data, x.around)},
        {"xl/sharedStrings.xml", fmt::format(R"(<sst xmlns="{}">{}</sst>)", main, x.strings)},
        {"xl/styles.xml",
         fmt::format(
             R"(<styleSheet xmlns="{}"><numFmts>{}</numFmts><fonts count="1"><font><sz val="11"/><name val="Calibri"/></font></fonts><fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills><borders count="1"><border/></borders><cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs><cellXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/>{}</cellXfs></styleSheet>)",
             main, x.formats, x.styles)},
    };
    all.insert(all.end(), x.more.begin(), x.more.end());
    return all;
}

inline std::string xlsx(Xlsx const& x)
{
    return packed(parts(x));
}

// `tables` stands inside <office:spreadsheet>, `styles` inside the automatic styles.
inline std::string ods(std::string const& tables, std::string const& styles = "",
                       std::string const& manifest = "")
{
    return packed(
        {{"mimetype", "application/vnd.oasis.opendocument.spreadsheet"},
         {"content.xml",
          R"(<office:document-content xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" xmlns:style="urn:oasis:names:tc:opendocument:xmlns:style:1.0" xmlns:fo="urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0" xmlns:calcext="urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0" xmlns:dc="http://purl.org/dc/elements/1.1/" office:version="1.2"><office:automatic-styles>)" +
              styles + "</office:automatic-styles><office:body><office:spreadsheet>" + tables +
              "</office:spreadsheet></office:body></office:document-content>"},
         {"META-INF/manifest.xml",
          R"(<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0" manifest:version="1.2"><manifest:file-entry manifest:full-path="/" manifest:media-type="application/vnd.oasis.opendocument.spreadsheet"/><manifest:file-entry manifest:full-path="content.xml" manifest:media-type="text/xml"/>)" +
              manifest + "</manifest:manifest>"}});
}

inline std::string repeated(std::string_view text, std::size_t times)
{
    std::string out;
    out.reserve(text.size() * times);
    while (times-- > 0)
        out += text;
    return out;
}

} // namespace kheo::sheets::made
