// SPDX-License-Identifier: AGPL-3.0-or-later
#include "tools/embed/html_context.hpp"

#include "tools/embed/html_compile.hpp"

#include <algorithm>
#include <utility>

namespace kheo::embed
{

namespace
{

using Where = Place::Where;
using Names = std::initializer_list<std::string_view>;

constexpr std::string_view blanks = " \t\r\n";

bool one_of(std::string_view name, Names names)
{
    return std::ranges::find(names, name) != names.end();
}

char lower(char c)
{
    return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
}
bool letter(char c)
{
    return lower(c) >= 'a' && lower(c) <= 'z';
}
bool name_part(char c)
{
    return letter(c) || (c >= '0' && c <= '9') || c == '-' || c == '_' || c == ':';
}

bool is_void(std::string_view tag)
{
    return one_of(
        tag, {"area", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"});
}

// Elements that run code, restyle the page, move its base, or change the
// attributes of others; or whose content is not read as HTML.
bool is_refused_element(std::string_view tag)
{
    return one_of(tag, {"style", "base", "animate", "animatetransform", "animatemotion", "set", "iframe",
                        "frame", "frameset", "applet", "object", "embed", "plaintext", "xmp", "noembed",
                        "noframes", "foreignobject", "listing", "math"});
}

bool is_address(std::string_view attribute)
{
    return one_of(attribute, {"href", "src", "action", "formaction", "cite", "poster", "data", "background",
                              "longdesc", "manifest", "xlink:href", "itemid", "itemtype"});
}

// Lists of addresses, or a page of its own: no single escaping fits them.
bool takes_no_value(std::string_view attribute)
{
    return one_of(attribute, {"srcset", "imagesrcset", "ping", "archive", "srcdoc", "attributename"});
}

} // namespace

std::string Context::literal(std::string_view html, int line)
{
    line_ = line;
    out_.clear();
    for (std::size_t i = 0; i < html.size(); ++i) {
        rest_ = html.substr(i);
        read(html[i]);
        line_ += html[i] == '\n' ? 1 : 0;
    }
    return std::move(out_);
}

void Context::read(char c)
{
    switch (place_.where) {
    case Where::text:
        return read_text(c);
    case Where::plain:
    case Where::json:
    case Where::source:
        return read_plain(c);
    case Where::quoted:
    case Where::unquoted:
    case Where::before_value:
        return read_value(c);
    default:
        return read_tag(c);
    }
}

// A run of blanks becomes one, a line break where the run held one.
void Context::blank(char c)
{
    auto const kept = std::ranges::any_of(place_.open, [](auto const& e) { return e.name == "pre"; });
    if (kept || out_.empty() || !blanks.contains(out_.back()))
        out_ += c == '\r' || c == '\t' ? ' ' : c;
    else if (c == '\n')
        out_.back() = '\n';
}

void Context::read_text(char c)
{
    if (blanks.contains(c))
        return blank(c);
    out_ += c;
    if (c != '<')
        return;
    auto const next = rest_.size() > 1 ? rest_[1] : '\0';
    if (rest_.starts_with("<!--"))
        throw TemplateError(line_, "an HTML comment would be sent to readers: write {# … #}");
    auto const doctype = std::string_view("<!DOCTYPE html>");
    if (rest_.starts_with(doctype.substr(0, 2)) && !rest_.starts_with(doctype))
        throw TemplateError(line_, "only <!DOCTYPE html> may follow <!");
    if (next == '!')
        return;
    if (!letter(next) && !(next == '/' && rest_.size() > 2 && letter(rest_[2])))
        throw TemplateError(line_, "a tag name must follow <; write &lt; for the sign");
    auto open = std::move(place_.open);
    place_ = Place{};
    place_.open = std::move(open);
    place_.where = Where::tag_name;
}

void Context::read_plain(char c)
{
    auto const element = place_.open.back().name;
    auto const end = "</" + element + ">";
    if (rest_.starts_with(end)) {
        place_.where = Where::tag_name;
        place_.tag.clear();
    } else if (c == '<') {
        throw TemplateError(line_, "inside <" + element + "> only " + end + " may follow");
    } else if (place_.where == Where::source && !blanks.contains(c)) {
        throw TemplateError(line_, "script is not written in templates: name a file by src");
    }
    out_ += c;
}

void Context::read_tag(char c)
{
    auto& where = place_.where;
    if (c == '>')
        return end_tag();
    if (place_.self_closed)
        throw TemplateError(line_, "> must follow / in a tag");
    if (blanks.contains(c)) {
        if (where == Where::tag_name || where == Where::name)
            end_name();
        where = Where::separated;
        return;
    }
    out_ += where == Where::separated ? " " : "";
    out_ += c;
    if (where == Where::tag_name && c == '/' && place_.tag.empty() && !place_.closing) {
        place_.closing = true;
    } else if (c == '/') {
        end_name();
        place_.self_closed = true;
    } else if (c == '=' && where == Where::name) {
        end_name();
        where = Where::before_value;
    } else if (!name_part(c)) {
        throw TemplateError(line_, std::string("the sign ") + c + " does not belong in a tag");
    } else if (where == Where::tag_name) {
        place_.tag += lower(c);
    } else if (where == Where::name) {
        place_.attribute += lower(c);
    } else if (where == Where::joined) {
        throw TemplateError(line_, "a blank must stand before an attribute");
    } else {
        place_.attribute = lower(c);
        where = Where::name;
    }
}

void Context::end_name()
{
    if (place_.where == Where::tag_name) {
        if (is_refused_element(place_.tag))
            throw TemplateError(line_, "<" + place_.tag + "> is not allowed in templates");
        place_.where = Where::joined;
        return;
    }
    if (place_.where != Where::name)
        return;
    auto const& name = place_.attribute;
    if (place_.closing)
        throw TemplateError(line_, "an end tag has no attributes");
    if (name.starts_with("on"))
        throw TemplateError(line_, name + "= is script in a page: use a data- attribute and web/site.ts");
    if (one_of(name, {"style", "srcdoc", "http-equiv"}))
        throw TemplateError(line_, name + "= is not allowed in templates");
    place_.has_source |= name == "src";
    place_.where = Where::joined;
}

void Context::read_value(char c)
{
    auto& where = place_.where;
    if (where == Where::before_value) {
        if (blanks.contains(c))
            return;
        place_.value.clear();
        place_.value_began = place_.after_value = false;
        where = c == '"' || c == '\'' ? Where::quoted : Where::unquoted;
        place_.quote = where == Where::quoted ? c : '\0';
        out_ += c;
        if (where == Where::quoted)
            return;
    } else if (where == Where::quoted && c == place_.quote) {
        end_value();
        out_ += c;
        return;
    } else if (where == Where::unquoted && (blanks.contains(c) || c == '>')) {
        end_value();
        return read_tag(c);
    } else {
        out_ += c == '\n' || c == '\r' || c == '\t' ? ' ' : c;
    }
    if (where == Where::unquoted && std::string_view("\"'<=>`").contains(c))
        throw TemplateError(line_, "put the value of " + place_.attribute + "= in quotes");
    if (place_.after_value && is_address(place_.attribute) && !std::string_view("/?#&").contains(c))
        throw TemplateError(line_, "after a value in an address comes one of / ? # &");
    place_.value += c;
    place_.value_began = true;
    place_.after_value = false;
}

void Context::end_value()
{
    auto const at = place_.value.find(':');
    if (is_address(place_.attribute) && at != std::string::npos &&
        !one_of(place_.value.substr(0, at), {"https", "http", "mailto", "tel"}) &&
        place_.value.find_first_of("/?#") > at)
        throw TemplateError(line_, "the address in " + place_.attribute +
                                       "= must be http, https, mailto, tel or relative");
    if (place_.attribute == "type")
        place_.type = place_.value;
    place_.where = Where::joined;
    place_.value.clear();
    place_.value_began = place_.after_value = false;
}

void Context::end_tag()
{
    end_name();
    out_ += '>';
    place_.where = Where::text;
    place_.closing ? close_element() : open_element();
    auto open = std::move(place_.open);
    auto const where = place_.where;
    place_ = Place{};
    place_.open = std::move(open);
    place_.where = where;
}

void Context::open_element()
{
    auto const& tag = place_.tag;
    auto const svg =
        tag == "svg" || std::ranges::any_of(place_.open, [](auto const& e) { return e.name == "svg"; });
    if (place_.self_closed && !svg && !is_void(tag))
        throw TemplateError(line_, "<" + tag + "> must be closed by </" + tag + ">");
    if (is_void(tag) || place_.self_closed)
        return;
    place_.open.push_back({tag, line_});
    if (tag == "script") {
        if (place_.has_source == (place_.type == "application/json"))
            throw TemplateError(line_, "<script> needs src, or type=\"application/json\"");
        place_.where = place_.has_source ? Where::source : Where::json;
    } else if (tag == "textarea" || (tag == "title" && !svg)) {
        place_.where = Where::plain;
        // A browser drops one line break here, which may be the writer's own.
        if (tag == "textarea")
            out_ += '\n';
    }
}

void Context::close_element()
{
    auto const& tag = place_.tag;
    if (place_.open.empty())
        throw TemplateError(line_, "</" + tag + "> closes nothing");
    auto const& last = place_.open.back();
    if (last.name != tag)
        throw TemplateError(line_, "</" + tag + "> stands where <" + last.name + "> of line " +
                                       std::to_string(last.line) + " must be closed");
    place_.open.pop_back();
}

std::string Context::writer(int line)
{
    switch (place_.where) {
    case Where::text:
        return "text";
    case Where::plain:
        return "plain";
    case Where::json:
        return "json";
    case Where::quoted:
        break;
    case Where::unquoted:
    case Where::before_value:
        throw TemplateError(line, "put the value of " + place_.attribute + "= in quotes");
    case Where::source:
        throw TemplateError(line, "a value inside <script> is unsafe");
    default:
        throw TemplateError(
            line, "a value in a tag must stand between quotes; {{? condition name }} writes a name");
    }
    auto const& name = place_.attribute;
    if (takes_no_value(name) || (name == "type" && place_.tag == "script"))
        throw TemplateError(line, "no value is safe in " + name + "=");
    auto const began = std::exchange(place_.value_began, true);
    place_.after_value = true;
    if (!is_address(name))
        return "attribute";
    return began ? "part" : place_.tag == "script" ? "own_address" : "address";
}

void Context::flag(int line)
{
    rest();
    if (place_.where != Where::separated && place_.where != Where::joined)
        throw TemplateError(line, "{{? }} writes an attribute and stands inside a tag");
    place_.where = Where::joined;
}

void Context::rest()
{
    if (place_.where == Where::tag_name || place_.where == Where::name)
        end_name();
}

void Context::call(int line) const
{
    if (place_.where != Where::text)
        throw TemplateError(line, "another template's page can only stand between tags");
}

void Context::join(Place const& other, int line, char const* what)
{
    rest();
    auto const in_tag = [](Place const& p) {
        return p.where == Where::separated || p.where == Where::joined;
    };
    if (in_tag(place_) && in_tag(other) && place_.tag == other.tag && place_.open == other.open) {
        place_.where = place_.where == other.where ? place_.where : Where::joined;
        place_.has_source |= other.has_source;
        return;
    }
    if (place_.where == Where::quoted) {
        // What precise words stand in the value no longer matters.
        auto same = place_;
        same.value = other.value;
        if (!is_address(place_.attribute))
            same.value_began = other.value_began, same.after_value = other.after_value;
        if (same == other)
            return;
    }
    if (place_ == other)
        return;
    auto said = std::string(what) + " must end in the HTML in which it began";
    if (place_.open.size() > other.open.size())
        said += ": <" + place_.open.back().name + "> of line " + std::to_string(place_.open.back().line) +
                " is open";
    throw TemplateError(line, said);
}

} // namespace kheo::embed
