// SPDX-License-Identifier: AGPL-3.0-or-later
// A syllable is onset + rime + tone. The tables follow the spelling taught at
// school; rimes are as written, so that the glide of "hoa" and "tuy" is in them.
#include "platform/text/syllable.hpp"

#include "platform/text/letters.hpp"
#include "platform/text/text.hpp"

#include <algorithm>
#include <optional>
#include <string>

namespace kheo
{
namespace
{

enum Tone { level, grave, hook, tilde, acute, dot };

constexpr std::u32string_view vowels[] = {
    // in the order of Tone
    U"aàảãáạ", U"ăằẳẵắặ", U"âầẩẫấậ", U"eèẻẽéẹ", U"êềểễếệ", U"iìỉĩíị",
    U"oòỏõóọ", U"ôồổỗốộ", U"ơờởỡớợ", U"uùủũúụ", U"ưừửữứự", U"yỳỷỹýỵ",
};

// Longest first, so that "ngh" is not read as "n".
constexpr std::u32string_view onsets[] = {
    U"ngh", U"ch", U"gh", U"gi", U"kh", U"ng", U"nh", U"ph", U"qu", U"th", U"tr", U"b", U"c", U"d",
    U"đ",   U"g",  U"h",  U"k",  U"l",  U"m",  U"n",  U"p",  U"r",  U"s",  U"t",  U"v", U"x", U"",
};

constexpr std::u32string_view rimes = //
    U" a e ê i o ô ơ u ư y ia ua ưa uya ai ay ây ao au âu eo êu iu iêu yêu oi ôi ơi ui ưi uôi ươi ưu ươu"
    U" oa oe oai oay oao oeo uê uy uơ uây uyu"
    U" am ăm âm em êm im om ôm ơm um iêm yêm uôm ươm oam oăm"
    U" an ăn ân en ên in on ôn ơn un iên yên uôn ươn oan oăn oen uân uyn uyên"
    U" ang ăng âng eng ong oong ông ôông ung ưng iêng yêng uông ương oang oăng oeng uâng"
    U" anh ênh inh oanh uênh uynh"
    U" ap ăp âp ep êp ip op ôp ơp up iêp ươp oap oăp uyp"
    U" at ăt ât et êt it ot ôt ơt ut ưt iêt yêt uôt ươt oat oăt oet uât uyt uyêt"
    U" ac ăc âc ec oc ooc ôc uc ưc iêc uôc ươc oac oăc"
    U" ach êch ich oach uêch uych ";
// Only after qu, where the spelling keeps y for i.
constexpr std::u32string_view rimes_after_qu = U" yn ynh yt ych yp eo ao au ";
// Only after gi, which swallows the i of iê.
constexpr std::u32string_view rimes_after_gi = U" êng êc ";

bool listed(std::u32string_view list, std::u32string_view rime)
{
    std::u32string key = U" ";
    key.append(rime).push_back(U' ');
    return list.find(key) != std::u32string_view::npos;
}

struct Spelled {
    std::u32string letters; // lower case, without tone
    Tone tone = level;
};

// Nothing where the word has another letter or two tones.
std::optional<Spelled> spelled(std::string_view word)
{
    Spelled out;
    for (std::size_t at = 0; at < word.size();) {
        auto const [point, length] = letters::decoded(word, at);
        at += length;
        auto letter = point;
        for (auto const row : vowels)
            if (auto const tone = row.find(point); tone != std::u32string_view::npos && tone > 0) {
                if (out.tone != level)
                    return std::nullopt;
                out.tone = static_cast<Tone>(tone);
                letter = row[0];
            }
        out.letters.push_back(letter);
    }
    return out;
}

bool is_front(char32_t letter)
{
    return letter == U'e' || letter == U'ê' || letter == U'i' || letter == U'y';
}

// c g ng before back vowels, k gh ngh before front ones; "g" + "ì" is gì.
bool fits(std::u32string_view onset, std::u32string_view rime)
{
    auto const front = is_front(rime[0]);
    if (onset == U"k" || onset == U"gh" || onset == U"ngh")
        return front;
    if (onset == U"g")
        return !front || rime[0] == U'i';
    if (onset == U"c" || onset == U"ng")
        return !front;
    return true;
}

bool rime_exists(std::u32string_view onset, std::u32string_view rime)
{
    if (onset == U"qu" && (rime[0] == U'u' || rime[0] == U'ư' || rime.starts_with(U"oa")))
        return false;
    return listed(rimes, rime) || (onset == U"qu" && listed(rimes_after_qu, rime)) ||
           (onset == U"gi" && listed(rimes_after_gi, rime));
}

bool tone_fits(std::u32string_view rime, Tone tone)
{
    auto const last = rime.back();
    auto const stopped = last == U'p' || last == U't' || last == U'c' || rime.ends_with(U"ch");
    return !stopped || tone == acute || tone == dot;
}

} // namespace

bool is_syllable(std::string_view word)
{
    constexpr std::size_t longest = 7 * 5; // "nghiêng" in form D, in bytes
    if (word.empty() || word.size() > longest)
        return false;
    auto const parts = spelled(lower(nfc(word)));
    if (!parts)
        return false;
    std::u32string_view const letters = parts->letters;
    return std::any_of(std::begin(onsets), std::end(onsets), [&](std::u32string_view onset) {
        if (!letters.starts_with(onset) || letters.size() == onset.size())
            return false;
        auto const rime = letters.substr(onset.size());
        return rime_exists(onset, rime) && fits(onset, rime) && tone_fits(rime, parts->tone);
    });
}

double syllable_share(std::string_view text)
{
    std::size_t words = 0;
    std::size_t good = 0;
    for (auto const& token : tokens(text))
        if (token.text.find_first_of("0123456789") == std::string_view::npos) {
            ++words;
            good += is_syllable(token.text);
        }
    return words ? static_cast<double>(good) / static_cast<double>(words) : 1.0;
}

} // namespace kheo
