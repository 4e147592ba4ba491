// SPDX-License-Identifier: AGPL-3.0-or-later
// XML parts of office files. Names are compared without their prefix: some
// programs write <x:worksheet>, and each may choose its prefixes.
#pragma once

#include "platform/problem/problem.hpp"

#include <pugixml.hpp>

#include <memory>
#include <string>
#include <string_view>

namespace kheo::sheets
{

// Deeper elements are refused, so that walkers may call themselves.
inline constexpr int max_depth = 256;

enum class Keep { data, everything }; // everything: comments and spaces too, to be written back

class Xml
{
  public:
    // Refuses `broken`, `unsafe` (too deep), `too_large` (out of memory).
    static Outcome<Xml> parse(std::string text, Keep keep = Keep::data);
    pugi::xml_node root() const { return held_->document.document_element(); }
    // The document again, not re-indented.
    std::string text() const;

  private:
    struct Held {
        std::string text; // parsed in place
        pugi::xml_document document;
    };
    std::unique_ptr<Held> held_;
};

std::string_view local_name(char const* name);
bool is(pugi::xml_node node, std::string_view name);
pugi::xml_node child(pugi::xml_node node, std::string_view name);
pugi::xml_node next(pugi::xml_node node, std::string_view name); // next sibling of that name
std::string_view attribute(pugi::xml_node node, std::string_view name);
// `fallback` where there is none or it is no whole number in int's range.
int whole(pugi::xml_node node, std::string_view name, int fallback);

} // namespace kheo::sheets
