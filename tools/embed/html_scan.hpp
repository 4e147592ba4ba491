// SPDX-License-Identifier: AGPL-3.0-or-later
// Cuts a template into literal HTML, values {{ }}, flags {{? }} and
// directives {% %}; comments {# #} are dropped.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace kheo::embed
{

struct Piece {
    enum class Kind { literal, value, flag, directive };
    Kind kind;
    std::string text; // without the braces, trimmed unless literal
    int line;
};

std::string_view trimmed(std::string_view text);

// A directive or comment that stands alone on its line leaves no empty line.
// Throws TemplateError where something is not closed.
std::vector<Piece> scan(std::string_view text);

// Arguments split at commas that are outside brackets and strings; angle
// brackets count as brackets where `types` is true (parameter lists).
std::vector<std::string> split_arguments(std::string_view text, bool types);

} // namespace kheo::embed
