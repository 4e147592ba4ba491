// SPDX-License-Identifier: AGPL-3.0-or-later
// The template compiler: HTML with insertions in, typed C++ out. The HTML
// context of each insertion picks its escaping; an unsafe one stops the build.
#pragma once

#include <stdexcept>
#include <string>
#include <string_view>

namespace kheo::embed
{

// What is wrong with a template, and on which line (from 1).
struct TemplateError : std::runtime_error {
    int line;
    TemplateError(int at, std::string const& what) : std::runtime_error(what), line(at) {}
};

struct Generated {
    std::string header;
    std::string source;
};

// The header and source for a template file. `place` is its folder from the
// root ("capabilities/models"), `file` its name ("register.html"); functions
// live in kheo::<last folder of place>. Throws TemplateError.
Generated compile(std::string_view text, std::string const& place, std::string const& file);

} // namespace kheo::embed
