// SPDX-License-Identifier: AGPL-3.0-or-later
#include "platform/text/syllable.hpp"

#include "platform/text/text.hpp"

#include <doctest/doctest.h>
#include <fstream>
#include <sstream>

using namespace kheo;

TEST_CASE("Vietnamese syllables are told by their spelling")
{
    for (auto const* word : {"nghiêng",
                             "khuya",
                             "quyết",
                             "giếng",
                             "gì",
                             "gìn",
                             "quốc",
                             "quỳnh",
                             "oán",
                             "uyển",
                             "yêu",
                             "ý",
                             "ấp",
                             "khoẻ",
                             "khỏe",
                             "tuỳ",
                             "tùy",
                             "ê",
                             "Đảng",
                             "DÂN",
                             "vận",
                             "khéo",
                             "xoong",
                             "khuỷu",
                             "thuở",
                             "quào",
                             "ngoằn",
                             "ngoèo",
                             "hươu",
                             "rượu",
                             "thuế",
                             "tuần",
                             "toàn",
                             "nghe\u0302\u0300",
                             "Thu\u031B\u0323c",
                             "quạu",
                             "giặt",
                             "giêng",
                             "kỷ",
                             "lý",
                             "mỹ",
                             "u"}) {
        CAPTURE(word);
        CHECK(is_syllable(word));
    }
}

TEST_CASE("what no Vietnamese spelling allows is no syllable")
{
    struct {
        std::string_view word;
        char const* why;
    } const cases[] = {
        {"", "nothing"},
        {"kan", "k before a"},
        {"ci", "c before i"},
        {"gêch", "g before ê"},
        {"ngiêng", "ng before iê"},
        {"nghang", "ngh before a"},
        {"tàt", "stop with huyền"},
        {"học̉", "two marks"},
        {"cac", "stop without tone"},
        {"fan", "f"},
        {"web", "w"},
        {"UBND", "no vowel"},
        {"quưa", "qu before ư"},
        {"đd", "no rime"},
        {"hoaa", "no such rime"},
        {"35", "digits"},
        {"a1", "digit"},
        {"th", "onset alone"},
        {"nguyễnn", "too many"},
        {"Ã¢u", "wrong encoding"},
        {"éé", "two tones"},
    };
    for (auto const& [word, why] : cases) {
        CAPTURE(word);
        CAPTURE(why);
        CHECK_FALSE(is_syllable(word));
    }
}

TEST_CASE("a hostile word is no syllable and costs nothing")
{
    CHECK_FALSE(is_syllable(std::string(1'000'000, 'a')));
    CHECK_FALSE(is_syllable("\xFF\xFE"));
}

TEST_CASE("the share of syllables tells text from garbage")
{
    CHECK(syllable_share("Nhân dân tự nguyện hiến đất làm đường năm 2025") == 1.0);
    CHECK(syllable_share("NhÃ¢n dÃ¢n tá»± nguyá»‡n hiáº¿n Ä‘áº¥t") < 0.5);
    CHECK(syllable_share("Nh©n d©n tù nguyÖn hiÕn ®Êt") < 0.5); // TCVN3 read as Latin-1
    CHECK(syllable_share("12 34/56") == 1.0);
}

TEST_CASE("nearly every word of the names of provinces and of the rules is a syllable")
{
    for (auto const* name : {"/data/rules/deadlines-thresholds.csv", "/data/rules/clarity-phrases.csv"}) {
        std::ifstream file(std::string(KHEO_SOURCE) + name);
        std::stringstream text;
        text << file.rdbuf();
        std::size_t words = 0;
        std::size_t good = 0;
        for (auto const& token : tokens(text.str().substr(text.str().find('\n'))))
            if (has_marks(token.text)) {
                ++words;
                good += is_syllable(token.text);
            }
        CHECK(words > 200);
        CHECK(static_cast<double>(good) > 0.97 * static_cast<double>(words));
    }
}
