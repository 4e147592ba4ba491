// SPDX-License-Identifier: AGPL-3.0-or-later
// The old encodings told by their words, where no font says them.
#include "platform/text/legacy.hpp"
#include "platform/text/letters.hpp"
#include "platform/text/syllable.hpp"
#include "platform/text/text.hpp"

#include <algorithm>

namespace kheo::legacy
{
namespace
{

// What Windows writes between 0x80 and 0x9F: signs that the old fonts kept.
constexpr std::u32string_view windows_signs = //
    U"\u20ac\u0081\u201a\u0192\u201e\u2026\u2020\u2021\u02c6\u2030\u0160\u2039\u0152\u008d\u017d\u008f"
    U"\u0090\u2018\u2019\u201c\u201d\u2022\u2013\u2014\u02dc\u2122\u0161\u203a\u0153\u009d\u017e\u0178";

constexpr std::size_t enough_words = 5;
constexpr std::size_t most_words = 5'000;
constexpr auto surely = 0.8;       // of the words with marks are spelled right
constexpr auto apart = 0.25;       // and no other reading comes near
constexpr std::size_t many = 20;   // words that must mean something
constexpr auto none_of_them = 0.5; // are spelled right
constexpr auto some_of_them = 0.2; // are words of no language

// Whether it can stand for a letter in an old text. What TCVN3 has no letter for
// and other encodings have as a sign ("m²", "20°", "500₫") cannot.
bool is_old_letter(char32_t point)
{
    constexpr std::u32string_view signs = U"¡¯°±²³´º¿₫";
    return may_be_old(point) && signs.find(point) == std::u32string_view::npos;
}

// The words of a line that a mark or sign stands in beside a letter, cut only
// where every old encoding cuts. A sign by itself ("·", "×") is no word.
std::vector<std::string_view> telling_words(std::string_view line)
{
    std::vector<std::string_view> words;
    std::size_t begin = 0;
    auto high = false;
    auto plain = false;
    for (std::size_t at = 0; at <= line.size();) {
        auto const [point, length] =
            at < line.size() ? letters::decoded(line, at) : letters::Decoded{U' ', 1};
        if (point >= 0x1ea0 && point <= 0x1ef9) // letters that only Unicode has
            return {};
        auto const ascii_letter =
            point < 0x80 && ((point >= U'a' && point <= U'z') || (point >= U'A' && point <= U'Z'));
        auto const old_letter = is_old_letter(point);
        if (!ascii_letter && !old_letter) {
            if (high && plain)
                words.push_back(line.substr(begin, at - begin));
            high = plain = false;
            begin = at + length;
        } else {
            high = high || old_letter;
            plain = plain || ascii_letter;
        }
        at += length;
    }
    return words;
}

bool spelled_right(std::string_view word, Encoding encoding)
{
    auto const made = from_legacy(word, encoding);
    auto const parts = tokens(made);
    // A sign left within a word ("d©n") is no spelling.
    return !parts.empty() && parts.front().begin == 0 && parts.size() == 1 &&
           is_syllable(parts.front().text) && parts.front().end() == made.size();
}

std::string from_utf16(std::string_view bytes, bool big_endian)
{
    std::string out;
    auto const unit = [&](std::size_t at) {
        auto const one = static_cast<unsigned char>(bytes[at]);
        auto const two = static_cast<unsigned char>(bytes[at + 1]);
        return static_cast<char32_t>(big_endian ? one << 8 | two : two << 8 | one);
    };
    for (std::size_t at = 0; at + 1 < bytes.size(); at += 2) {
        auto point = unit(at);
        auto const leads = point >= 0xd800 && point < 0xdc00 && at + 3 < bytes.size();
        auto const low = leads ? unit(at + 2) : 0;
        if (leads && low >= 0xdc00 && low < 0xe000) {
            point = 0x10000 + ((point - 0xd800) << 10) + (low - 0xdc00);
            at += 2;
        } else if (point >= 0xd800 && point < 0xe000) {
            point = 0xfffd;
        }
        letters::append(out, point);
    }
    return out;
}

std::string from_windows(std::string_view bytes)
{
    std::string out;
    for (auto const each : bytes) {
        auto const byte = static_cast<unsigned char>(each);
        letters::append(out, byte >= 0x80 && byte < 0xa0 ? windows_signs[byte - 0x80] : byte);
    }
    return out;
}

// Calls `with` for each line, without its end.
template <class With>
void each_line(std::string_view text, With with)
{
    for (std::size_t begin = 0; begin <= text.size();) {
        auto const end = std::min(text.find('\n', begin), text.size());
        with(text.substr(begin, end - begin), end < text.size());
        begin = end + 1;
    }
}

// What no language writes inside a word: a sign between two letters ("zß÷k"), a marked
// capital behind a small letter ("hiÍn").
bool is_no_language(std::string_view word)
{
    constexpr std::u32string_view signs = U"¢£¤¥¦§¨©ª¬¶¸¹»¼½¾×÷";
    auto letters_before = false;
    char32_t before = 0;
    for (std::size_t at = 0; at < word.size();) {
        auto const [point, length] = letters::decoded(word, at);
        auto const is_sign = signs.find(point) != std::u32string_view::npos;
        if (!is_sign && letters_before && signs.find(before) != std::u32string_view::npos)
            return true;
        if (!is_sign && point >= 0xc0 && point <= 0xde && before >= U'a' && before <= U'z')
            return true;
        letters_before = letters_before || !is_sign;
        before = point;
        at += length;
    }
    return false;
}

} // namespace

Habit::Said Habit::said_by(std::string_view text, Encoding encoding)
{
    if (legacy::is_unicode(text, encoding))
        return Said::unicode;
    std::size_t as_it_is = 0;
    std::size_t decoded = 0;
    for (auto const word : telling_words(text)) {
        auto const now = spelled_right(word, Encoding::unicode);
        auto const then = spelled_right(word, encoding);
        as_it_is += now && !then ? 1 : 0;
        decoded += then && !now ? 1 : 0;
    }
    return as_it_is > decoded ? Said::unicode : decoded > as_it_is ? Said::old : Said::nothing;
}

void Habit::Tally::add(Said said)
{
    unicode += said == Said::unicode ? 1 : 0;
    old += said == Said::old ? 1 : 0;
}

void Habit::note(std::string_view text, Encoding encoding, int column)
{
    auto const said = said_by(text, encoding);
    unicode_ = unicode_ || said == Said::unicode;
    doubts_ = doubts_ || (said != Said::old && !legacy::is_unicode(text, encoding));
    columns_[column].add(said);
    all_.add(said);
}

bool Habit::is_unicode(std::string_view text, Encoding encoding, int column) const
{
    constexpr std::size_t mostly = 9; // to one
    if (legacy::is_unicode(text, encoding))
        return true;
    auto const said = said_by(text, encoding);
    if (said == Said::old)
        return false;
    auto const at = columns_.find(column);
    auto const& tally = at != columns_.end() && at->second.any() ? at->second : all_;
    if (tally.unicode >= mostly * tally.old && tally.any())
        return true;
    // Some are typed so and some so: a piece that says nothing goes by its font.
    return tally.old < mostly * tally.unicode && said == Said::unicode;
}

void Telling::add(std::string_view line)
{
    if (words_ >= most_words)
        return;
    for (auto const word : telling_words(line)) {
        ++words_;
        no_language_ += is_no_language(word) ? 1 : 0;
        for (std::size_t at = 0; at < candidates.size(); ++at)
            good_[at] += spelled_right(word, candidates[at]) ? 1 : 0;
    }
}

std::array<double, Telling::candidates.size()> Telling::shares() const
{
    std::array<double, candidates.size()> shares{};
    for (std::size_t at = 0; at < candidates.size() && words_ > 0; ++at)
        shares[at] = static_cast<double>(good_[at]) / static_cast<double>(words_);
    return shares;
}

std::optional<Encoding> Telling::said() const
{
    if (words_ < enough_words)
        return std::nullopt;
    auto const all = shares();
    auto const best = std::ranges::max_element(all);
    for (auto each = all.begin(); each != all.end(); ++each)
        if (each != best && *each > *best - apart)
            return std::nullopt;
    auto const encoding = candidates[static_cast<std::size_t>(best - all.begin())];
    return *best < surely || encoding == Encoding::unicode ? std::nullopt : std::optional(encoding);
}

bool Telling::hopeless() const
{
    return words_ >= many && std::ranges::max(shares()) < none_of_them &&
           static_cast<double>(no_language_) >= some_of_them * static_cast<double>(words_);
}

std::string Telling::changed(std::string_view line, Encoding encoding)
{
    auto const words = telling_words(line);
    auto const right = [&](Encoding each) {
        return std::ranges::count_if(words, [&](auto word) { return spelled_right(word, each); });
    };
    return !words.empty() && right(encoding) >= right(Encoding::unicode) ? from_legacy(line, encoding)
                                                                         : std::string(line);
}

Told told_by_words(std::string text)
{
    Telling telling;
    each_line(text, [&](std::string_view line, bool) { telling.add(line); });
    auto const encoding = telling.said();
    if (!encoding)
        return {.text = std::move(text), .changed = {}, .hopeless = telling.hopeless()};
    Told told;
    each_line(text, [&](std::string_view line, bool more) {
        told.text += Telling::changed(line, *encoding);
        told.text += more ? "\n" : "";
    });
    told.changed.add(*encoding);
    told.changed.by_words = true;
    return told;
}

std::optional<Decoded> decoded_bytes(std::string_view bytes)
{
    if (bytes.starts_with("\xff\xfe") || bytes.starts_with("\xfe\xff"))
        return Decoded{from_utf16(bytes.substr(2), bytes.front() == '\xfe'), {}};
    if (valid_utf8(bytes))
        return Decoded{std::string(bytes), {}};
    auto const text = from_windows(bytes);
    Telling telling;
    each_line(text, [&](std::string_view line, bool) { telling.add(line); });
    auto const encoding = telling.said();
    if (!encoding)
        return std::nullopt;
    auto decoded = Decoded{from_legacy(text, *encoding), {}};
    decoded.changed.add(*encoding);
    decoded.changed.by_words = true;
    return decoded;
}

} // namespace kheo::legacy
