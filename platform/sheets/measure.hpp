// SPDX-License-Identifier: AGPL-3.0-or-later
// How wide text comes out in Times New Roman, closely enough to choose a size,
// a column's width or a row's height before anybody opens the file.
#pragma once

#include <string_view>

namespace kheo::sheets
{

enum class Weight { plain, bold };

// In ems: times the size in points it is the width in points.
double ems_of(std::string_view text, Weight weight = Weight::plain);
// Of its longest word, which no column should break.
double longest_word(std::string_view text, Weight weight = Weight::plain);
// How many lines it takes where a line holds so many ems; broken at spaces, and
// within a word only where the word alone is too long.
int lines_of(std::string_view text, double ems, Weight weight = Weight::plain);

} // namespace kheo::sheets
