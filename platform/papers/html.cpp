// SPDX-License-Identifier: AGPL-3.0-or-later
// The words of a saved web page, a line for each block: what stands in scripts,
// styles and comments is no text. No tree is built, so nothing can be too deep.
#include "platform/papers/paper.hpp"
#include "platform/text/letters.hpp"
#include "platform/text/text.hpp"

#include <algorithm>
#include <array>
#include <charconv>

namespace kheo::papers
{
namespace
{

constexpr std::array<std::string_view, 38> blocks{
    "p",      "div",    "br",         "li",         "ul",      "ol",      "tr",      "table",  "h1",  "h2",
    "h3",     "h4",     "h5",         "h6",         "section", "article", "header",  "footer", "nav", "aside",
    "main",   "figure", "figcaption", "blockquote", "pre",     "hr",      "dt",      "dd",     "dl",  "form",
    "option", "select", "button",     "label",      "title",   "body",    "address", "caption"};
constexpr std::array<std::string_view, 7> silent{"script", "style", "noscript", "template",
                                                 "svg",    "head",  "iframe"};
constexpr std::array<std::pair<std::string_view, std::string_view>, 26> entities{
    {{"amp", "&"},    {"lt", "<"},     {"gt", ">"},     {"quot", "\""},  {"apos", "'"},   {"nbsp", "\u00a0"},
     {"ndash", "–"},  {"mdash", "—"},  {"lsquo", "‘"},  {"rsquo", "’"},  {"ldquo", "“"},  {"rdquo", "”"},
     {"hellip", "…"}, {"bull", "•"},   {"middot", "·"}, {"deg", "°"},    {"laquo", "«"},  {"raquo", "»"},
     {"agrave", "à"}, {"aacute", "á"}, {"acirc", "â"},  {"atilde", "ã"}, {"eacute", "é"}, {"egrave", "è"},
     {"ecirc", "ê"},  {"ocirc", "ô"}}};

std::string_view known_entity(std::string_view name)
{
    for (auto const& [entity, letter] : entities)
        if (name == entity)
            return letter;
    return {};
}

// Appends the character that "&…;" at `at` means and returns how long it is.
std::size_t entity(std::string_view html, std::size_t at, std::string& out)
{
    auto const end = html.find(';', at);
    if (end == std::string_view::npos || end - at > 10 || end - at < 3) {
        out += '&';
        return 1;
    }
    auto const name = html.substr(at + 1, end - at - 1);
    if (name[0] == '#') {
        auto const hex = name.size() > 1 && (name[1] == 'x' || name[1] == 'X');
        auto const digits = name.substr(hex ? 2 : 1);
        std::uint32_t point = 0;
        auto const [last, error] =
            std::from_chars(digits.data(), digits.data() + digits.size(), point, hex ? 16 : 10);
        auto const whole = error == std::errc() && last == digits.data() + digits.size();
        if (whole && point >= 0x20 && point < 0x110000 && (point < 0xd800 || point > 0xdfff)) {
            letters::append(out, point);
            return end - at + 1;
        }
    } else if (auto const letter = known_entity(name); !letter.empty()) {
        out += letter;
        return end - at + 1;
    }
    out += '&';
    return 1;
}

// The lower-case name of the tag at `at`, "/p" for its end.
std::string tag_name(std::string_view html, std::size_t at)
{
    std::string name;
    for (auto next = at + 1; next < html.size() && name.size() < 12; ++next) {
        auto const letter = html[next];
        if (!((letter >= 'a' && letter <= 'z') || (letter >= 'A' && letter <= 'Z') ||
              (letter >= '0' && letter <= '9') || (letter == '/' && name.empty())))
            break;
        name += static_cast<char>(letter >= 'A' && letter <= 'Z' ? letter + 32 : letter);
    }
    return name;
}

std::size_t tag_end(std::string_view html, std::size_t at)
{
    char quote = 0;
    for (auto next = at + 1; next < html.size(); ++next) {
        if (quote != 0)
            quote = html[next] == quote ? '\0' : quote;
        else if (html[next] == '"' || html[next] == '\'')
            quote = html[next];
        else if (html[next] == '>')
            return next + 1;
    }
    return html.size();
}

// Behind "</name …>", or the end.
std::size_t after_silence(std::string_view html, std::size_t at, std::string_view name)
{
    for (auto next = html.find("</", at); next != std::string_view::npos; next = html.find("</", next + 2))
        if (tag_name(html, next) == "/" + std::string(name))
            return tag_end(html, next);
    return html.size();
}

} // namespace

std::string text_of_html(std::string_view html)
{
    std::string raw;
    for (std::size_t at = 0; at < html.size();) {
        if (html[at] == '&') {
            at += entity(html, at, raw);
        } else if (html.substr(at).starts_with("<!--")) {
            auto const end = html.find("-->", at + 4);
            at = end == std::string_view::npos ? html.size() : end + 3;
        } else if (html[at] == '<' && at + 1 < html.size() && (html[at + 1] == '!' || html[at + 1] == '?')) {
            at = tag_end(html, at);
        } else if (auto const name = html[at] == '<' ? tag_name(html, at) : std::string(); !name.empty()) {
            auto const bare = std::string_view(name).substr(name[0] == '/' ? 1 : 0);
            at = tag_end(html, at);
            if (name[0] != '/' && std::ranges::find(silent, bare) != silent.end())
                at = after_silence(html, at, bare);
            else if (std::ranges::find(blocks, bare) != blocks.end())
                raw += '\n';
            else if (bare == "td" || bare == "th")
                raw += ' ';
        } else {
            raw += html[at] == '\n' || html[at] == '\r' || html[at] == '\t' ? ' ' : html[at];
            ++at;
        }
    }
    return tidied_lines(finished(raw));
}

} // namespace kheo::papers
