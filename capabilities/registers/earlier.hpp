// SPDX-License-Identifier: AGPL-3.0-or-later
// A body's own earlier models first: a row that names one of them continues it
// (duy trì) and is never called a duplicate; what is there for that year stays
// as it is; the same model twice in one file is said.
#pragma once

#include "capabilities/registers/read.hpp"

#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace kheo::registers
{

// One model of a body that was not withdrawn, with the years it was entered for.
struct Earlier {
    models::Model model;
    struct Year {
        int year = 0;
        std::string title;
    };
    std::vector<Year> entries;
};

using EarlierModels = std::map<std::int64_t, std::vector<Earlier>>; // by body

// 0–100: 100 for the same words, whatever case, marks, quotes and the words
// "mô hình", "Dân vận khéo". Names whose numbers differ ("tổ 1", "tổ 2") are
// not alike: 0.
int likeness(std::string_view a, std::string_view b);
// The name alone, as a register sorts it: without “Mô hình:” before it and quotes
// around it, with a capital at its head. “Mô hình sinh kế …” stays: there the
// words belong to the name.
std::string bare_title(std::string_view title);
// Equal for titles of likeness 100.
std::string title_key(std::string_view title);

inline constexpr int surely_alike = 88;
inline constexpr int maybe_alike = 70;

// Decides for each row that is good so far: good, kept, same or unclear.
void compare(Register& out, EarlierModels const& earlier);

// The text of the record that the row's values give.
models::Text text_of(Values const& values);
// Whether the row says something that the model does not: an empty cell says nothing.
bool differs(Values const& values, models::Model const& model);

} // namespace kheo::registers
