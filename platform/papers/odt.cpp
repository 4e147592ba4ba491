// SPDX-License-Identifier: AGPL-3.0-or-later
// OpenDocument text (ISO/IEC 26300): paragraphs, lists with their numbers, tables.
#include "platform/papers/paper.hpp"
#include "platform/papers/problems.hpp"
#include "platform/sheets/odf_fonts.hpp"
#include "platform/sheets/package.hpp"
#include "platform/sheets/xml.hpp"
#include "platform/text/text.hpp"

#include <algorithm>
#include <map>
#include <utility>
#include <vector>

namespace kheo::papers
{
namespace
{

using legacy::Encoding;
using sheets::attribute;
using sheets::child;
using sheets::is;
using sheets::next;
using sheets::Xml;

struct ListLevel {
    bool bullet = false;
    std::string format; // "1", "a", "I"; empty: no number is shown
    std::string suffix;
};

class Document
{
  public:
    explicit Document(legacy::Habit const* known) : known_(known) {}

    void styles(pugi::xml_node root)
    {
        fonts_.read(root);
        for (auto const* place : {"styles", "automatic-styles"})
            for (auto each = child(root, place).first_child(); each; each = each.next_sibling()) {
                auto const name = std::string(attribute(each, "name"));
                if (is(each, "list-style"))
                    for (auto level = each.first_child(); level; level = level.next_sibling())
                        lists_[name].push_back({is(level, "list-level-style-bullet"),
                                                std::string(attribute(level, "num-format")),
                                                std::string(attribute(level, "num-suffix"))});
            }
    }

    void body(pugi::xml_node node)
    {
        for (auto each = node.first_child(); each && out_.size() < max_text_bytes; each = each.next_sibling())
            if (is(each, "p") || is(each, "h"))
                paragraph(each);
            else if (is(each, "list"))
                list(each);
            else if (!is(each, "tracked-changes") && !is(each, "table-of-content"))
                body(each); // sections, tables, frames
    }

    std::string text() { return std::move(out_); }
    legacy::Changed changed() const { return changed_; }
    legacy::Habit const& habit() const { return habit_; }

  private:
    void list(pugi::xml_node node)
    {
        auto const given = std::string(attribute(node, "style-name"));
        auto const outer = style_;
        style_ = given.empty() ? style_ : given;
        auto const level = depth_++;
        auto number = 1;
        for (auto item = child(node, "list-item"); item; item = next(item, "list-item"), ++number) {
            sign_ = sign_of(level, number);
            body(item);
            sign_.clear();
        }
        --depth_;
        style_ = outer;
    }

    std::string sign_of(std::size_t level, int number) const
    {
        auto const known = lists_.find(style_);
        if (known == lists_.end() || level >= known->second.size())
            return "- ";
        auto const& shape = known->second[level];
        if (shape.bullet)
            return "- ";
        if (shape.format.empty())
            return "";
        auto const letter = static_cast<char>(shape.format[0] + (number - 1) % 26);
        auto const count =
            shape.format == "a" || shape.format == "A" ? std::string(1, letter) : std::to_string(number);
        return count + (shape.suffix.empty() ? "." : shape.suffix) + " ";
    }

    void paragraph(pugi::xml_node node)
    {
        line_.add(std::exchange(sign_, ""), Encoding::unicode);
        words(node, fonts_.of("paragraph", attribute(node, "style-name"), fonts_.of("paragraph")));
        end_line();
        out_ += '\n';
    }

    void end_line() { out_ += line_.take(changed_, habit_, known_); }

    void words(pugi::xml_node node, Encoding font)
    {
        for (auto each = node.first_child(); each; each = each.next_sibling())
            if (each.type() == pugi::node_pcdata || each.type() == pugi::node_cdata)
                line_.add(each.value(), font);
            else if (is(each, "tab"))
                line_.add("\t", font);
            else if (is(each, "line-break"))
                line_.add("\n", font);
            else if (is(each, "s"))
                line_.add(
                    std::string(static_cast<std::size_t>(std::clamp(sheets::whole(each, "c", 1), 1, 1'000)),
                                ' '),
                    font);
            else if (is(each, "frame") || is(each, "custom-shape"))
                end_line(), body(each);
            else if (!is(each, "note") && !is(each, "annotation"))
                words(each, is(each, "span") ? fonts_.of("text", attribute(each, "style-name"), font) : font);
    }

    sheets::OdfFonts fonts_;
    std::map<std::string, std::vector<ListLevel>> lists_;
    std::string style_;
    std::string sign_;
    std::size_t depth_ = 0;
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

Outcome<Paper> read_odt(std::string_view bytes)
{
    auto const package = TRY(sheets::Package::open(bytes));
    for (auto const& name : package.names())
        if (name.starts_with("Basic/") && name.ends_with(".xml") && !name.ends_with("-lc.xml"))
            return refuse(problems::macros);
    if (package.has("META-INF/manifest.xml")) {
        auto const manifest = TRY(package.part("META-INF/manifest.xml"));
        if (manifest.find("encryption-data") != std::string::npos)
            return refuse(problems::locked);
    }
    auto const xml = TRY(part(package, "content.xml"));
    auto const styles = package.has("styles.xml") ? part(package, "styles.xml") : Xml::parse("<styles/>");
    if (!styles)
        return std::unexpected(styles.error());
    auto document = legacy::read_by_habit([&](legacy::Habit const* known) {
        auto made = Document(known);
        made.styles(styles->root());
        made.styles(xml.root());
        made.body(child(child(xml.root(), "body"), "text"));
        return made;
    });
    auto page = TRY(page_of(document.text(), document.changed()));
    return Paper{{std::move(page)}};
}

} // namespace kheo::papers
