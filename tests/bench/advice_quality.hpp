// SPDX-License-Identifier: AGPL-3.0-or-later
// What advice is worth on the labelled texts, and what it costs.
#pragma once

#include <boost/json/object.hpp>
#include <cstddef>
#include <string>
#include <vector>

namespace kheo::bench
{

// The objects of a file of JSON lines; throws where there are none.
std::vector<boost::json::object> lines_of(std::string const& file);

enum class Wrong { counted, told };
// Prints JSON; with `told` also each wrong answer, on standard error.
void quality(std::string const& folder, Wrong wrong);
// The same on a set by somebody else, in three files of JSON lines (base, queries,
// clarity).
void others(std::string const& folder, Wrong wrong);
// Prints JSON: building the lists for so many invented models, asking them, and
// whether the same five are found as by comparing all.
void speed(std::size_t models);

} // namespace kheo::bench
