// SPDX-License-Identifier: AGPL-3.0-or-later
// Names of private persons: a title and a name, or a name of the common shape
// "family name, Văn or Thị, given name".
#pragma once

#include "platform/text/private_words.hpp"

namespace kheo::private_text
{

struct Person {
    std::size_t begin; // byte offsets of title and name
    std::size_t end;
    std::size_t sentence;
};

// Left out: holders of an office named beside the name, well-known names, and
// names that belong to a street, school or other place.
std::vector<Person> persons(Words const& text, Lists const& lists);

} // namespace kheo::private_text
