// SPDX-License-Identifier: AGPL-3.0-or-later
#include "platform/text/letters.hpp"
#include "platform/text/text.hpp"

namespace kheo
{
namespace
{

// Whether `gap`, the text between two tokens, holds them together as one number.
// Only chains that began with a digit: in "Ban Dân vận - Mặt trận" nothing joins.
bool joins(std::string_view gap, bool chain_has_number, bool between_digits)
{
    if (gap == "." || gap == ",")
        return between_digits;
    return chain_has_number && (gap == "-" || gap == "/" || gap == "–");
}

} // namespace

std::vector<Token> tokens(std::string_view text)
{
    std::vector<Token> found;
    bool chain_has_number = false;
    for (std::size_t at = 0; at < text.size();) {
        auto [point, length] = letters::decoded(text, at);
        if (!letters::is_word(point)) {
            at += length;
            continue;
        }
        auto const begin = at;
        auto const starts_with_digit = letters::is_digit(point);
        for (; at < text.size(); at += length) {
            auto const next = letters::decoded(text, at);
            if (!letters::is_word(next.point))
                break;
            length = next.length;
        }
        bool joined = false;
        if (!found.empty()) {
            auto const before = found.back().end();
            auto const between_digits =
                starts_with_digit && letters::is_digit(static_cast<unsigned char>(text[before - 1]));
            joined = joins(text.substr(before, begin - before), chain_has_number, between_digits);
        }
        chain_has_number = joined ? chain_has_number : starts_with_digit;
        found.push_back({text.substr(begin, at - begin), begin, joined});
    }
    return found;
}

} // namespace kheo
