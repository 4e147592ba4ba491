// SPDX-License-Identifier: AGPL-3.0-or-later
#include "platform/text/text.hpp"

#include <doctest/doctest.h>

using namespace kheo;
using namespace std::string_literals;

TEST_CASE("only well-formed UTF-8 is valid")
{
    struct {
        std::string bytes;
        bool valid;
    } const cases[] = {
        {"", true},
        {"Ủy ban", true},
        {"\xF0\x9F\x8C\xBE", true},   // 🌾
        {"\xC0\x80", false},          // overlong U+0000
        {"\xE0\x80\xAF", false},      // overlong "/"
        {"\xED\xA0\x80", false},      // surrogate
        {"\xF4\x90\x80\x80", false},  // above U+10FFFF
        {"\xF0\x8F\xBF\xBF", false},  // overlong in four bytes
        {"\xC3", false},              // cut off
        {"\xE1\xBB", false},          // cut off
        {"a\x80", false},             // lone continuation
        {"\xFF\xFE\x41\x00"s, false}, // UTF-16 of another program
        {"C\xF4ng v\xE3n", false},    // Windows-1252
        {"\xEF\xBF\xBD", true},       // U+FFFD itself
    };
    for (auto const& [bytes, valid] : cases) {
        CAPTURE(bytes);
        CHECK(valid_utf8(bytes) == valid);
    }
}

TEST_CASE("limits count characters, and cutting never parts a letter from its marks")
{
    CHECK(characters("Ủy ban") == 6);
    CHECK(characters("\xF0\x9F\x8C\xBE") == 1);
    CHECK(first_characters("Ủy ban", 2) == "Ủy");
    CHECK(first_characters("Ủy ban", 99) == "Ủy ban");
    CHECK(first_characters("Ủy ban", 0).empty());
    // "e" + circumflex + acute: three code points, one letter.
    CHECK(first_characters("ke\u0302\u0301 hoạch", 3) == "k");
    CHECK(first_characters("ke\u0302\u0301 hoạch", 4) == "ke\u0302\u0301");
}

TEST_CASE("form D becomes form C, and form C stays byte for byte")
{
    CHECK(nfc("U\u0309y ban nha\u0302n da\u0302n") == "Ủy ban nhân dân");
    CHECK(nfc("Ủy ban nhân dân") == "Ủy ban nhân dân");
    CHECK(nfc("Thu\u031B\u0323c") == "Thực");
    CHECK(nfc("Thu\u0323\u031Bc") == "Thực"); // marks typed in the other order
    CHECK(nfc("abc\xFFx") == "abc\uFFFDx");
    CHECK(nfc("").empty());
}

TEST_CASE("text that would hide something is refused with its place")
{
    struct {
        std::string text;
        std::string id;
        std::string part_of_sentence;
    } const cases[] = {
        {"Mô hình\0bí mật"s, "text_has_control", "thứ 8"},
        {"\x1B[31m", "text_has_control", "thứ 1"},
        {"a\x7F", "text_has_control", "thứ 2"},
        {"a\u0080", "text_has_control", "thứ 2"},
        {"a\uFFFE", "text_has_control", "thứ 2"},
        {"a\uFDD0", "text_has_control", "thứ 2"},
        {"Xã \xC3", "text_not_utf8", "UTF-8"},
    };
    for (auto const& [text, id, part] : cases) {
        auto const outcome = accepted(text);
        CAPTURE(text);
        REQUIRE_FALSE(outcome.has_value());
        CHECK(outcome.error().id == id);
        CHECK(outcome.error().sentence.find(part) != std::string::npos);
        CHECK(outcome.error().status == 422);
    }
}

TEST_CASE("accepted text is what the author meant, in one form")
{
    struct {
        std::string_view in;
        std::string_view out;
    } const cases[] = {
        {"\u00D0ảng bộ", "Đảng bộ"},                  // Icelandic eth typed for Đ
        {"150\u00A0hộ\u202Fdân", "150 hộ dân"},       // no-break spaces
        {"Mô\u200B hình\uFEFF", "Mô hình"},           // zero width, byte order mark
        {"\u202Eđảo\u202C ngược\u2069", "đảo ngược"}, // direction overrides
        {"hàng một\r\nhàng hai\rhàng ba", "hàng một\nhàng hai\nhàng ba"},
        {"hàng một\vhàng hai\u2028hàng ba", "hàng một\nhàng hai\nhàng ba"}, // word processors
        {"\r\n\r\n", "\n\n"},
        {"cột\tcột", "cột\tcột"},
        {"  giữ  khoảng trắng ", "  giữ  khoảng trắng "},
        {"Hòa và HOÀ", "Hòa và HOÀ"}, // the author's tone placement stays
        {"U\u0309y ban", "Ủy ban"},
        {"Vui 👨\u200D👩\u200D👧", "Vui 👨\u200D👩\u200D👧"}, // a family stays together
        {"", ""},
    };
    for (auto const& [in, out] : cases)
        CHECK(accepted(in).value() == out);
}

TEST_CASE("accepting twice changes nothing")
{
    for (auto const* text : {"\u00D0\u0323", "a\u200B\u0301", "\r\u200B\n", "e\u00AD\u0302\u0301"}) {
        auto const once = accepted(text).value();
        CHECK(accepted(once).value() == once);
    }
}

TEST_CASE("white space is tidied in one line and in many")
{
    CHECK(tidied("  Dân \t vận\u00A0\u2003khéo \n") == "Dân vận khéo");
    CHECK(tidied(" \n\t ").empty());
    CHECK(tidied_lines("\n\n  Mục  tiêu \n\n\n\n Cách làm\nKết quả  \n\n") ==
          "Mục tiêu\n\nCách làm\nKết quả");
    CHECK(tidied_lines("").empty());
}

TEST_CASE("a name has a letter of some script")
{
    for (auto const* const text : {"a", "1 đ", "ភាសា", "\u0301ệ"})
        CHECK(has_letter(text));
    for (auto const* const text : {"", "-", "?", "123", "\u0301", "\u200B", "\u00A0", "…“”"})
        CHECK_FALSE(has_letter(text));
}
