// SPDX-License-Identifier: AGPL-3.0-or-later
#include "platform/sheets/letter_parts.hpp"

#include <fmt/format.h>

namespace kheo::sheets::word
{
namespace
{

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

} // namespace

std::string paragraph(std::string_view text, Style const& style)
{
    constexpr std::string_view aligned[] = {"left", "center", "right", "both"};
    auto const exact =
        style.line > 0 ? fmt::format(R"( w:line="{}" w:lineRule="exact")", style.line) : std::string();
    std::string indent;
    if (style.left > 0)
        indent += fmt::format(R"( w:left="{}")", style.left);
    if (style.first_line > 0)
        indent += fmt::format(R"( w:firstLine="{}")", style.first_line);
    return fmt::format(
        R"(<w:p><w:pPr>{}<w:spacing w:before="{}" w:after="{}"{}/>{}<w:jc w:val="{}"/></w:pPr>)"
        R"(<w:r><w:rPr>{}{}<w:sz w:val="{}"/><w:szCs w:val="{}"/>{}</w:rPr><w:t xml:space="preserve">{}</w:t></w:r></w:p>)",
        style.keep_next ? "<w:keepNext/>" : "", style.before, style.after, exact,
        indent.empty() ? indent : "<w:ind" + indent + "/>", aligned[static_cast<int>(style.align)],
        style.bold ? "<w:b/><w:bCs/>" : "", style.italic ? "<w:i/><w:iCs/>" : "", style.size, style.size,
        style.underlined ? R"(<w:u w:val="single"/>)" : "", escaped(text));
}

// The lower border of a paragraph almost without height.
std::string rule(int side)
{
    return fmt::format(
        R"(<w:p><w:pPr><w:pBdr><w:bottom w:val="single" w:sz="6" w:space="1" w:color="auto"/></w:pBdr>)"
        R"(<w:spacing w:before="0" w:after="60" w:line="40" w:lineRule="exact"/><w:ind w:left="{}" w:right="{}"/>)"
        R"(</w:pPr></w:p>)",
        side, side);
}

std::string cell(int width, std::string const& content, std::string const& more)
{
    return fmt::format(R"(<w:tc><w:tcPr><w:tcW w:w="{}" w:type="dxa"/>{}</w:tcPr>{}</w:tc>)", width, more,
                       content);
}

std::string frame(std::vector<int> const& widths, std::vector<std::string> const& contents)
{
    std::string grid;
    auto total = 0;
    for (auto const width : widths) {
        total += width;
        grid += fmt::format(R"(<w:gridCol w:w="{}"/>)", width);
    }
    std::string rows;
    for (std::size_t at = 0; at < contents.size(); at += widths.size()) {
        std::string cells;
        for (std::size_t column = 0; column < widths.size(); ++column) {
            auto const& content = contents[at + column];
            cells += cell(widths[column], content.empty() ? paragraph("", {}) : content);
        }
        rows += "<w:tr><w:trPr><w:cantSplit/></w:trPr>" + cells + "</w:tr>";
    }
    return fmt::format(
        R"(<w:tbl><w:tblPr><w:tblW w:w="{}" w:type="dxa"/><w:tblLayout w:type="fixed"/><w:tblCellMar>)"
        R"(<w:left w:w="0" w:type="dxa"/><w:right w:w="0" w:type="dxa"/></w:tblCellMar></w:tblPr>)"
        R"(<w:tblGrid>{}</w:tblGrid>{}</w:tbl>)",
        total, grid, rows);
}

int line_of(int size)
{
    return size * 10 * 113 / 100;
}

} // namespace kheo::sheets::word
