// SPDX-License-Identifier: AGPL-3.0-or-later
#include "platform/text/text.hpp"

#include <algorithm>
#include <doctest/doctest.h>

using namespace kheo;

namespace
{

// Words with a space between; "+" where a word is joined to the one before.
std::string shape(std::string_view text)
{
    std::string out;
    for (auto const& token : tokens(text))
        out.append(out.empty() ? "" : token.joined ? "+" : " ").append(token.text);
    return out;
}

} // namespace

TEST_CASE("words are runs of letters and digits, numbers of documents stay together")
{
    struct {
        std::string_view text;
        std::string_view shape;
    } const cases[] = {
        {"Dân vận khéo!", "Dân vận khéo"},
        {"35-CT/TU", "35+CT+TU"},
        {"33/CT-TTg", "33+CT+TTg"},
        {"10/2022/QH15", "10+2022+QH15"},
        {"số 290–QĐ/TW.", "số 290+QĐ+TW"},
        {"35 - CT/TU", "35 CT TU"},
        {"02/11/2022", "02+11+2022"},
        {"1.234,5 ha", "1+234+5 ha"},
        {"văn hóa - xã hội", "văn hóa xã hội"},
        {"KT-XH", "KT XH"},
        {"hết năm 2025. 2026 là năm", "hết năm 2025 2026 là năm"},
        {"2025.Xã", "2025 Xã"},
        {"nha\u0302n da\u0302n", "nha\u0302n da\u0302n"},
        {"H’Mông", "H Mông"},
        {"日本 km²", "日本 km"},
        {"", ""},
        {" \n ", ""},
    };
    for (auto const& [text, expected] : cases)
        CHECK(shape(text) == expected);
}

TEST_CASE("tokens stand where they say")
{
    std::string_view const text = "Ủy ban, 35-CT/TU";
    for (auto const& token : tokens(text))
        CHECK(text.substr(token.begin, token.end() - token.begin) == token.text);
}

TEST_CASE("sort keys put words in the order of a Vietnamese dictionary")
{
    std::vector<std::string> const ordered = {
        "An Giang", "Ăn",    "Ấn",      "Bà Rịa - Vũng Tàu",
        "Cà Mau",   "Da",    "Đà Nẵng", "Hoa",
        "Hòa",      "Hỏa",   "Hõa",     "Hóa",
        "Họa",      "Ít",    "La",      "Lê",
        "Tổ 2",     "Tổ 10", "Tổ 100",  "Uông",
        "Ưng",      "Xã Y",  "Yên Bái",
    };
    auto shuffled = ordered;
    std::reverse(shuffled.begin(), shuffled.end());
    std::sort(shuffled.begin(), shuffled.end(),
              [](auto const& a, auto const& b) { return sort_key(a) < sort_key(b); });
    CHECK(shuffled == ordered);
}

TEST_CASE("sort keys are the same for both Unicode forms and safe in any column")
{
    CHECK(sort_key("Ủy ban") == sort_key("U\u0309y ban"));
    CHECK(sort_key("") < sort_key("0"));
    CHECK(sort_key("Đắk Lắk").find_first_not_of("0123456789abcdef") == std::string::npos);
    CHECK(sort_key_version().starts_with("vi-numeric-"));
}

TEST_CASE("a sort key of a very long text is bounded")
{
    std::string const longer(100'000, 'a');
    CHECK(sort_key(longer) == sort_key(longer.substr(0, 200)));
    CHECK(sort_key(longer).size() < 2'000);
}
