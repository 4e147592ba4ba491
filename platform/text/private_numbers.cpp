// SPDX-License-Identifier: AGPL-3.0-or-later
#include "platform/text/private_numbers.hpp"

#include <algorithm>
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
    auto const add = [&](Span span, PrivateKind kind) {
        auto const taken = std::any_of(found.begin(), found.end(), [&](Finding const& other) {
            return span.begin < other.end && other.begin < span.end;
        });
        if (!taken)
            found.push_back({span.begin, span.end, kind, std::string(sentence_of(kind))});
    };
    auto const piece = [&](Span span) { return text.substr(span.begin, span.end - span.begin); };
    for (auto const span : matches(text, address()))
        if (!is_public_address(piece(span), lists))
            add(span, PrivateKind::email);
    for (auto const span : matches(text, long_number())) {
        auto const count = digits(piece(span));
        if ((count == 9 || count == 12) && led_by(lists.id_papers, words, span.begin))
            add(span, PrivateKind::id_number);
        else if (led_by(lists.accounts, words, span.begin))
            add(span, PrivateKind::bank_account);
    }
    for (auto const span : matches(text, citizen_number()))
        add(span, PrivateKind::id_number);
    for (auto const span : matches(text, mobile()))
        if (!led_by(lists.public_phones, words, span.begin))
            add(span, PrivateKind::phone);
    return found;
}

} // namespace kheo::private_text
