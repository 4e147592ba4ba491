// SPDX-License-Identifier: AGPL-3.0-or-later
#include "platform/papers/legacy.hpp"

#include "platform/sheets/csv_sheet.hpp"
#include "platform/text/letters.hpp"
#include "platform/text/syllable.hpp"
#include "platform/text/text.hpp"
#include "platform/text/upper.hpp"

#include <algorithm>
#include <array>
#include <map>

namespace kheo::papers
{
namespace
{

// TCVN 5712:1993, VN3: the letters at 0xA1 and after. Capitals with a tone live
// in another font, ".VnTimeH", whose small letters look like capitals.
constexpr std::u32string_view tcvn3 = U"ĂÂÊÔƠƯĐăâêôơưđ";
struct Letter {
    char32_t byte;
    char32_t letter;
};
constexpr std::array<Letter, 61> tcvn3_tones{{
    {0xb5, U'à'}, {0xb6, U'ả'}, {0xb7, U'ã'}, {0xb8, U'á'}, {0xb9, U'ạ'}, {0xbb, U'ằ'}, {0xbc, U'ẳ'},
    {0xbd, U'ẵ'}, {0xbe, U'ắ'}, {0xc6, U'ặ'}, {0xc7, U'ầ'}, {0xc8, U'ẩ'}, {0xc9, U'ẫ'}, {0xca, U'ấ'},
    {0xcb, U'ậ'}, {0xcc, U'è'}, {0xce, U'ẻ'}, {0xcf, U'ẽ'}, {0xd0, U'é'}, {0xd1, U'ẹ'}, {0xd2, U'ề'},
    {0xd3, U'ể'}, {0xd4, U'ễ'}, {0xd5, U'ế'}, {0xd6, U'ệ'}, {0xd7, U'ì'}, {0xd8, U'ỉ'}, {0xdc, U'ĩ'},
    {0xdd, U'í'}, {0xde, U'ị'}, {0xdf, U'ò'}, {0xe1, U'ỏ'}, {0xe2, U'õ'}, {0xe3, U'ó'}, {0xe4, U'ọ'},
    {0xe5, U'ồ'}, {0xe6, U'ổ'}, {0xe7, U'ỗ'}, {0xe8, U'ố'}, {0xe9, U'ộ'}, {0xea, U'ờ'}, {0xeb, U'ở'},
    {0xec, U'ỡ'}, {0xed, U'ớ'}, {0xee, U'ợ'}, {0xef, U'ù'}, {0xf1, U'ủ'}, {0xf2, U'ũ'}, {0xf3, U'ú'},
    {0xf4, U'ụ'}, {0xf5, U'ừ'}, {0xf6, U'ử'}, {0xf7, U'ữ'}, {0xf8, U'ứ'}, {0xf9, U'ự'}, {0xfa, U'ỳ'},
    {0xfb, U'ỷ'}, {0xfc, U'ỹ'}, {0xfd, U'ý'}, {0xfe, U'ỵ'},
}};

char32_t of_tcvn3(char32_t point)
{
    if (point >= 0xa1 && point <= 0xae)
        return tcvn3[point - 0xa1];
    for (auto const& each : tcvn3_tones)
        if (each.byte == point && each.letter != 0)
            return each.letter;
    return point;
}

// VNI-Windows: a letter alone, or a vowel and the mark typed behind it.
constexpr std::u32string_view vni_from = U"ñÑôÔöÖíÍìÌæÆóÓòÒîÎ";
constexpr std::u32string_view vni_to = U"đĐơƠưƯíÍìÌỉỈĩĨịỊỵỴ";
struct Mark {
    char32_t small;
    char32_t capital;
    std::u32string_view marks; // combining, in canonical order
};
constexpr std::array<Mark, 17> vni_marks{{
    {U'ù', U'Ù', U"\u0301"},
    {U'ø', U'Ø', U"\u0300"},
    {U'û', U'Û', U"\u0309"},
    {U'õ', U'Õ', U"\u0303"},
    {U'ï', U'Ï', U"\u0323"},
    {U'â', U'Â', U"\u0302"},
    {U'á', U'Á', U"\u0302\u0301"},
    {U'à', U'À', U"\u0302\u0300"},
    {U'å', U'Å', U"\u0302\u0309"},
    {U'ã', U'Ã', U"\u0302\u0303"},
    {U'ä', U'Ä', U"\u0302\u0323"},
    {U'ê', U'Ê', U"\u0306"},
    {U'é', U'É', U"\u0306\u0301"},
    {U'è', U'È', U"\u0306\u0300"},
    {U'ú', U'Ú', U"\u0306\u0309"},
    {U'ü', U'Ü', U"\u0306\u0303"},
    {U'ë', U'Ë', U"\u0306\u0323"},
}};

std::u32string_view mark_of(char32_t point)
{
    for (auto const& each : vni_marks)
        if (each.small == point || each.capital == point)
            return each.marks;
    return {};
}

std::string of_vni(std::string_view text)
{
    std::string out;
    auto vowel = false;
    for (std::size_t at = 0; at < text.size();) {
        auto const [point, length] = letters::decoded(text, at);
        at += length;
        if (auto const marks = vowel ? mark_of(point) : std::u32string_view(); !marks.empty()) {
            for (auto const mark : marks)
                letters::append(out, mark);
            vowel = false;
            continue;
        }
        auto const known = vni_from.find(point);
        auto const letter = known == std::u32string_view::npos ? point : vni_to[known];
        letters::append(out, letter);
        vowel = std::u32string_view(U"aeouyAEOUYơưƠƯ").find(letter) != std::u32string_view::npos;
    }
    return nfc(out);
}

// Windows-1252 differs from Latin-1 between 0x80 and 0x9F; no old Vietnamese
// encoding has a letter there.
std::string latin1(std::string_view bytes)
{
    std::string out;
    for (auto const byte : bytes)
        letters::append(out, static_cast<unsigned char>(byte));
    return out;
}

} // namespace

Encoding encoding_of_font(std::string_view font)
{
    auto const name = lower(tidied(font));
    if (name.starts_with("vni-") || name.starts_with("vni "))
        return Encoding::vni;
    if (name.starts_with(".vn"))
        return name.ends_with('h') ? Encoding::tcvn3_capitals : Encoding::tcvn3;
    return Encoding::unicode;
}

std::string from_legacy(std::string_view text, Encoding encoding)
{
    if (encoding == Encoding::unicode)
        return std::string(text);
    if (encoding == Encoding::vni)
        return of_vni(text);
    std::string out;
    for (std::size_t at = 0; at < text.size();) {
        auto const [point, length] = letters::decoded(text, at);
        letters::append(out, of_tcvn3(point));
        at += length;
    }
    return encoding == Encoding::tcvn3_capitals ? upper(out) : out;
}

std::optional<Decoded> decoded_bytes(std::string_view bytes)
{
    if (bytes.starts_with("\xff\xfe") || bytes.starts_with("\xfe\xff"))
        bytes = bytes.size() % 2 == 0 ? bytes : bytes.substr(0, bytes.size() - 1);
    auto const text = sheets::csv_text(bytes);
    if (valid_utf8(text))
        return Decoded{text, Encoding::unicode};
    auto const head = latin1(bytes.substr(0, 20'000));
    auto best = Encoding::unicode;
    auto share = 0.6; // below this it is no Vietnamese at all
    for (auto const encoding : {Encoding::tcvn3, Encoding::vni})
        if (auto const now = syllable_share(from_legacy(head, encoding)); now > share) {
            share = now;
            best = encoding;
        }
    if (best == Encoding::unicode)
        return std::nullopt;
    return Decoded{from_legacy(latin1(bytes), best), best};
}

} // namespace kheo::papers
