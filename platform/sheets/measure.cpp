// SPDX-License-Identifier: AGPL-3.0-or-later
#include "platform/sheets/measure.hpp"

#include "platform/text/text.hpp"

#include <algorithm>
#include <cmath>
#include <string>

namespace kheo::sheets
{
namespace
{

// Advance widths of Times New Roman in thousandths of an em, by kind of letter.
double ems_of_ascii(char letter)
{
    constexpr std::string_view slim = "iljt.,;:'|!()[] -/";
    constexpr std::string_view broad = "mwMW%@";
    if (slim.find(letter) != std::string_view::npos)
        return 0.30;
    if (broad.find(letter) != std::string_view::npos)
        return letter == 'w' ? 0.72 : 0.86;
    return letter >= 'A' && letter <= 'Z' ? 0.69 : 0.48;
}

// A letter with its marks is as wide as the bare one.
double ems_of_letter(std::string_view letter)
{
    if (letter.size() == 1)
        return ems_of_ascii(letter[0]);
    auto const bare = folded(letter);
    if (bare.size() != 1)
        return 0.55;
    auto const upper = lower(letter) != letter;
    return ems_of_ascii(upper && bare[0] >= 'a' && bare[0] <= 'z' ? char(bare[0] - 'a' + 'A') : bare[0]);
}

std::size_t bytes_of_letter(unsigned char first)
{
    return first < 0x80 ? 1 : first < 0xE0 ? 2 : first < 0xF0 ? 3 : 4;
}

} // namespace

double ems_of(std::string_view text, Weight weight)
{
    auto total = 0.0;
    while (!text.empty()) {
        auto const size = std::min(bytes_of_letter(static_cast<unsigned char>(text[0])), text.size());
        total += ems_of_letter(text.substr(0, size));
        text.remove_prefix(size);
    }
    return weight == Weight::bold ? total * 1.06 : total;
}

double longest_word(std::string_view text, Weight weight)
{
    auto longest = 0.0;
    while (!text.empty()) {
        auto const end = std::min(text.find_first_of(" \n"), text.size());
        longest = std::max(longest, ems_of(text.substr(0, end), weight));
        text.remove_prefix(std::min(end + 1, text.size()));
    }
    return longest;
}

int lines_of(std::string_view text, double ems, Weight weight)
{
    auto const space = ems_of(" ", weight);
    auto lines = 1;
    auto used = 0.0;
    while (!text.empty()) {
        auto const end = std::min(text.find_first_of(" \n"), text.size());
        auto const word = ems_of(text.substr(0, end), weight);
        if (used > 0 && used + space + word > ems) {
            ++lines;
            used = 0;
        }
        used += (used > 0 ? space : 0) + word;
        if (used > ems && ems > 0) { // broken where it must be
            auto const more = std::ceil(used / ems) - 1;
            lines += int(more);
            used -= more * ems;
        }
        if (end < text.size() && text[end] == '\n') {
            ++lines;
            used = 0;
        }
        text.remove_prefix(std::min(end + 1, text.size()));
    }
    return lines;
}

} // namespace kheo::sheets
