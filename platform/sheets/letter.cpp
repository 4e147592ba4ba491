// SPDX-License-Identifier: AGPL-3.0-or-later
// A Letter as .docx: ECMA-376 WordprocessingML.
#include "platform/sheets/letter.hpp"

#include "platform/sheets/letter_parts.hpp"
#include "platform/sheets/measure.hpp"
#include "platform/sheets/package.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace kheo::sheets
{
namespace
{

using namespace word;

constexpr auto short_side = 11'906;
constexpr auto long_side = 16'838;
constexpr auto motto_column = 5'525; // the national title at 13 pt needs 97 mm

constexpr auto spaces = R"(xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" )"
                        R"(xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships")";
constexpr auto declaration = R"(<?xml version="1.0" encoding="UTF-8" standalone="yes"?>)";

// Decree 30/2020, Annex I, part I, and Guide 05-HD/VPTW: A4; margins 20 mm above
// and below, 30 mm left, 15 mm right.
Paper paper_of(Letter const& letter)
{
    auto const upright = letter.page == Page::portrait;
    return {upright ? short_side : long_side, upright ? long_side : short_side, 1'134, 1'134, 1'701, 850};
}

// A table that must stand on one sheet takes the paper's edge: 13 mm above, 10
// below, 15 on either side.
Paper whole_sheet(Letter const& letter)
{
    auto paper = paper_of(letter);
    paper.top = 737;
    paper.bottom = 567;
    paper.left = paper.right = 850;
    return paper;
}

// How it is set: on what paper, in which sizes.
struct Setting {
    Paper paper;
    Sizes sizes;
};

Style centred(int size, bool bold, bool italic = false)
{
    return {.size = size, .bold = bold, .italic = italic, .align = Align::centre};
}

std::string national_title(Letter const& letter, Setting const& set, int width)
{
    auto const& sizes = set.sizes;
    if (letter.heading == Heading::party)
        return paragraph("ĐẢNG CỘNG SẢN VIỆT NAM", centred(sizes.motto, true)) + rule(width * 29 / 100) +
               paragraph(letter.place_and_date, centred(sizes.place, false, true));
    return paragraph("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", centred(sizes.heading, true)) +
           paragraph("Độc lập - Tự do - Hạnh phúc", centred(sizes.motto, true)) + rule(width / 4) +
           paragraph(letter.place_and_date, centred(sizes.place, false, true));
}

std::string heading(Letter const& letter, Setting const& set)
{
    if (letter.heading == Heading::none)
        return {};
    auto const width = set.paper.text_width();
    auto const right = letter.page == Page::portrait ? motto_column : width * 11 / 20;
    auto const left = width - right;
    std::string one;
    if (!letter.superior.empty())
        one += paragraph(letter.superior, centred(set.sizes.heading, false));
    one += paragraph(letter.organisation, centred(set.sizes.heading, true));
    // The Party sets an asterisk where the State draws a line.
    one += letter.heading == Heading::party ? paragraph("*", centred(set.sizes.heading, true))
                                            : rule(left * 2 / 5);
    if (!letter.number.empty())
        one += paragraph(letter.number, centred(set.sizes.heading, false));
    return frame({left, right}, {one, national_title(letter, set, right)}) +
           paragraph("", set.sizes.tight ? Style{.size = 8, .line = 80} : Style{.size = 16});
}

std::string body(Paragraph const& each, Sizes const& sizes)
{
    if (sizes.tight)
        return paragraph(each.text,
                         {.size = sizes.title, .italic = true, .align = Align::centre, .after = 40});
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

std::string signature_of(std::optional<Signature> const& signature, Sizes const& sizes)
{
    if (!signature)
        return {};
    std::string out;
    for (auto const& line : signature->authority)
        out += line.starts_with('(') ? paragraph(line, centred(sizes.signature - 2, false, true))
                                     : paragraph(line, centred(sizes.signature, true));
    for (auto space = 0; space < sizes.room; ++space) // for signature and stamp
        out += paragraph("", {.size = sizes.signature, .line = sizes.tight ? sizes.signature * 23 / 2 : 0});
    return signature->name.empty() ? out : out + paragraph(signature->name, centred(sizes.signature, true));
}

std::string ending(Letter const& letter, Setting const& set)
{
    auto const width = set.paper.text_width();
    std::string left;
    if (!letter.recipients.empty())
        left += paragraph("Nơi nhận:", {.size = 24, .bold = true, .italic = true});
    for (std::size_t at = 0; at < letter.recipients.size(); ++at)
        left += paragraph("- " + letter.recipients[at] + (at + 1 == letter.recipients.size() ? "." : ";"),
                          {.size = 22});
    auto const right = signature_of(letter.signature, set.sizes);
    if (!letter.prepared_by)
        return frame({width / 2, width - width / 2}, {left, right});
    return frame({width / 3, width / 3, width - 2 * (width / 3)},
                 {left, signature_of(letter.prepared_by, set.sizes), right});
}

// Below a table on one sheet: what must be said about it to the left, in its
// own size, and who made and who signs it to the right.
std::vector<int> foot_widths(Letter const& letter, Paper const& paper)
{
    auto const width = paper.text_width();
    auto const side = width / 5;
    if (!letter.signature)
        return {width};
    return letter.prepared_by ? std::vector{width - 2 * side, side, side} : std::vector{width - side, side};
}

std::vector<std::string> said_below(Letter const& letter)
{
    std::vector<std::string> lines;
    for (auto const& each : letter.closing)
        lines.push_back(each.text);
    for (auto const& note : letter.table->notes)
        lines.push_back(note);
    return lines;
}

std::string foot(Letter const& letter, Setting const& set)
{
    auto const widths = foot_widths(letter, set.paper);
    std::string said;
    for (auto const& line : said_below(letter))
        said += paragraph(
            line, {.size = set.sizes.note, .align = Align::justified, .line = line_of(set.sizes.note)});
    auto contents = std::vector{said};
    if (letter.prepared_by && letter.signature)
        contents.push_back(signature_of(letter.prepared_by, set.sizes));
    if (letter.signature)
        contents.push_back(signature_of(letter.signature, set.sizes));
    // Between two tables stands a paragraph, or they become one.
    return paragraph("", {.size = 4, .line = 60}) + frame(widths, contents);
}

int height_of_signature(Letter const& letter, Sizes const& sizes)
{
    auto const lines =
        letter.signature ? letter.signature->authority.size() + !letter.signature->name.empty() : 0;
    return int(lines + (lines > 0 ? std::size_t(sizes.room) : 0)) * sizes.signature * 23 / 2;
}

int height_of_foot(Letter const& letter, Setting const& set)
{
    auto const width = foot_widths(letter, set.paper).front();
    auto lines = 0;
    for (auto const& line : said_below(letter))
        lines += lines_of(line, width / (set.sizes.note * 10.0));
    return std::max(lines * line_of(set.sizes.note), height_of_signature(letter, set.sizes)) + 80;
}

int height_of_head(Letter const& letter, Sizes const& sizes)
{
    auto const heading = letter.heading == Heading::none
                             ? 0
                             : (sizes.heading + sizes.motto + sizes.place) * 23 / 2 + 100 + 100;
    auto const titles = int(!letter.type.empty()) + int(!letter.subject.empty());
    return heading + titles * sizes.type * 23 / 2 + int(letter.opening.size()) * (sizes.title * 23 / 2 + 40);
}

// The largest size, down to 6.5 points, in which all of it stands on one sheet.
Setting set_on_one_sheet(Letter const& letter)
{
    constexpr auto largest = 22;
    constexpr auto smallest = 13;
    constexpr auto readable = 18;
    auto set = Setting{whole_sheet(letter),
                       {.heading = 22,
                        .motto = 22,
                        .place = 22,
                        .type = 24,
                        .title = 20,
                        .table = largest,
                        .note = 16,
                        .signature = 20,
                        .room = 3,
                        .tight = true}};
    for (; set.sizes.table >= smallest; --set.sizes.table) {
        set.sizes.note = std::clamp(set.sizes.table, 14, 18);
        auto const height = height_of_head(letter, set.sizes) +
                            height_of_table(*letter.table, set.paper, set.sizes) +
                            height_of_foot(letter, set);
        if (height * 100 <= set.paper.text_height() * 98)
            return set;
    }
    set.sizes.table = readable;
    return set;
}

Setting setting_of(Letter const& letter)
{
    return letter.one_sheet && letter.table ? set_on_one_sheet(letter) : Setting{paper_of(letter), {}};
}

std::string below_table(Letter const& letter, Setting const& set)
{
    if (letter.one_sheet && letter.table)
        return foot(letter, set);
    std::string out;
    if (letter.table) {
        for (auto const& note : letter.table->notes)
            out += paragraph(note, {.size = set.sizes.note, .italic = true, .after = 40});
        out += paragraph("", {.size = 16});
    }
    for (auto const& each : letter.closing)
        out += body(each, set.sizes);
    return letter.signature || !letter.recipients.empty() ? out + ending(letter, set) : out;
}

std::string document(Letter const& letter)
{
    auto const set = setting_of(letter);
    auto const& paper = set.paper;
    auto out = heading(letter, set);
    if (!letter.type.empty())
        out += paragraph(letter.type, centred(set.sizes.type, true));
    if (!letter.subject.empty())
        out += paragraph(letter.subject, centred(set.sizes.type, true)) +
               (set.sizes.tight ? std::string() : rule(paper.text_width() * 2 / 5));
    for (auto const& each : letter.opening)
        out += body(each, set.sizes);
    if (letter.table)
        out += table_of(*letter.table, paper, set.sizes);
    out += below_table(letter, set);
    // A document may not end in a table; the last paragraph is next to nothing.
    out += paragraph("", {.size = 2, .line = 20});
    return fmt::format(
        R"({}<w:document {}><w:body>{}<w:sectPr><w:headerReference w:type="default" r:id="rId2"/>)"
        R"(<w:pgSz w:w="{}" w:h="{}"{}/><w:pgMar w:top="{}" w:right="{}" w:bottom="{}" w:left="{}" )"
        R"(w:header="454" w:footer="454" w:gutter="0"/><w:titlePg/></w:sectPr></w:body></w:document>)",
        declaration, spaces, out, paper.width, paper.height,
        letter.page == Page::portrait ? "" : R"( w:orient="landscape")", paper.top, paper.right, paper.bottom,
        paper.left);
}

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
                   {"word/document.xml", document(letter)},
                   {"word/_rels/document.xml.rels", inner},
                   {"word/styles.xml", styles()},
                   {"word/fontTable.xml", fonts()},
                   {"word/header1.xml", page_number()}});
}

} // namespace kheo::sheets
