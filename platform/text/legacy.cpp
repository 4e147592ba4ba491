// SPDX-License-Identifier: AGPL-3.0-or-later
#include "platform/text/legacy.hpp"

#include "platform/text/letters.hpp"
#include "platform/text/syllable.hpp"
#include "platform/text/text.hpp"
#include "platform/text/upper.hpp"

#include <algorithm>

namespace kheo::legacy
{
namespace
{

// TCVN 5712:1993, VN3: the letters from 0xA1 to 0xFE, "." where it has none.
// Capitals with a tone live in another font, ".VnTimeH", whose small letters
// look like capitals.
constexpr std::u32string_view tcvn3_letters = //
    U"ĂÂÊÔƠƯĐăâêôơưđ......àảãáạ.ằẳẵắ......."
    U"ặầẩẫấậè.ẻẽéẹềểễếệìỉ...ĩíịò.ỏõóọồổỗốộờởỡớợù.ủũúụừửữứựỳỷỹýỵ";
static_assert(tcvn3_letters.size() == 0xfe - 0xa1 + 1);

// VNI-Windows: a letter alone, or a vowel and the mark typed behind it, small
// or capital. The tables of the Unikey and xvnkb converters agree with it.
constexpr std::u32string_view vni_alone = U"ñÑôÔöÖíÍìÌæÆóÓòÒîÎ";
constexpr std::u32string_view vni_letters = U"đĐơƠưƯíÍìÌỉỈĩĨịỊỵỴ";
static_assert(vni_alone.size() == vni_letters.size());
struct Mark {
    char32_t small;
    char32_t capital;
    std::u32string_view marks; // combining, in canonical order
    std::u32string_view after; // the vowels it is typed behind
};
constexpr std::u32string_view any_vowel = U"aeouyAEOUYơưƠƯ";
constexpr std::u32string_view with_roof = U"aeoAEO";
constexpr std::u32string_view with_bowl = U"aA";
constexpr std::array<Mark, 17> vni_marks{{
    {U'ù', U'Ù', U"\u0301", any_vowel},
    {U'ø', U'Ø', U"\u0300", any_vowel},
    {U'û', U'Û', U"\u0309", any_vowel},
    {U'õ', U'Õ', U"\u0303", any_vowel},
    {U'ï', U'Ï', U"\u0323", any_vowel},
    {U'â', U'Â', U"\u0302", with_roof},
    {U'á', U'Á', U"\u0302\u0301", with_roof},
    {U'à', U'À', U"\u0302\u0300", with_roof},
    {U'å', U'Å', U"\u0302\u0309", with_roof},
    {U'ã', U'Ã', U"\u0302\u0303", with_roof},
    {U'ä', U'Ä', U"\u0302\u0323", with_roof},
    {U'ê', U'Ê', U"\u0306", with_bowl},
    {U'é', U'É', U"\u0306\u0301", with_bowl},
    {U'è', U'È', U"\u0306\u0300", with_bowl},
    {U'ú', U'Ú', U"\u0306\u0309", with_bowl},
    {U'ü', U'Ü', U"\u0306\u0303", with_bowl},
    {U'ë', U'Ë', U"\u0306\u0323", with_bowl},
}};

// Windows-1258 where it differs from Latin-1.
constexpr std::u32string_view windows_bytes = U"\u00c3\u00cc\u00d0\u00d2\u00d5\u00dd\u00de"
                                              U"\u00e3\u00ec\u00f0\u00f2\u00f5\u00fd\u00fe";
constexpr std::u32string_view windows_letters = U"\u0102\u0300\u0110\u0309\u01a0\u01af\u0303"
                                                U"\u0103\u0301\u0111\u0323\u01a1\u01b0\u20ab";
static_assert(windows_bytes.size() == windows_letters.size());

// The old byte as Latin-1 has it, by whatever road it came.
char32_t as_latin1(char32_t point)
{
    if (point >= 0xf080 && point <= 0xf0ff)
        return point & 0xff;
    auto const at = point > 0xff ? windows_letters.find(point) : std::u32string_view::npos;
    return at == std::u32string_view::npos ? point : windows_bytes[at];
}

char32_t of_tcvn3(char32_t point)
{
    if (point < 0xa1 || point > 0xfe || tcvn3_letters[point - 0xa1] == U'.')
        return point;
    return tcvn3_letters[point - 0xa1];
}

Mark const* mark_of(char32_t point)
{
    auto const found = std::ranges::find_if(
        vni_marks, [&](Mark const& each) { return each.small == point || each.capital == point; });
    return found == vni_marks.end() ? nullptr : &*found;
}

std::string of_vni(std::u32string_view text)
{
    std::string out;
    char32_t before = 0;
    for (auto const point : text) {
        auto const* const mark = before != 0 ? mark_of(point) : nullptr;
        if (mark != nullptr && mark->after.find(before) != std::u32string_view::npos) {
            for (auto const each : mark->marks)
                letters::append(out, each);
            before = 0;
            continue;
        }
        auto const known = vni_alone.find(point);
        auto const letter = known == std::u32string_view::npos ? point : vni_letters[known];
        letters::append(out, letter);
        before = any_vowel.find(letter) == std::u32string_view::npos ? 0 : letter;
    }
    return nfc(out);
}

std::string of_windows_1258(std::u32string_view text)
{
    std::string out;
    for (auto const point : text) {
        auto const at = windows_bytes.find(point);
        letters::append(out, at == std::u32string_view::npos ? point : windows_letters[at]);
    }
    return nfc(out);
}

std::u32string points_of(std::string_view text)
{
    std::u32string points;
    for (std::size_t at = 0; at < text.size();) {
        auto const [point, length] = letters::decoded(text, at);
        points.push_back(as_latin1(point));
        at += length;
    }
    return points;
}

bool only_unicode_has(char32_t point)
{
    return point >= 0x1ea0 && point <= 0x1ef9;
}

} // namespace

void Changed::add(Encoding encoding)
{
    tcvn3 = tcvn3 || encoding == Encoding::tcvn3 || encoding == Encoding::tcvn3_capitals;
    vni = vni || encoding == Encoding::vni;
    windows_1258 = windows_1258 || encoding == Encoding::windows_1258;
}

void Changed::add(Changed const& other)
{
    tcvn3 = tcvn3 || other.tcvn3;
    vni = vni || other.vni;
    windows_1258 = windows_1258 || other.windows_1258;
    by_words = by_words || other.by_words;
}

std::string Changed::flags() const
{
    return std::string(tcvn3 ? "t" : "") + (vni ? "v" : "") + (windows_1258 ? "p" : "") +
           (by_words ? "w" : "");
}

Changed Changed::of_flags(std::string_view flags)
{
    auto const has = [&](char flag) { return flags.find(flag) != std::string_view::npos; };
    return {has('t'), has('v'), has('p'), has('w')};
}

std::string Changed::names() const
{
    std::string names;
    for (auto const& [is, name] :
         {std::pair(tcvn3, "TCVN3"), std::pair(vni, "VNI"), std::pair(windows_1258, "Windows-1258")})
        if (is)
            names += (names.empty() ? "" : ", ") + std::string(name);
    return names;
}

std::string Changed::sentence() const
{
    if (!any())
        return "";
    return "Đã đổi từ " + names() + " sang Unicode" +
           (by_words ? " theo chính các chữ, vì tệp không mang tên phông cũ. Xin đối chiếu với tệp gốc."
                     : ", theo tên phông chữ.");
}

Encoding encoding_of_font(std::string_view font)
{
    auto name = lower(tidied(font));
    std::erase_if(name, [](char letter) { return letter == '\'' || letter == '"'; });
    // "ABCDEF+.VnTime": the letters of a subset come first.
    if (auto const plus = name.find('+'); plus != std::string::npos && plus <= 7)
        name.erase(0, plus + 1);
    name.resize(std::min({name.find(','), name.find(';'), name.size()}));
    constexpr std::array<std::string_view, 7> styles{"-bold", "-italic", "-bolditalic", "-regular",
                                                     " bold", " italic", " regular"};
    for (auto at = styles.begin(); at != styles.end();) {
        auto const ends = name.ends_with(*at);
        name.resize(name.size() - (ends ? at->size() : 0));
        at = ends ? styles.begin() : at + 1;
    }
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
    auto const points = points_of(text);
    if (encoding == Encoding::vni)
        return of_vni(points);
    if (encoding == Encoding::windows_1258)
        return of_windows_1258(points);
    std::string out;
    for (auto const point : points)
        letters::append(out, of_tcvn3(point));
    return encoding == Encoding::tcvn3_capitals ? upper(out) : out;
}

bool may_be_old(char32_t point)
{
    return point > 0xa0 && (point <= 0xff || as_latin1(point) != point);
}

bool is_unicode(std::string_view text, Encoding encoding)
{
    constexpr std::size_t enough = 3; // words with marks, for their spelling to say it
    std::size_t marked = 0;
    for (std::size_t at = 0; at < text.size();) {
        auto const [point, length] = letters::decoded(text, at);
        at += length;
        if (only_unicode_has(point))
            return true;
        marked += point >= 0x80 ? 1 : 0;
    }
    if (marked < enough)
        return false;
    auto const as_it_is = syllable_share(text);
    return as_it_is >= 0.9 && syllable_share(from_legacy(text, encoding)) <= as_it_is - 0.3;
}

void Line::add(std::string_view text, Encoding encoding)
{
    if (!pieces_.empty() && pieces_.back().encoding == encoding)
        pieces_.back().text += text;
    else
        pieces_.push_back({std::string(text), encoding});
}

std::string Line::take(Changed& changed)
{
    Habit none;
    return take(changed, none, nullptr);
}

std::string Line::take(Changed& changed, Habit& seen, Habit const* known, int column)
{
    std::string out;
    for (auto& [text, encoding] : pieces_) {
        if (encoding != Encoding::unicode && known == nullptr)
            seen.note(text, encoding, column);
        if (encoding == Encoding::unicode ||
            (known != nullptr ? known->is_unicode(text, encoding, column) : is_unicode(text, encoding))) {
            out += text;
            continue;
        }
        auto const made = from_legacy(text, encoding);
        if (made != text)
            changed.add(encoding);
        out += made;
    }
    pieces_.clear();
    return out;
}

} // namespace kheo::legacy
