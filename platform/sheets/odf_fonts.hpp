// SPDX-License-Identifier: AGPL-3.0-or-later
// The fonts of an OpenDocument file by its styles (ODF 1.2 part 1, 16), as far as
// they say in which encoding text was typed.
#pragma once

#include "platform/sheets/xml.hpp"
#include "platform/text/legacy.hpp"

#include <map>
#include <string>
#include <string_view>

namespace kheo::sheets
{

class OdfFonts
{
  public:
    // The root of content.xml or styles.xml; the latter first.
    void read(pugi::xml_node root);
    // Of a style of a family ("text", "paragraph", "table-cell") or of those it is
    // made from; `otherwise` where none of them names a font.
    legacy::Encoding of(std::string_view family, std::string_view style, legacy::Encoding otherwise) const;
    // Of all that names no style.
    legacy::Encoding of(std::string_view family) const;

  private:
    struct Style {
        std::string font;
        std::string parent;
    };
    std::string font_of(pugi::xml_node style) const;

    std::map<std::string, std::string> faces_; // "F1" is ".VnTime"
    std::map<std::string, Style> styles_;      // by "family name"; "family" alone: its default
};

} // namespace kheo::sheets
