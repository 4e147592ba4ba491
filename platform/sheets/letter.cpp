// SPDX-License-Identifier: AGPL-3.0-or-later
// A Letter as .docx: ECMA-376 WordprocessingML. The order of children in w:pPr,
// w:rPr, w:tblPr and w:tcPr is the schema's; Word refuses another.
#include "platform/sheets/letter.hpp"

#include "platform/sheets/package.hpp"
#include "platform/sheets/table_text.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace kheo::sheets
{
namespace
{

// Decree 30/2020, Annex I, part I: A4; margins 20 mm above and below, 30 mm
// left, 15 mm right. In twentieths of a point.
constexpr auto left_margin = 1'701;
constexpr auto right_margin = 850;
constexpr auto short_side = 11'906;
constexpr auto long_side = 16'838;
constexpr auto motto_column = 5'525; // the national title at 13 pt needs 97 mm

constexpr auto spaces = R"(xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" )"
                        R"(xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships")";
constexpr auto declaration = R"(<?xml version="1.0" encoding="UTF-8" standalone="yes"?>)";

std::string escaped(std::string_view text)
{
    std::string out;
    for (auto const letter : text)
        switch (letter) {
        case '&':
            out += "&amp;";
            break;
        case '<':
            out += "&lt;";
            break;
        case '>':
            out += "&gt;";
            break;
        case '\n':
            out += R"(</w:t><w:br/><w:t xml:space="preserve">)";
            break;
        default:
            if (static_cast<unsigned char>(letter) >= ' ' || letter == '\t')
                out += letter;
        }
    return out;
}

enum class Align { left, centre, right, justified };

struct Style {
    int size = 28; // half points
    bool bold = false;
    bool italic = false;
    Align align = Align::left;
    int first_line = 0; // twips
    int after = 0;      // twips
    bool keep_next = false;
};

std::string paragraph(std::string_view text, Style const& style)
{
    constexpr std::string_view aligned[] = {"left", "center", "right", "both"};
    return fmt::format(
        R"(<w:p><w:pPr>{}<w:spacing w:before="0" w:after="{}"/>{}<w:jc w:val="{}"/></w:pPr>)"
        R"(<w:r><w:rPr>{}{}<w:sz w:val="{}"/><w:szCs w:val="{}"/></w:rPr><w:t xml:space="preserve">{}</w:t></w:r></w:p>)",
        style.keep_next ? "<w:keepNext/>" : "", style.after,
        style.first_line > 0 ? fmt::format(R"(<w:ind w:firstLine="{}"/>)", style.first_line) : "",
        aligned[static_cast<int>(style.align)], style.bold ? "<w:b/><w:bCs/>" : "",
        style.italic ? "<w:i/><w:iCs/>" : "", style.size, style.size, escaped(text));
}

// A line of its own length: the lower border of a paragraph almost without height.
std::string rule(int side)
{
    return fmt::format(
        R"(<w:p><w:pPr><w:pBdr><w:bottom w:val="single" w:sz="6" w:space="1" w:color="auto"/></w:pBdr>)"
        R"(<w:spacing w:before="0" w:after="60" w:line="40" w:lineRule="exact"/><w:ind w:left="{}" w:right="{}"/>)"
        R"(</w:pPr></w:p>)",
        side, side);
}

std::string cell(int width, std::string const& content, std::string const& more = "")
{
    return fmt::format(R"(<w:tc><w:tcPr><w:tcW w:w="{}" w:type="dxa"/>{}</w:tcPr>{}</w:tc>)", width, more,
                       content);
}

// A fixed table without borders, two cells wide: the frame of heading and signature.
std::string pair(int left, int right, std::string const& one, std::string const& other)
{
    return fmt::format(
        R"(<w:tbl><w:tblPr><w:tblW w:w="{}" w:type="dxa"/><w:tblLayout w:type="fixed"/><w:tblCellMar>)"
        R"(<w:left w:w="0" w:type="dxa"/><w:right w:w="0" w:type="dxa"/></w:tblCellMar></w:tblPr>)"
        R"(<w:tblGrid><w:gridCol w:w="{}"/><w:gridCol w:w="{}"/></w:tblGrid><w:tr><w:trPr><w:cantSplit/></w:trPr>{}{}</w:tr></w:tbl>)",
        left + right, left, right, cell(left, one), cell(right, other));
}

int text_width(Page page)
{
    return (page == Page::portrait ? short_side : long_side) - left_margin - right_margin;
}

std::string heading(Letter const& letter)
{
    auto const right = letter.page == Page::portrait ? motto_column : text_width(letter.page) * 3 / 5;
    auto const left = text_width(letter.page) - right;
    auto const centred = [](int size, bool bold, bool italic = false) {
        return Style{.size = size, .bold = bold, .italic = italic, .align = Align::centre};
    };
    std::string one;
    if (!letter.superior.empty())
        one += paragraph(letter.superior, centred(26, false));
    one += paragraph(letter.organisation, centred(26, true)) + rule(left / 3);
    if (!letter.number.empty())
        one += paragraph(letter.number, centred(26, false));
    auto const two = paragraph("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", centred(26, true)) +
                     paragraph("Độc lập - Tự do - Hạnh phúc", centred(28, true)) + rule(right / 4) +
                     paragraph(letter.place_and_date, centred(28, false, true));
    return pair(left, right, one, two) + paragraph("", {.size = 16});
}

std::string body(Paragraph const& each)
{
    switch (each.style) {
    case ParagraphStyle::centred:
        return paragraph(each.text, {.align = Align::centre, .after = 120});
    case ParagraphStyle::bold:
        return paragraph(each.text, {.bold = true, .first_line = 567, .after = 120, .keep_next = true});
    case ParagraphStyle::item:
        return paragraph("- " + each.text, {.align = Align::justified, .first_line = 567, .after = 60});
    case ParagraphStyle::body:
        break;
    }
    return paragraph(each.text, {.align = Align::justified, .first_line = 567, .after = 120});
}

std::vector<int> column_widths(Table const& table, Page page)
{
    auto total = 0.0;
    for (auto const& column : table.columns)
        total += column.width;
    std::vector<int> widths;
    for (auto const& column : table.columns)
        widths.push_back(
            std::max(200, static_cast<int>(column.width / std::max(total, 1.0) * text_width(page))));
    return widths;
}

int sum_of(std::vector<int> const& widths, int first, int count)
{
    auto total = 0;
    for (auto at = first; at < first + count && at < static_cast<int>(widths.size()); ++at)
        total += widths[static_cast<std::size_t>(at)];
    return total;
}

std::string heading_rows(Table const& table, std::vector<int> const& widths)
{
    constexpr auto row = R"(<w:tr><w:trPr><w:cantSplit/><w:tblHeader/></w:trPr>{}</w:tr>)";
    Style const style{.size = 22, .bold = true, .align = Align::centre};
    std::string upper;
    std::string lower;
    for (auto column = 0; column < static_cast<int>(table.columns.size()); ++column) {
        auto const width = widths[static_cast<std::size_t>(column)];
        auto const& label = table.columns[static_cast<std::size_t>(column)].label;
        auto const* group = group_over(table, column);
        if (group == nullptr) {
            upper += cell(width, paragraph(label, style),
                          table.groups.empty() ? R"(<w:vAlign w:val="center"/>)"
                                               : R"(<w:vMerge w:val="restart"/><w:vAlign w:val="center"/>)");
            lower += cell(width, paragraph("", style), "<w:vMerge/>");
            continue;
        }
        if (group->first == column)
            upper += cell(sum_of(widths, column, group->count), paragraph(group->label, style),
                          fmt::format(R"(<w:gridSpan w:val="{}"/><w:vAlign w:val="center"/>)", group->count));
        lower += cell(width, paragraph(label, style), R"(<w:vAlign w:val="center"/>)");
    }
    return fmt::format(row, upper) + (table.groups.empty() ? std::string() : fmt::format(row, lower));
}

std::string body_row(Table const& table, TableRow const& row, std::vector<int> const& widths)
{
    std::string cells;
    auto const columns = static_cast<int>(table.columns.size());
    auto const span = std::clamp(row.span, 1, std::max(columns, 1));
    for (auto column = 0; column < columns; column += column == 0 ? span : 1) {
        auto const index = static_cast<std::size_t>(column);
        auto const kind = table.columns[index].kind;
        auto const text = index < row.cells.size() ? words_of(table, row.cells[index], kind) : std::string();
        Style const style{.size = 22,
                          .bold = row.style != RowStyle::plain,
                          .align = is_right_aligned(kind)     ? Align::right
                                   : kind == ColumnKind::date ? Align::centre
                                                              : Align::left};
        auto const wide = column == 0 && span > 1;
        cells += cell(sum_of(widths, column, wide ? span : 1), paragraph(text, style),
                      wide ? fmt::format(R"(<w:gridSpan w:val="{}"/>)", span) : std::string());
    }
    return fmt::format(R"(<w:tr><w:trPr><w:cantSplit/></w:trPr>{}</w:tr>)", cells);
}

std::string table_of(Table const& table, Page page)
{
    std::string out;
    for (std::size_t line = 0; line < table.title.size(); ++line)
        out += paragraph(
            table.title[line],
            {.size = 26, .bold = line == 0, .align = Align::centre, .after = 60, .keep_next = true});
    if (table.columns.empty())
        return out;
    auto const widths = column_widths(table, page);
    out += R"(<w:tbl><w:tblPr><w:tblW w:w="5000" w:type="pct"/><w:tblBorders>)";
    for (auto const* side : {"top", "left", "bottom", "right", "insideH", "insideV"})
        out += fmt::format(R"(<w:{} w:val="single" w:sz="4" w:space="0" w:color="auto"/>)", side);
    out += R"(</w:tblBorders><w:tblLayout w:type="fixed"/><w:tblCellMar><w:left w:w="57" w:type="dxa"/>)"
           R"(<w:right w:w="57" w:type="dxa"/></w:tblCellMar></w:tblPr><w:tblGrid>)";
    for (auto const width : widths)
        out += fmt::format(R"(<w:gridCol w:w="{}"/>)", width);
    out += "</w:tblGrid>" + heading_rows(table, widths);
    for (auto const& row : table.rows)
        out += body_row(table, row, widths);
    out += "</w:tbl>";
    for (auto const& note : table.notes)
        out += paragraph(note, {.size = 24, .italic = true, .after = 40});
    return out + paragraph("", {.size = 16});
}

std::string ending(Letter const& letter)
{
    auto const half = text_width(letter.page) / 2;
    std::string left;
    if (!letter.recipients.empty())
        left += paragraph("Nơi nhận:", {.size = 24, .bold = true, .italic = true});
    for (std::size_t at = 0; at < letter.recipients.size(); ++at)
        left += paragraph("- " + letter.recipients[at] + (at + 1 == letter.recipients.size() ? "." : ";"),
                          {.size = 22});
    if (left.empty())
        left = paragraph("", {});
    std::string right;
    if (letter.signature) {
        for (auto const& line : letter.signature->authority)
            right += paragraph(line, {.bold = true, .align = Align::centre});
        for (auto space = 0; space < 4; ++space) // room for signature and stamp
            right += paragraph("", {});
        right += paragraph(letter.signature->name, {.bold = true, .align = Align::centre});
    }
    if (right.empty())
        right = paragraph("", {});
    return pair(half, text_width(letter.page) - half, left, right);
}

std::string document(Letter const& letter)
{
    auto out = heading(letter);
    Style const centred{.bold = true, .align = Align::centre};
    if (!letter.type.empty())
        out += paragraph(letter.type, centred);
    if (!letter.subject.empty())
        out += paragraph(letter.subject, centred) + rule(text_width(letter.page) * 2 / 5);
    for (auto const& each : letter.opening)
        out += body(each);
    if (letter.table)
        out += table_of(*letter.table, letter.page);
    for (auto const& each : letter.closing)
        out += body(each);
    if (letter.signature || !letter.recipients.empty())
        out += ending(letter);
    // A document may not end in a table; the last paragraph is next to nothing.
    out += paragraph("", {.size = 2});
    auto const upright = letter.page == Page::portrait;
    return fmt::format(
        R"({}<w:document {}><w:body>{}<w:sectPr><w:headerReference w:type="default" r:id="rId2"/>)"
        R"(<w:pgSz w:w="{}" w:h="{}"{}/><w:pgMar w:top="1134" w:right="{}" w:bottom="1134" w:left="{}" )"
        R"(w:header="567" w:footer="567" w:gutter="0"/><w:titlePg/></w:sectPr></w:body></w:document>)",
        declaration, spaces, out, upright ? short_side : long_side, upright ? long_side : short_side,
        upright ? "" : R"( w:orient="landscape")", right_margin, left_margin);
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
std::string page_number()
{
    return fmt::format(
        R"({}<w:hdr {}><w:p><w:pPr><w:jc w:val="center"/></w:pPr><w:r><w:rPr><w:sz w:val="26"/></w:rPr><w:fldChar w:fldCharType="begin"/></w:r>)"
        R"(<w:r><w:rPr><w:sz w:val="26"/></w:rPr><w:instrText xml:space="preserve">PAGE</w:instrText></w:r>)"
        R"(<w:r><w:rPr><w:sz w:val="26"/></w:rPr><w:fldChar w:fldCharType="end"/></w:r></w:p></w:hdr>)",
        declaration, spaces);
}

} // namespace

std::string to_docx(Letter const& letter)
{
    constexpr auto relation = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    constexpr auto relations =
        R"(<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">)";
    constexpr auto word = "application/vnd.openxmlformats-officedocument.wordprocessingml";
    auto const types = fmt::format(
        R"({0}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">)"
        R"(<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>)"
        R"(<Default Extension="xml" ContentType="application/xml"/>)"
        R"(<Override PartName="/word/document.xml" ContentType="{1}.document.main+xml"/>)"
        R"(<Override PartName="/word/styles.xml" ContentType="{1}.styles+xml"/>)"
        R"(<Override PartName="/word/header1.xml" ContentType="{1}.header+xml"/></Types>)",
        declaration, word);
    auto const top = fmt::format(
        R"({}{}<Relationship Id="rId1" Type="{}/officeDocument" Target="word/document.xml"/></Relationships>)",
        declaration, relations, relation);
    auto const inner =
        fmt::format(R"({}{}<Relationship Id="rId1" Type="{}/styles" Target="styles.xml"/>)"
                    R"(<Relationship Id="rId2" Type="{}/header" Target="header1.xml"/></Relationships>)",
                    declaration, relations, relation, relation);
    return packed({{"[Content_Types].xml", types},
                   {"_rels/.rels", top},
                   {"word/document.xml", document(letter)},
                   {"word/_rels/document.xml.rels", inner},
                   {"word/styles.xml", styles()},
                   {"word/header1.xml", page_number()}});
}

} // namespace kheo::sheets
