// SPDX-License-Identifier: AGPL-3.0-or-later
// From a situation's text to a sentence: alternatives chosen the same each
// time, placeholders filled, numbers as offices write them, capitals where
// sentences begin.
#pragma once

#include "capabilities/demo/content.hpp"
#include "platform/text/number.hpp"

#include <cstddef>
#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <utility>

namespace kheo::demo
{

// SplitMix64 (Steele, Lea, Flood 2014), begun from a key: what one key decides
// does not change when content is added elsewhere.
class Dice
{
  public:
    explicit Dice(std::string_view key)
    {
        // FNV-1a, 64 bits.
        for (char const c : key)
            state_ = (state_ ^ static_cast<unsigned char>(c)) * 0x100000001b3;
    }

    std::uint64_t next()
    {
        auto z = state_ += 0x9e3779b97f4a7c15;
        z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9;
        z = (z ^ (z >> 27)) * 0x94d049bb133111eb;
        return z ^ (z >> 31);
    }
    // 0 … count-1; count > 0.
    std::size_t below(std::size_t count) { return std::size_t(next() % count); }
    bool chance(unsigned percent) { return below(100) < percent; }
    template <class List>
    void shuffle(List& list)
    {
        for (auto left = list.size(); left > 1; --left)
            std::swap(list[left - 1], list[below(left)]);
    }

  private:
    std::uint64_t state_ = 0xcbf29ce484222325;
};

// What stands for each placeholder: "village" → "thôn Cầu Treo".
using Words = std::map<std::string, std::string, std::less<>>;

// One of the alternatives "a || b".
std::string chosen(std::string_view text, Dice& dice);

// "[a|b]" becomes one of them, "[#20-60/5]" a number of that range.
std::string varied(std::string_view text, Dice& dice);

// Fills the placeholders; one that nobody knows is a Contradiction.
std::string filled(std::string_view text, Words const& words);

// Filled, tidied, with a capital at the start and after ". ", "? ", "! ".
std::string rendered(std::string_view text, Words const& words);

// A value of the range, each equally likely; its text is grouped: 1.234,5.
Decimal drawn(NumberRange const& range, Dice& dice);

// The words of a place: commune, name, commune_kind, village, village2,
// hamlet, hamlet_head, river, road, hill, market. Villages by position.
Words place_words(Commune const& commune, std::size_t village, std::size_t village2);
// year, last_year, next_year.
void add_year(Words& words, int year);

// "xã Suối Vàng Anh": as it stands inside a sentence.
std::string inside_sentence(std::string_view full_name);
std::string capitalised(std::string_view text);
std::string in_capitals(std::string_view text);
// Unicode form D, as some machines save it.
std::string decomposed(std::string_view text);

} // namespace kheo::demo
