// SPDX-License-Identifier: AGPL-3.0-or-later
#include "platform/text/private_numbers.hpp"

#include "platform/text/letters.hpp"

#include <algorithm>
#include <functional>
#include <map>
#include <re2/re2.h>

namespace kheo::private_text
{
namespace
{

// How far before a number the words stand that say what it is, in words.
constexpr std::size_t lead_words = 8;

// Mobile numbers since the change of prefixes of 2018: 03 05 07 08 09 and eight
// digits, or +84 for the 0.
RE2 const& mobile()
{
    static RE2 const pattern(R"((?:\+84|\b84|\b0084|\b0)[ .-]?[35789]\d(?:[ .-]?\d){7}\b)");
    return pattern;
}

// The same written so that a machine should not see it: in brackets, with
// commas, each digit by itself.
RE2 const& mobile_in_brackets()
{
    static RE2 const pattern(R"(\( ?\+?(?:84|0)[\d .-]{0,6}\)[ .-]{0,2}\d(?:[ .-]?\d){4,8}\b)"
                             R"(|\+84 ?\(0\)[ .-]?\d(?:[ .-]?\d){8}\b)");
    return pattern;
}
RE2 const& mobile_with_commas()
{
    static RE2 const pattern(R"(\b0[35789]\d{2},\d{3},\d{3}\b)");
    return pattern;
}
RE2 const& mobile_digit_by_digit()
{
    static RE2 const pattern(R"(\b0 ?[ .,_-] ?[35789](?: ?[ .,_-] ?\d){8}\b)");
    return pattern;
}

// 12 digits of the citizen's number begin with a province's code, 001–096.
RE2 const& citizen_number()
{
    static RE2 const pattern(R"(\b0\d{2}[ .]?\d{3}[ .]?\d{3}[ .]?\d{3}\b)");
    return pattern;
}

// Any long number: an account or an old identity card once a word says so.
RE2 const& long_number()
{
    static RE2 const pattern(R"(\b\d(?:[ .-]?\d){5,18}\b)");
    return pattern;
}

RE2 const& address()
{
    static RE2 const pattern(R"([A-Za-z0-9._%+-]+@(?:[A-Za-z0-9-]+\.)+[A-Za-z]{2,24}\b)");
    return pattern;
}

struct Span {
    std::size_t begin;
    std::size_t end;
};

// Every match that is no part of a longer number such as 1.0912.345.678 or 0,0912.
std::vector<Span> matches(std::string_view text, RE2 const& pattern)
{
    std::vector<Span> found;
    re2::StringPiece match;
    re2::StringPiece const whole(text.data(), text.size());
    std::size_t at = 0;
    while (at < text.size() && pattern.Match(whole, at, text.size(), RE2::UNANCHORED, &match, 1)) {
        auto const begin = static_cast<std::size_t>(match.data() - text.data());
        at = begin + std::max<std::size_t>(match.size(), 1);
        auto const part_of_longer = begin >= 2 && (text[begin - 1] == '.' || text[begin - 1] == ',') &&
                                    text[begin - 2] >= '0' && text[begin - 2] <= '9';
        if (!part_of_longer)
            found.push_back({begin, begin + match.size()});
    }
    return found;
}

// Whether one of the phrases stands in the same sentence, shortly before `at`.
bool led_by(Phrases const& phrases, Words const& words, std::size_t at)
{
    auto const next = std::partition_point(words.words.begin(), words.words.end(),
                                           [&](Token const& token) { return token.begin < at; });
    auto const end = static_cast<std::size_t>(next - words.words.begin());
    if (end == words.words.size())
        return false;
    for (auto word = end; word-- > 0 && end - word <= lead_words;)
        if (words.sentence[word] == words.sentence[end] && phrases.longest_at(words, word) > 0)
            return true;
    return false;
}

// The text as patterns read it: full-width digits, hard spaces, long dashes and
// invisible characters made plain; and where each byte of it came from.
struct Plain {
    std::string text;
    std::vector<std::size_t> origin;
};

Plain plain_of(std::string_view text)
{
    auto made = Plain();
    made.text.reserve(text.size());
    for (std::size_t at = 0; at < text.size();) {
        auto const [point, length] = letters::decoded(text, at);
        auto const plain = point >= 0xFF10 && point <= 0xFF19   ? std::string(1, char('0' + point - 0xFF10))
                           : point == 0xFF08                    ? std::string("(")
                           : point == 0xFF09                    ? std::string(")")
                           : point == 0xFF0B                    ? std::string("+")
                           : point == 0xB7 || point == 0x2022   ? std::string(".")
                           : point >= 0x2010 && point <= 0x2015 ? std::string("-")
                           : letters::is_invisible(point)       ? std::string()
                           : point > 0x7F && letters::is_space(point) ? std::string(" ")
                                                                      : std::string(text.substr(at, length));
        made.text += plain;
        made.origin.insert(made.origin.end(), plain.size(), at);
        at += length;
    }
    made.origin.push_back(text.size());
    return made;
}

// The ten digits of a mobile number, whatever stands between and before them.
bool is_mobile(std::string_view text)
{
    std::string number;
    for (auto const letter : text)
        if (letter >= '0' && letter <= '9')
            number += letter;
    if (number.starts_with("84"))
        number.replace(0, number.starts_with("840") ? 3 : 2, "0");
    return number.size() == 10 && number[0] == '0' &&
           std::string_view("35789").find(number[1]) != std::string_view::npos;
}

// A digit said as a word, -1 for any other word. With marks or without.
int digit_of(std::string_view word)
{
    static std::map<std::string, int, std::less<>> const digits{
        {"khong", 0}, {"mot", 1}, {"hai", 2}, {"ba", 3},  {"bon", 4}, {"tu", 4},
        {"nam", 5},   {"lam", 5}, {"sau", 6}, {"bay", 7}, {"tam", 8}, {"chin", 9},
    };
    auto const known = digits.find(folded(word));
    return known == digits.end() ? -1 : known->second;
}

// Ten digits in words, one after the other, that are a mobile number.
std::vector<Span> said_in_words(Words const& words)
{
    constexpr std::size_t length = 10;
    std::vector<Span> found;
    std::string run;
    for (std::size_t at = 0; at < words.words.size(); ++at) {
        auto const digit = digit_of(words.words[at].text);
        auto const goes_on = at > 0 && words.sentence[at] == words.sentence[at - 1];
        run = digit < 0 ? std::string() : (goes_on ? run : std::string()) + char('0' + digit);
        auto const last = run.size() >= length ? run.substr(run.size() - length) : std::string();
        if (last.empty() || !is_mobile(last))
            continue;
        found.push_back({words.words[at + 1 - length].begin, words.words[at].end()});
        run.clear();
    }
    return found;
}

bool is_public_address(std::string_view address, Lists const& lists)
{
    auto const domain = lower(address.substr(address.rfind('@') + 1));
    return std::any_of(lists.public_domains.begin(), lists.public_domains.end(), [&](auto const& known) {
        return domain == known || std::string_view(domain).ends_with("." + known);
    });
}

std::size_t digits(std::string_view text)
{
    return static_cast<std::size_t>(
        std::count_if(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; }));
}

} // namespace

std::vector<Finding> numbers(std::string_view text, Words const& words, Lists const& lists)
{
    std::vector<Finding> found;
    auto const plain = plain_of(text);
    auto const add_here = [&](Span span, PrivateKind kind) {
        auto const taken = std::any_of(found.begin(), found.end(), [&](Finding const& other) {
            return span.begin < other.end && other.begin < span.end;
        });
        if (!taken)
            found.push_back({span.begin, span.end, kind, std::string(sentence_of(kind))});
    };
    auto const here = [&](Span span) { return Span{plain.origin[span.begin], plain.origin[span.end]}; };
    auto const add = [&](Span span, PrivateKind kind) { add_here(here(span), kind); };
    auto const led = [&](Phrases const& phrases, Span span) {
        return led_by(phrases, words, here(span).begin);
    };
    auto const piece = [&](Span span) {
        return std::string_view(plain.text).substr(span.begin, span.end - span.begin);
    };
    for (auto const span : matches(plain.text, address()))
        if (!is_public_address(piece(span), lists))
            add(span, PrivateKind::email);
    for (auto const span : matches(plain.text, long_number())) {
        auto const count = digits(piece(span));
        if ((count == 9 || count == 12) && led(lists.id_papers, span))
            add(span, PrivateKind::id_number);
        else if (led(lists.accounts, span))
            add(span, PrivateKind::bank_account);
    }
    for (auto const span : matches(plain.text, citizen_number()))
        add(span, PrivateKind::id_number);
    for (auto const* const pattern :
         {&mobile(), &mobile_in_brackets(), &mobile_with_commas(), &mobile_digit_by_digit()})
        for (auto const span : matches(plain.text, *pattern))
            if ((pattern == &mobile() || is_mobile(piece(span))) && !led(lists.public_phones, span))
                add(span, PrivateKind::phone);
    for (auto const span : said_in_words(words))
        if (!led_by(lists.public_phones, words, span.begin))
            add_here(span, PrivateKind::phone);
    return found;
}

} // namespace kheo::private_text
