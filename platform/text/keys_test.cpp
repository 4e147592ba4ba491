// SPDX-License-Identifier: AGPL-3.0-or-later
#include "platform/text/letters.hpp"
#include "platform/text/text.hpp"

#include <algorithm>
#include <doctest/doctest.h>
#include <unicode/normalizer2.h>
#include <unicode/translit.h>

using namespace kheo;

TEST_CASE("folding takes off case and marks, đ too, in both Unicode forms")
{
    struct {
        std::string_view text;
        std::string_view key;
    } const cases[] = {
        {"Đồng Tháp", "dong thap"},
        {"ĐỒNG THÁP", "dong thap"},
        {"Đo\u0302\u0300ng Tha\u0301p", "dong thap"},
        {"ĂẮẰẲẴẶ ÂẤẦẨẪẬ ÊẾỀỂỄỆ ÔỐỒỔỖỘ ƠỚỜỞỠỢ ƯỨỪỬỮỰ ÝỲỶỸỴ",
         "aaaaaa aaaaaa eeeeee oooooo oooooo uuuuuu yyyyy"},
        {"ĩ Ĩ ũ Ũ đ Đ", "i i u u d d"},
        {"\u00D0ảng", "dang"},
        {"35-CT/TU ngày 02/11/2022", "35-ct/tu ngay 02/11/2022"},
        {"Ksor H’Nhan, Êban, Kpă", "ksor h’nhan, eban, kpa"},
        {"@[`{ AZaz 09", "@[`{ azaz 09"},
        {"Dân 人 🌾 ½", "dan 人 🌾 ½"},
        {"ἀ ẞ Æ ÷ × ἔ ͰͰ я", "ἀ ẞ Æ ÷ × ἔ ͰͰ я"}, // no Latin letter with a base: as they are
        {"", ""},
    };
    for (auto const& [text, key] : cases)
        CHECK(folded(text) == key);
}

TEST_CASE("folding is the same wherever the letters stand in a word of eight bytes")
{
    for (std::size_t before = 0; before < 20; ++before) {
        auto const ascii = std::string(before, 'A');
        CHECK(folded(ascii + "Ụ" + ascii) == std::string(before, 'a') + "u" + std::string(before, 'a'));
    }
}

TEST_CASE("folding equals ICU for every Latin letter with a canonical decomposition")
{
    auto status = U_ZERO_ERROR;
    auto const* form_d = icu::Normalizer2::getNFDInstance(status);
    REQUIRE(U_SUCCESS(status));
    int checked = 0;
    for (char32_t point = 0xC0; point < 0x1F00; ++point) {
        if (point == 0x250)
            point = 0x1E00;
        icu::UnicodeString parts;
        form_d->normalize(icu::UnicodeString(static_cast<UChar32>(point)), parts, status);
        auto const first = parts.char32At(0);
        if (parts.length() < 2 || first >= 128)
            continue;
        if (point > 0x1BF && point < 0x1E00)
            continue; // pinyin and Livonian letters, in no Vietnamese text
        std::string text;
        letters::append(text, point);
        CAPTURE(text);
        CHECK(folded(text) == std::string(1, static_cast<char>(first | 0x20)));
        ++checked;
    }
    CHECK(checked > 300);
}

TEST_CASE("malformed bytes pass through folding and placing without harm")
{
    for (auto const* text : {"\xC3", "\xE1\xBB", "\xCC", "a\xE1\xB8", "\xF0\x9F", "\xC3(", "\xFF\xFF"}) {
        CHECK(folded(text).size() <= std::string_view(text).size());
        CHECK_FALSE(placed(text).empty());
        CHECK_FALSE(lower(text).empty());
    }
}

TEST_CASE("lower case keeps marks and length")
{
    CHECK(lower("ỦY BAN NHÂN DÂN TỈNH ĐẮK LẮK") == "ủy ban nhân dân tỉnh đắk lắk");
    CHECK(lower("ƠƯĂÂÊÔĐ ĨŨ") == "ơưăâêôđ ĩũ");
    CHECK(lower("Æ × ÷ ß İ") == "æ × ÷ ß İ");
    auto const text = std::string("ÀÁÂÃÈÉÊÌÍÒÓÔÕÙÚÝĂĐĨŨƠƯẠẢẤẦẨẪẬẮẰẲẴẶẸẺẼẾỀỂỄỆỈỊỌỎỐỒỔỖỘỚỜỞỠỢỤỦỨỪỬỮỰỲỴỶỸ");
    CHECK(lower(text).size() == text.size());
}

TEST_CASE("the tone of oa, oe, uy stands on the second vowel at a syllable's end")
{
    struct {
        std::string_view written;
        std::string_view placed;
    } const cases[] = {
        {"hòa", "hoà"},
        {"hóa", "hoá"},
        {"hỏa", "hoả"},
        {"hõa", "hoã"},
        {"họa", "hoạ"},
        {"khòe", "khoè"},
        {"khóe", "khoé"},
        {"khỏe", "khoẻ"},
        {"khõe", "khoẽ"},
        {"khọe", "khoẹ"},
        {"tùy", "tuỳ"},
        {"túy", "tuý"},
        {"ủy", "uỷ"},
        {"lũy", "luỹ"},
        {"lụy", "luỵ"},
        {"HÒA", "HOÀ"},
        {"Òa", "Oà"},
        {"ỦY BAN", "UỶ BAN"},
        {"Ủy ban", "Uỷ ban"},
        {"hoà bình", "hoà bình"}, // already so
        {"hòan", "hòan"},         // misspelled: not ours to judge
        {"toàn", "toàn"},
        {"huynh", "huynh"},
        {"hòa.", "hoà."},
        {"(ủy)", "(uỷ)"},
        {"hòa\u00A0bình", "hoà\u00A0bình"},
        {"“hòa”", "“hoà”"},
        {"hòa1", "hoà1"},
        {"của", "của"},
        {"mía", "mía"},
        {"quý", "quý"},
    };
    for (auto const& [written, expected] : cases)
        CHECK(placed(written) == expected);
}

TEST_CASE("an exact key is one for all spellings of the same words, and keeps the marks")
{
    CHECK(exact_key("Hòa Bình") == exact_key("HOÀ BÌNH"));
    CHECK(exact_key("U\u0309y ban") == exact_key("Uỷ ban"));
    CHECK(exact_key("hòa") != exact_key("hoa"));
    CHECK(exact_key("hóa") != exact_key("hòa"));
    CHECK(exact_key(exact_key("Thủy lợi")) == exact_key("Thủy lợi"));
}

TEST_CASE("a word has marks when one of its letters does")
{
    CHECK(has_marks("xã"));
    CHECK(has_marks("xa\u0303"));
    CHECK(has_marks("đi"));
    CHECK_FALSE(has_marks("xa 35-CT/TU"));
    CHECK_FALSE(has_marks("×÷ 人"));
}
