// SPDX-License-Identifier: AGPL-3.0-or-later
#include "platform/text/number.hpp"

#include "platform/text/problems.hpp"
#include "platform/text/text.hpp"

#include <array>
#include <cmath>
#include <fmt/format.h>
#include <limits>
#include <optional>

namespace kheo
{
namespace
{

constexpr int most_places = 9;

struct Scale {
    std::string_view word; // folded
    int zeros;
};
constexpr Scale scales[] = {{"nghin", 3}, {"ngan", 3}, {"trieu", 6}, {"ty", 9}, {"ti", 9}};

// Cuts a scale word off the end of `text`: "1,2 triệu" leaves "1,2" and gives 6.
std::optional<int> take_scale(std::string& text)
{
    for (auto const& [word, zeros] : scales)
        if (text.size() > word.size() && text.ends_with(word)) {
            text.resize(text.size() - word.size());
            while (text.ends_with(' '))
                text.pop_back();
            return zeros;
        }
    return std::nullopt;
}

// The digits of a whole part whose groups, if any, are of three: 1.234 but not
// 1.23 nor 1.234 567. Nothing otherwise.
std::optional<std::string> ungrouped(std::string_view text)
{
    auto const mark = text.find_first_of(". ");
    if (mark == std::string_view::npos)
        return text.empty() ? std::nullopt : std::optional(std::string(text));
    if (mark == 0 || mark > 3 || text[0] == '0' || (text.size() - mark) % 4 != 0)
        return std::nullopt;
    std::string digits(text.substr(0, mark));
    for (auto at = mark; at < text.size(); at += 4) {
        if (text[at] != text[mark])
            return std::nullopt;
        digits.append(text.substr(at + 1, 3));
    }
    return digits;
}

bool all_digits(std::string_view text)
{
    return text.find_first_not_of("0123456789") == std::string_view::npos;
}

Decimal reduced(Decimal number)
{
    while (number.places > 0 && number.units % 10 == 0) {
        number.units /= 10;
        --number.places;
    }
    return number;
}

// Nothing where it does not fit 18 digits.
std::optional<std::int64_t> whole(std::string digits)
{
    digits.erase(0, std::min(digits.find_first_not_of('0'), digits.size()));
    if (digits.size() > 18)
        return std::nullopt;
    std::int64_t number = 0;
    for (char const digit : digits)
        number = 10 * number + (digit - '0');
    return number;
}

Outcome<Decimal> read(std::string_view shown, std::string text, int zeros)
{
    auto const negative = text.starts_with('-') || text.starts_with("−");
    if (negative)
        text.erase(0, text[0] == '-' ? 1 : std::string_view("−").size());
    auto const comma = text.find(',');
    auto fraction = comma == std::string::npos ? std::string() : text.substr(comma + 1);
    auto digits = ungrouped(std::string_view(text).substr(0, comma));
    auto const bare_comma = comma != std::string::npos && fraction.empty();
    if (!digits || !all_digits(*digits) || !all_digits(fraction) || bare_comma ||
        fraction.size() > most_places)
        return refuse(problems::number_unclear, shown);
    while (zeros > 0 && !fraction.empty()) {
        digits->push_back(fraction[0]);
        fraction.erase(0, 1);
        --zeros;
    }
    auto const places = static_cast<int>(fraction.size());
    auto const units = whole(*digits + fraction + std::string(static_cast<std::size_t>(zeros), '0'));
    if (!units)
        return refuse(problems::number_too_large, shown);
    return reduced({negative ? -*units : *units, places});
}

} // namespace

double Decimal::value() const
{
    return static_cast<double>(units) / std::pow(10.0, places);
}

Outcome<Decimal> parse_number(std::string_view text, Words words)
{
    constexpr std::size_t longest = 60; // more is no number and need not be read
    auto const shown = tidied(first_characters(text, longest));
    auto const key = folded(shown);
    if (characters(text) > longest || key.empty())
        return refuse(problems::number_unclear, shown);
    auto number = key;
    auto const scale = take_scale(number);
    if (scale && words == Words::refused)
        return refuse(problems::number_in_words, shown);
    return read(shown, number, scale.value_or(0));
}

Outcome<std::int64_t> parse_count(std::string_view text)
{
    auto const number = TRY(parse_number(text));
    if (number.places != 0 || number.units < 0)
        return refuse(problems::number_unclear, tidied(text));
    return number.units;
}

std::string shown(std::int64_t number)
{
    auto digits = fmt::to_string(number);
    auto const first = number < 0 ? 1u : 0u;
    for (auto at = digits.size(); at > first + 3;) {
        at -= 3;
        digits.insert(at, 1, '.');
    }
    return digits;
}

std::string shown(Decimal number)
{
    if (number.places <= 0)
        return shown(number.units);
    auto digits = fmt::format("{:0{}}", std::abs(number.units), number.places + 1);
    auto const cut = digits.size() - static_cast<std::size_t>(number.places);
    auto const whole_part = whole(digits.substr(0, cut)).value_or(0);
    return fmt::format("{}{},{}", number.units < 0 ? "-" : "", shown(whole_part), digits.substr(cut));
}

std::string shown_percent(std::int64_t part, std::int64_t whole, int places)
{
    if (whole == 0)
        return "–";
    auto const scale = std::pow(10.0, places);
    auto const most = 100 * static_cast<std::int64_t>(scale);
    auto units = std::llround(100.0 * scale * static_cast<double>(part) / static_cast<double>(whole));
    // 1,999 of 2,000 is not all, and 1 of 2,000 is not none.
    if (units == most && part != whole)
        units = part < whole ? most - 1 : most + 1;
    if (units == 0 && part != 0)
        units = 1;
    auto text = shown(Decimal{units, 0});
    if (places > 0) {
        auto const digits = fmt::format("{:0{}}", std::llabs(units), places + 1);
        auto const cut = digits.size() - static_cast<std::size_t>(places);
        text = fmt::format("{}{},{}", units < 0 ? "-" : "", digits.substr(0, cut), digits.substr(cut));
    }
    return text + "%";
}

} // namespace kheo
