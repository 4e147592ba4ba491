// SPDX-License-Identifier: AGPL-3.0-or-later
// The cell styles of an .xlsx that is marked: each marked cell gets its own
// style again with our fill, so that its number format and borders stay.
#pragma once

#include "platform/sheets/xml.hpp"

#include <map>
#include <string>
#include <vector>

namespace kheo::sheets::xlsx
{

class Styles
{
  public:
    // Adds our fill where it is not there yet. Without <cellXfs> nothing is
    // coloured and every style stays as it is.
    explicit Styles(Xml xml);

    int marked(int style);   // the same with our fill
    int unmarked(int style); // the same as before an earlier marking
    int words();             // of a sentence: wrapped, at the top of its cell
    // The same, with another font where its own shows no Unicode (.VnTime).
    int readable(int style);
    std::string text() const { return xml_.text(); }

  private:
    pugi::xml_node at(int style) const;
    int add(pugi::xml_node like);
    int find_fill() const;

    Xml xml_;
    pugi::xml_node formats_; // <cellXfs>
    std::vector<pugi::xml_node> nodes_;
    int fill_ = -1;
    int words_ = -1;
    std::map<int, int> marked_;
    std::map<int, int> unmarked_;
    std::map<int, int> readable_;
};

} // namespace kheo::sheets::xlsx
