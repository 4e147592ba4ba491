// SPDX-License-Identifier: AGPL-3.0-or-later
// Invented texts for benches, made from the demo's situations and places, and
// what is asked of them. The same texts for the same random numbers.
#pragma once

#include <random>
#include <string>
#include <string_view>
#include <vector>

namespace kheo::bench
{

using Random = std::mt19937_64;

template <class T>
T const& any(std::vector<T> const& list, Random& random)
{
    return list[random() % list.size()];
}

struct Content {
    std::vector<std::string> titles, sentences, fields, places;
};

Content content();
// {village}, {n1}, {year} become names and numbers.
std::string filled(std::string_view pattern, Content const& all, Random& random);
// Two to four neighbouring words of some document, with their marks or without.
std::vector<std::string> queries(std::vector<std::string> const& texts, bool marks, int count,
                                 Random& random);
// Of sorted values: 0.5 is the median.
double at(std::vector<double> const& sorted, double part);

} // namespace kheo::bench
