// SPDX-License-Identifier: AGPL-3.0-or-later
// Word documents (ECMA-376): paragraphs, tables, and the numbers that Word
// writes before list items but keeps elsewhere.
#include "platform/papers/paper.hpp"
#include "platform/papers/problems.hpp"
#include "platform/sheets/content.hpp"
#include "platform/sheets/package.hpp"
#include "platform/sheets/xml.hpp"
#include "platform/text/letters.hpp"
#include "platform/text/text.hpp"

#include <fmt/format.h>

#include <array>
#include <charconv>
#include <map>
#include <utility>

namespace kheo::papers
{
namespace
{

using legacy::Encoding;
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
    std::string font; // of its number; "" as the paragraph
};

struct Lists {
    std::map<int, std::array<Level, levels>> of_abstract;
    std::map<int, int> abstract_of;
};

std::string value(pugi::xml_node node)
{
    return std::string(attribute(node, "val"));
}

// The letters of the old fonts are what Word sets in its "high ANSI" font.
std::string font_of(pugi::xml_node properties)
{
    auto const fonts = child(properties, "rFonts");
    auto const high = attribute(fonts, "hAnsi");
    return std::string(high.empty() ? attribute(fonts, "ascii") : high);
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
            made[static_cast<std::size_t>(at)] = {
                value(child(level, "numFmt")), value(child(level, "lvlText")),
                whole(child(level, "start"), "val", 1), font_of(child(level, "rPr"))};
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
    Document(Lists lists, pugi::xml_node styles, legacy::Habit const* known)
        : lists_(std::move(lists)), known_(known)
    {
        for (auto style = child(styles, "style"); style; style = next(style, "style")) {
            auto const name = std::string(attribute(style, "styleId"));
            styles_[name] = {font_of(child(style, "rPr")), value(child(style, "basedOn"))};
            if (attribute(style, "type") == "paragraph" && attribute(style, "default") == "1")
                normal_ = name;
        }
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
    legacy::Changed changed() const { return changed_; }
    legacy::Habit const& habit() const { return habit_; }

  private:
    struct Style {
        std::string font;
        std::string parent;
    };

    // Of a style or those it is based on; "" where none names a font.
    std::string font_of_style(std::string name) const
    {
        constexpr auto most_parents = 20; // a style may be based on itself
        for (auto step = 0; step < most_parents && !name.empty(); ++step) {
            auto const known = styles_.find(name);
            if (known == styles_.end())
                break;
            if (!known->second.font.empty())
                return known->second.font;
            name = known->second.parent;
        }
        return "";
    }

    Encoding encoding_of(pugi::xml_node properties) const
    {
        auto font = font_of(properties);
        for (auto const& style : {value(child(properties, "rStyle")), style_.empty() ? normal_ : style_})
            if (font.empty())
                font = font_of_style(style);
        return legacy::encoding_of_font(font.empty() ? base_ : font);
    }

    void end_line() { out_ += line_.take(changed_, habit_, known_); }

    void paragraph(pugi::xml_node node)
    {
        auto const properties = child(node, "pPr");
        auto const outer = std::exchange(style_, value(child(properties, "pStyle")));
        add_item_sign(child(properties, "numPr"));
        runs(node);
        end_line();
        out_ += '\n';
        style_ = outer;
    }

    // "1.", "a)", "-": counted as Word counts. The words around a number ("Điều 1.")
    // are typed in a font too.
    void add_item_sign(pugi::xml_node properties)
    {
        auto const list = whole(child(properties, "numId"), "val", 0);
        auto const at = whole(child(properties, "ilvl"), "val", 0);
        auto const abstract = lists_.abstract_of.find(list);
        if (list == 0 || at < 0 || at >= levels || abstract == lists_.abstract_of.end())
            return;
        auto const level = static_cast<std::size_t>(at);
        auto const& shape = lists_.of_abstract[abstract->second];
        auto& counts = counts_[list];
        ++counts[level];
        for (auto below = level + 1; below < levels; ++below)
            counts[below] = 0;
        if (shape[level].format == "bullet")
            return line_.add("- ", Encoding::unicode);
        if (shape[level].format == "none" || shape[level].text.empty())
            return;
        auto const& font = shape[level].font;
        line_.add(sign_of(shape, counts, level) + " ",
                  font.empty() ? encoding_of({}) : legacy::encoding_of_font(font));
    }

    static std::string sign_of(std::array<Level, levels> const& shape, std::array<int, levels> const& counts,
                               std::size_t level)
    {
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
        return sign;
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
        auto const encoding = encoding_of(child(node, "rPr"));
        for (auto each = node.first_child(); each; each = each.next_sibling())
            if (is(each, "t"))
                line_.add(each.text().get(), encoding);
            else if (is(each, "tab"))
                line_.add("\t", encoding);
            else if (is(each, "br") || is(each, "cr"))
                line_.add("\n", encoding);
            else if (is(each, "noBreakHyphen"))
                line_.add("-", encoding);
            else if (is(each, "softHyphen") && encoding != Encoding::unicode)
                line_.add("\u00ad", encoding); // the letter ư of TCVN3, as programs hand it on
            else if (is(each, "sym"))
                symbol(each);
            else if (is(each, "drawing") || is(each, "pict") || is(each, "AlternateContent"))
                boxes(each);
    }

    // A letter that Word took for a sign, because it took the font for one of signs.
    void symbol(pugi::xml_node node)
    {
        auto const encoding = legacy::encoding_of_font(attribute(node, "font"));
        auto const code = attribute(node, "char");
        auto point = 0u;
        auto const [end, error] = std::from_chars(code.data(), code.data() + code.size(), point, 16);
        auto const is_letter = point >= 0x20 && (point < 0xd800 || (point >= 0xe000 && point <= 0xffff));
        if (encoding == Encoding::unicode || error != std::errc() || !is_letter)
            return;
        std::string letter;
        letters::append(letter, point);
        line_.add(letter, encoding);
    }

    // The paragraphs of a text box stand on lines of their own.
    void boxes(pugi::xml_node node)
    {
        for (auto each = node.first_child(); each; each = each.next_sibling())
            if (is(each, "txbxContent")) {
                end_line();
                out_ += '\n';
                body(each);
            } else if (!is(each, "Fallback")) {
                boxes(each);
            }
    }

    Lists lists_;
    std::map<std::string, Style> styles_;
    std::string normal_; // the style of paragraphs that name none
    std::string base_;
    std::string style_;
    std::map<int, std::array<int, levels>> counts_;
    legacy::Line line_;
    legacy::Changed changed_;
    legacy::Habit habit_;
    legacy::Habit const* known_; // of the first reading; null in it
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
    auto document = legacy::read_by_habit([&](legacy::Habit const* known) {
        auto made = Document(lists, styles->root(), known);
        made.body(child(main.root(), "body"));
        return made;
    });
    auto page = TRY(page_of(document.text(), document.changed()));
    return Paper{{std::move(page)}};
}

} // namespace kheo::papers
