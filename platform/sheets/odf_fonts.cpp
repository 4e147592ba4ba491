// SPDX-License-Identifier: AGPL-3.0-or-later
#include "platform/sheets/odf_fonts.hpp"

namespace kheo::sheets
{

namespace
{

constexpr int most_parents = 20; // a style may name itself as its parent

std::string key(std::string_view family, std::string_view name)
{
    return std::string(family) + " " + std::string(name);
}

} // namespace

std::string OdfFonts::font_of(pugi::xml_node style) const
{
    auto const properties = child(style, "text-properties");
    auto const face = std::string(attribute(properties, "font-name"));
    if (face.empty())
        return std::string(attribute(properties, "font-family"));
    auto const known = faces_.find(face);
    return known == faces_.end() || known->second.empty() ? face : known->second;
}

void OdfFonts::read(pugi::xml_node root)
{
    auto const faces = child(root, "font-face-decls");
    for (auto face = child(faces, "font-face"); face; face = next(face, "font-face"))
        faces_[std::string(attribute(face, "name"))] = attribute(face, "font-family");
    for (auto const* place : {"styles", "automatic-styles"})
        for (auto style = child(root, place).first_child(); style; style = style.next_sibling()) {
            auto const family = attribute(style, "family");
            if (is(style, "style"))
                styles_[key(family, attribute(style, "name"))] = {
                    font_of(style), std::string(attribute(style, "parent-style-name"))};
            else if (is(style, "default-style"))
                styles_[std::string(family)] = {font_of(style), ""};
        }
}

legacy::Encoding OdfFonts::of(std::string_view family, std::string_view style,
                              legacy::Encoding otherwise) const
{
    auto name = std::string(style);
    for (auto step = 0; !name.empty() && step < most_parents; ++step) {
        auto const known = styles_.find(key(family, name));
        if (known == styles_.end())
            break;
        if (!known->second.font.empty())
            return legacy::encoding_of_font(known->second.font);
        name = known->second.parent;
    }
    return otherwise;
}

legacy::Encoding OdfFonts::of(std::string_view family) const
{
    auto const known = styles_.find(std::string(family));
    return known == styles_.end() ? legacy::Encoding::unicode : legacy::encoding_of_font(known->second.font);
}

} // namespace kheo::sheets
