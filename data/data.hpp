// SPDX-License-Identifier: AGPL-3.0-or-later
// The facts that the program carries: rules, registers, the demo's content.
#pragma once

#include <string_view>

namespace kheo::data
{

struct Fact {
    char const* name;
    char const* begin;
    char const* end;
};
extern Fact const facts[];
extern unsigned const fact_count;

// The bytes of data/`name`; a name that is not there is a Contradiction.
std::string_view file(std::string_view name);

} // namespace kheo::data
