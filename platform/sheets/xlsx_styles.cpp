// SPDX-License-Identifier: AGPL-3.0-or-later
#include "platform/sheets/xlsx_styles.hpp"

#include "platform/text/legacy.hpp"

namespace kheo::sheets::xlsx
{
namespace
{

// Pale orange that reads well behind black text; also how a marking is known again.
constexpr std::string_view our_colour = "FFFFDDA8";

// New elements carry the prefix that the part already uses.
std::string named(pugi::xml_node like, std::string_view name)
{
    std::string_view const whole_name(like.name());
    auto const colon = whole_name.find(':');
    return std::string(whole_name.substr(0, colon == whole_name.npos ? 0 : colon + 1)) + std::string(name);
}

void set(pugi::xml_node node, char const* name, std::string const& value)
{
    auto found = node.attribute(name);
    (found ? found : node.append_attribute(name)).set_value(value.c_str());
}

// Alike in all but the fill.
bool alike(pugi::xml_node one, pugi::xml_node other)
{
    for (auto const* name : {"numFmtId", "fontId", "borderId", "xfId"})
        if (attribute(one, name) != attribute(other, name))
            return false;
    auto const one_alignment = child(one, "alignment");
    auto const other_alignment = child(other, "alignment");
    for (auto const* name : {"horizontal", "vertical", "wrapText", "textRotation", "indent"})
        if (attribute(one_alignment, name) != attribute(other_alignment, name))
            return false;
    return true;
}

} // namespace

Styles::Styles(Xml xml) : xml_(std::move(xml)), formats_(child(xml_.root(), "cellXfs"))
{
    for (auto node = child(formats_, "xf"); node; node = next(node, "xf"))
        nodes_.push_back(node);
    fill_ = find_fill();
    auto fills = child(xml_.root(), "fills");
    if (fill_ >= 0 || !fills || nodes_.empty())
        return;
    auto fill = fills.append_child(named(fills, "fill").c_str());
    auto pattern = fill.append_child(named(fills, "patternFill").c_str());
    set(pattern, "patternType", "solid");
    set(pattern.append_child(named(fills, "fgColor").c_str()), "rgb", std::string(our_colour));
    set(pattern.append_child(named(fills, "bgColor").c_str()), "indexed", "64");
    fill_ = find_fill();
    set(fills, "count", std::to_string(fill_ + 1));
}

int Styles::find_fill() const
{
    auto const fills = child(xml_.root(), "fills");
    auto index = 0;
    for (auto node = child(fills, "fill"); node; node = next(node, "fill"), ++index)
        if (attribute(child(child(node, "patternFill"), "fgColor"), "rgb") == our_colour)
            return index;
    return -1;
}

pugi::xml_node Styles::at(int style) const
{
    auto const index = static_cast<std::size_t>(style);
    return style >= 0 && index < nodes_.size() ? nodes_[index] : pugi::xml_node();
}

int Styles::add(pugi::xml_node like)
{
    nodes_.push_back(formats_.append_copy(like));
    set(formats_, "count", std::to_string(nodes_.size()));
    return static_cast<int>(nodes_.size()) - 1;
}

int Styles::marked(int style)
{
    auto const known = marked_.find(style);
    if (known != marked_.end())
        return known->second;
    auto const like = at(style);
    if (!like || fill_ < 0 || whole(like, "fillId", 0) == fill_)
        return style;
    auto const made = add(like);
    set(nodes_.back(), "fillId", std::to_string(fill_));
    set(nodes_.back(), "applyFill", "1");
    unmarked_[made] = style;
    return marked_[style] = made;
}

int Styles::unmarked(int style)
{
    auto const known = unmarked_.find(style);
    if (known != unmarked_.end())
        return known->second;
    auto const node = at(style);
    if (!node || fill_ < 0 || whole(node, "fillId", 0) != fill_)
        return style;
    for (auto before = 0; before < static_cast<int>(nodes_.size()); ++before)
        if (whole(at(before), "fillId", 0) != fill_ && alike(at(before), node))
            return unmarked_[style] = before;
    auto const made = add(node);
    set(nodes_.back(), "fillId", "0");
    return unmarked_[style] = made;
}

int Styles::words()
{
    if (words_ >= 0 || nodes_.empty())
        return std::max(words_, 0);
    words_ = add(nodes_.front());
    auto node = nodes_.back();
    auto alignment = child(node, "alignment");
    if (!alignment) // the schema puts it first
        alignment = node.prepend_child(named(formats_, "alignment").c_str());
    set(alignment, "vertical", "top");
    set(alignment, "wrapText", "1");
    set(node, "applyAlignment", "1");
    return words_ = readable(words_);
}

int Styles::readable(int style)
{
    auto const known = readable_.find(style);
    if (known != readable_.end())
        return known->second;
    auto const like = at(style);
    auto fonts = child(xml_.root(), "fonts");
    auto font = child(fonts, "font");
    for (auto index = like ? whole(like, "fontId", 0) : -1; font && index > 0; --index)
        font = next(font, "font");
    auto const name = attribute(child(font, "name"), "val");
    if (!like || legacy::encoding_of_font(name) == legacy::Encoding::unicode)
        return readable_[style] = style;
    auto const made_font = fonts.append_copy(font);
    set(child(made_font, "name"), "val", "Times New Roman");
    auto fonts_now = 0;
    for (auto node = child(fonts, "font"); node; node = next(node, "font"))
        ++fonts_now;
    set(fonts, "count", std::to_string(fonts_now));
    auto const made = add(like);
    set(nodes_.back(), "fontId", std::to_string(fonts_now - 1));
    set(nodes_.back(), "applyFont", "1");
    return readable_[style] = made;
}

} // namespace kheo::sheets::xlsx
