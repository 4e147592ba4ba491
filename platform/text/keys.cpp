// SPDX-License-Identifier: AGPL-3.0-or-later
// Keys for comparing and searching. The fold is our own table because ICU's
// transliterator is forty times slower and utf8proc leaves đ as it is.
#include "platform/text/letters.hpp"
#include "platform/text/text.hpp"

#include <array>
#include <cstdint>
#include <cstring>

namespace kheo
{
namespace
{

// Eight ASCII bytes at once to lower case; Lamport's bytewise comparison with
// the high bits, which are clear in ASCII.
std::uint64_t lower_eight(std::uint64_t word)
{
    constexpr std::uint64_t ones = 0x0101010101010101;
    auto const from_a = word + (128 - 'A') * ones;      // high bit: ≥ 'A'
    auto const after_z = word + (128 - 'Z' - 1) * ones; // high bit: > 'Z'
    return word | ((from_a & ~after_z & 128 * ones) >> 2);
}

constexpr std::uint64_t high_bits = 0x8080808080808080;

// The tables of letters.cpp for two bytes (lead C3–C6) and three (E1 B8–BB),
// looked up by offset.
struct FoldTable {
    std::array<char, 256> two{};
    std::array<char, 256> three{};
    FoldTable()
    {
        for (char32_t i = 0; i < 256; ++i) {
            two[i] = letters::base(0xC0 + i);
            three[i] = letters::base(0x1E00 + i);
        }
    }
};

struct Folding {
    char folded = 0; // 0: none, copy `length` bytes
    bool dropped = false;
    std::size_t length = 1;
};

Folding folding(FoldTable const& table, unsigned char const* in, std::size_t left)
{
    if (left < 2 || (in[1] & 0xC0) != 0x80)
        return {};
    if (in[0] >= 0xC3 && in[0] <= 0xC6)
        return {table.two[((in[0] & 0x1Fu) << 6 | (in[1] & 0x3Fu)) - 0xC0], false, 2};
    if (left >= 3 && in[0] == 0xE1 && in[1] >= 0xB8 && in[1] <= 0xBB && (in[2] & 0xC0) == 0x80)
        return {table.three[(in[1] & 3u) << 6 | (in[2] & 0x3Fu)], false, 3};
    if (in[0] == 0xCC || (in[0] == 0xCD && in[1] < 0xB0)) // U+0300–036F
        return {0, true, 2};
    return {};
}

struct Placement {
    char32_t marked; // first vowel with the tone
    char second;     // the vowel after it
    char first;      // first vowel without
    char32_t moved;  // second vowel with the tone
};

constexpr Placement placements[] = {
    {U'ò', 'a', 'o', U'à'}, {U'ó', 'a', 'o', U'á'}, {U'ỏ', 'a', 'o', U'ả'}, {U'õ', 'a', 'o', U'ã'},
    {U'ọ', 'a', 'o', U'ạ'}, {U'ò', 'e', 'o', U'è'}, {U'ó', 'e', 'o', U'é'}, {U'ỏ', 'e', 'o', U'ẻ'},
    {U'õ', 'e', 'o', U'ẽ'}, {U'ọ', 'e', 'o', U'ẹ'}, {U'ù', 'y', 'u', U'ỳ'}, {U'ú', 'y', 'u', U'ý'},
    {U'ủ', 'y', 'u', U'ỷ'}, {U'ũ', 'y', 'u', U'ỹ'}, {U'ụ', 'y', 'u', U'ỵ'},
};

Placement const* placement(char32_t first, char second)
{
    for (auto const& p : placements)
        if (p.marked == first && p.second == second)
            return &p;
    return nullptr;
}

// Upper case of the letters in `placements`.
char32_t upper(char32_t point)
{
    return point < 0x1E00 && point != U'ũ' ? point - 32 : point - 1;
}

bool letter_at(std::string_view text, std::size_t at)
{
    if (at >= text.size())
        return false;
    auto const point = letters::decoded(text, at).point;
    return letters::is_mark(point) || letters::base(point) != 0;
}

} // namespace

std::string lower(std::string_view text)
{
    std::string out;
    out.reserve(text.size());
    for (std::size_t at = 0; at < text.size();) {
        if (static_cast<unsigned char>(text[at]) < 0x80) {
            out.push_back(static_cast<char>(letters::lower(static_cast<unsigned char>(text[at++]))));
            continue;
        }
        auto const [point, length] = letters::decoded(text, at);
        auto const low = letters::lower(point);
        if (low == point)
            out.append(text.substr(at, length));
        else
            letters::append(out, low);
        at += length;
    }
    return out;
}

std::string folded(std::string_view text)
{
    static FoldTable const table;
    std::string out(text.size(), '\0');
    auto const* in = reinterpret_cast<unsigned char const*>(text.data());
    auto const* const end = in + text.size();
    char* to = out.data();
    while (in != end) {
        while (end - in >= 8) {
            std::uint64_t word;
            std::memcpy(&word, in, 8);
            if (word & high_bits)
                break;
            word = lower_eight(word);
            std::memcpy(to, &word, 8);
            in += 8;
            to += 8;
        }
        for (; in != end && *in < 0x80; ++in)
            *to++ = static_cast<char>(*in >= 'A' && *in <= 'Z' ? *in + 32 : *in);
        if (in == end)
            break;
        auto const step = folding(table, in, static_cast<std::size_t>(end - in));
        if (step.folded) {
            *to++ = step.folded;
        } else if (!step.dropped) {
            std::memcpy(to, in, step.length);
            to += step.length;
        }
        in += step.length;
    }
    out.resize(static_cast<std::size_t>(to - out.data()));
    return out;
}

std::string placed(std::string_view text)
{
    std::string out;
    out.reserve(text.size());
    for (std::size_t at = 0; at < text.size();) {
        if (static_cast<unsigned char>(text[at]) < 0x80) {
            out.push_back(text[at++]);
            continue;
        }
        auto const [point, length] = letters::decoded(text, at);
        auto const after = at + length;
        auto const low = letters::lower(point);
        auto const second = after < text.size() ? text[after] : '\0';
        auto const* move = placement(low, static_cast<char>(second | 0x20));
        if (!move || letter_at(text, after + 1)) {
            out.append(text.substr(at, length));
            at = after;
            continue;
        }
        out.push_back(low == point ? move->first : static_cast<char>(move->first - 32));
        letters::append(out, second == move->second ? move->moved : upper(move->moved));
        at = after + 1;
    }
    return out;
}

std::string exact_key(std::string_view text)
{
    return placed(lower(nfc(text)));
}

bool has_marks(std::string_view text)
{
    for (std::size_t at = 0; at < text.size();) {
        auto const [point, length] = letters::decoded(text, at);
        if (letters::is_mark(point) || (point >= 0xC0 && letters::base(point) != 0))
            return true;
        at += length;
    }
    return false;
}

} // namespace kheo
