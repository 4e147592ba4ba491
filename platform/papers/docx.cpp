// SPDX-License-Identifier: AGPL-3.0-or-later
// Word documents (ECMA-376): paragraphs, tables, and the numbers that Word
// writes before list items but keeps elsewhere.
#include "platform/papers/legacy.hpp"
#include "platform/papers/paper.hpp"
#include "platform/papers/problems.hpp"
#include "platform/sheets/content.hpp"
#include "platform/sheets/package.hpp"
#include "platform/sheets/xml.hpp"
#include "platform/text/text.hpp"

#include <fmt/format.h>

#include <array>
#include <map>

namespace kheo::papers
{
namespace
{

using sheets::attribute;
using sheets::child;
using sheets::is;
using sheets::next;
using sheets::whole;
using sheets::Xml;

constexpr int levels = 9;

struct Level {
    std::string format; // "decimal", "lowerLetter", "bullet", …
    std::string text;   // "%1.", "%1)"
    int start = 1;
};

struct Lists {
    std::map<int, std::array<Level, levels>> of_abstract;
    std::map<int, int> abstract_of;
};

std::string value(pugi::xml_node node)
{
    return std::string(attribute(node, "val"));
}

Lists read_lists(pugi::xml_node root)
{
    Lists lists;
    for (auto each = child(root, "abstractNum"); each; each = next(each, "abstractNum")) {
        auto& made = lists.of_abstract[whole(each, "abstractNumId", -1)];
        for (auto level = child(each, "lvl"); level; level = next(level, "lvl")) {
            auto const at = whole(level, "ilvl", -1);
            if (at < 0 || at >= levels)
                continue;
            made[static_cast<std::size_t>(at)] = {value(child(level, "numFmt")),
                                                  value(child(level, "lvlText")),
                                                  whole(child(level, "start"), "val", 1)};
        }
    }
    for (auto each = child(root, "num"); each; each = next(each, "num"))
        lists.abstract_of[whole(each, "numId", -1)] = whole(child(each, "abstractNumId"), "val", -1);
    return lists;
}

std::string counted(int number, std::string const& format)
{
    if (format == "lowerLetter" || format == "upperLetter")
        return std::string(1, static_cast<char>((format[0] == 'l' ? 'a' : 'A') + (number - 1) % 26));
    if (format == "lowerRoman" || format == "upperRoman") {
        static constexpr std::array<std::pair<int, std::string_view>, 9> signs{
            {{50, "L"}, {40, "XL"}, {10, "X"}, {9, "IX"}, {5, "V"}, {4, "IV"}, {1, "I"}, {1, ""}, {1, ""}}};
        std::string roman;
        for (auto const& [worth, sign] : signs)
            while (!sign.empty() && number >= worth && roman.size() < 20) {
                roman += sign;
                number -= worth;
            }
        return format[0] == 'l' ? lower(roman) : roman;
    }
    return std::to_string(number);
}

class Document
{
  public:
    Document(Lists lists, pugi::xml_node styles) : lists_(std::move(lists))
    {
        for (auto style = child(styles, "style"); style; style = next(style, "style"))
            fonts_[std::string(attribute(style, "styleId"))] = font_of(child(style, "rPr"));
        base_ = font_of(child(child(child(styles, "docDefaults"), "rPrDefault"), "rPr"));
    }

    void body(pugi::xml_node node)
    {
        for (auto each = node.first_child(); each && out_.size() < max_text_bytes; each = each.next_sibling())
            if (is(each, "p"))
                paragraph(each);
            else if (is(each, "tbl"))
                for (auto row = child(each, "tr"); row; row = next(row, "tr"))
                    for (auto cell = child(row, "tc"); cell; cell = next(cell, "tc"))
                        body(cell);
            else if (is(each, "sdt"))
                body(child(each, "sdtContent"));
            else if (is(each, "customXml") || is(each, "ins"))
                body(each);
    }

    std::string text() { return std::move(out_); }

  private:
    static std::string font_of(pugi::xml_node properties)
    {
        auto const fonts = child(properties, "rFonts");
        auto const ascii = attribute(fonts, "ascii");
        return std::string(ascii.empty() ? attribute(fonts, "hAnsi") : ascii);
    }

    void paragraph(pugi::xml_node node)
    {
        auto const properties = child(node, "pPr");
        style_ = value(child(properties, "pStyle"));
        out_ += item_sign(child(properties, "numPr"));
        runs(node);
        out_ += '\n';
    }

    // "1.", "a)", "-": counted as Word counts.
    std::string item_sign(pugi::xml_node properties)
    {
        auto const list = whole(child(properties, "numId"), "val", 0);
        auto const at = whole(child(properties, "ilvl"), "val", 0);
        auto const abstract = lists_.abstract_of.find(list);
        if (list == 0 || at < 0 || at >= levels || abstract == lists_.abstract_of.end())
            return "";
        auto const level = static_cast<std::size_t>(at);
        auto const& shape = lists_.of_abstract[abstract->second];
        auto& counts = counts_[list];
        ++counts[level];
        for (auto below = level + 1; below < levels; ++below)
            counts[below] = 0;
        if (shape[level].format == "bullet")
            return "- ";
        if (shape[level].format == "none" || shape[level].text.empty())
            return "";
        std::string sign;
        for (std::size_t i = 0; i < shape[level].text.size(); ++i) {
            auto const letter = shape[level].text[i];
            auto const digit = i + 1 < shape[level].text.size() ? shape[level].text[i + 1] - '1' : -1;
            if (letter == '%' && digit >= 0 && digit < levels) {
                auto const which = static_cast<std::size_t>(digit);
                sign += counted(shape[which].start + std::max(counts[which], 1) - 1, shape[which].format);
                ++i;
            } else {
                sign += letter;
            }
        }
        return sign + " ";
    }

    void runs(pugi::xml_node node)
    {
        for (auto each = node.first_child(); each; each = each.next_sibling())
            if (is(each, "r"))
                run(each);
            else if (is(each, "AlternateContent"))
                runs(child(each, "Choice"));
            else if (is(each, "sdt"))
                runs(child(each, "sdtContent"));
            else if (!is(each, "pPr") && !is(each, "del") && !is(each, "moveFrom") && !is(each, "Fallback"))
                runs(each); // hyperlink, ins, smartTag, fldSimple …
    }

    void run(pugi::xml_node node)
    {
        auto const properties = child(node, "rPr");
        auto font = font_of(properties);
        for (auto const& style : {value(child(properties, "rStyle")), style_})
            if (font.empty())
                if (auto const known = fonts_.find(style); known != fonts_.end())
                    font = known->second;
        auto const encoding = encoding_of_font(font.empty() ? base_ : font);
        for (auto each = node.first_child(); each; each = each.next_sibling())
            if (is(each, "t"))
                out_ += from_legacy(each.text().get(), encoding);
            else if (is(each, "tab"))
                out_ += '\t';
            else if (is(each, "br") || is(each, "cr"))
                out_ += '\n';
            else if (is(each, "noBreakHyphen"))
                out_ += '-';
            else if (is(each, "drawing") || is(each, "pict") || is(each, "AlternateContent"))
                boxes(each);
    }

    // The paragraphs of a text box stand on lines of their own.
    void boxes(pugi::xml_node node)
    {
        for (auto each = node.first_child(); each; each = each.next_sibling())
            if (is(each, "txbxContent")) {
                out_ += '\n';
                body(each);
            } else if (!is(each, "Fallback")) {
                boxes(each);
            }
    }

    Lists lists_;
    std::map<std::string, std::string> fonts_;
    std::string base_;
    std::string style_;
    std::map<int, std::array<int, levels>> counts_;
    std::string out_;
};

Outcome<Xml> part(sheets::Package const& package, std::string const& name)
{
    auto const text = TRY(package.part(name));
    return Xml::parse(text);
}

} // namespace

Outcome<Paper> read_docx(std::string_view bytes)
{
    auto const package = TRY(sheets::Package::open(bytes));
    for (auto const& name : package.names())
        if (name.ends_with("vbaProject.bin"))
            return refuse(problems::macros);
    auto const main = TRY(part(package, "word/document.xml"));
    Lists lists;
    if (package.has("word/numbering.xml")) {
        auto const numbering = TRY(part(package, "word/numbering.xml"));
        lists = read_lists(numbering.root());
    }
    auto const styles =
        package.has("word/styles.xml") ? part(package, "word/styles.xml") : Xml::parse("<styles/>");
    if (!styles)
        return std::unexpected(styles.error());
    Document document(std::move(lists), styles->root());
    document.body(child(main.root(), "body"));
    return Paper{{{.text = finished(document.text())}}};
}

} // namespace kheo::papers
