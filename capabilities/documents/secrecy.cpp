// SPDX-License-Identifier: AGPL-3.0-or-later
#include "capabilities/documents/secrecy.hpp"

#include "platform/text/source.hpp"
#include "platform/text/text.hpp"
#include "platform/text/upper.hpp"

#include <algorithm>
#include <array>
#include <string>
#include <utility>

namespace kheo::documents
{
namespace
{

// The marking itself, its letters perhaps apart: "M Ậ T", "T.Ố.I M.Ậ.T". Of two
// words the marks may be lost.
std::string mark()
{
    std::string const apart = R"([ .·•*_\-]{0,3})";
    auto const spelled = [&](std::initializer_list<char const*> letters) {
        std::string pattern;
        for (auto const* const letter : letters)
            pattern += (pattern.empty() ? "" : apart) + letter;
        return pattern;
    };
    return "(" + spelled({"T", "U", "Y", "[ỆEÊ]", "T", "M", "[ẬÂA]", "T"}) + "|" +
           spelled({"T", "[ỐOÔÓÕ]", "I", "M", "[ẬÂA]", "T"}) + "|" + spelled({"M", "Ậ", "T"}) + ")";
}

using Patterns = std::array<reading::Pattern, 4>;

Patterns const& stamps()
{
    static auto const none = std::string(R"([^\pL\d])");
    static auto const end = none + R"(*(?:  |\t|$))";
    static Patterns const patterns{
        // Alone on its line in any case: "Mật", "[TỐI MẬT]"; or said to be it:
        // "Độ mật: Mật", "Đóng dấu MẬT", "Dấu: “MẬT”".
        reading::Pattern("(?i)^" + none + "*(?:(?:(?:mức |cấp )?độ mật|(?:đã )?(?:đóng )?dấu(?: chỉ)?" +
                         "(?: (?:mức )?độ mật)?)[^\\pL\\d]*)?" + mark() + none + "*$"),
        // In capitals where a stamp stands: before the number, or at the edge.
        reading::Pattern("^" + none + "*(?:(?i:(?:mức |cấp )?độ mật)" + none + "*)?" + mark() + "(?:" + none +
                         R"(*(?:  |\t)| +(?i:số)[ :.]*\d))"),
        reading::Pattern(R"((?:  |\t))" + none + "*(?:(?i:(?:mức |cấp )?độ mật)" + none + "*)?" + mark() +
                         none + "*$"),
        // At the end of the number's line: "Số 5-KH/TU MẬT".
        reading::Pattern("(?i)^" + none + R"(*(?:số[ :.]*)?\d+ *(?:[\-/–] *[\pL\d&.]+ *)+[ \-–(\["“]+)" +
                         "(?:(?:mức |cấp )?độ mật" + none + "*)?" + mark() + none + "*$"),
    };
    return patterns;
}

// Letters of other alphabets that look like those of the marking.
std::string in_latin(std::string_view text)
{
    static constexpr std::array<std::pair<std::string_view, char>, 47> alike{{
        {"А", 'A'},  {"а", 'a'},  {"М", 'M'},  {"м", 'm'},  {"Т", 'T'},  {"т", 't'},  {"О", 'O'},
        {"о", 'o'},  {"І", 'I'},  {"і", 'i'},  {"У", 'Y'},  {"у", 'y'},  {"Ү", 'Y'},  {"Е", 'E'},
        {"е", 'e'},  {"Α", 'A'},  {"α", 'a'},  {"Μ", 'M'},  {"Τ", 'T'},  {"τ", 't'},  {"Ο", 'O'},
        {"ο", 'o'},  {"Ι", 'I'},  {"ι", 'i'},  {"Υ", 'Y'},  {"υ", 'u'},  {"Ε", 'E'},  {"ε", 'e'},
        {"Ａ", 'A'}, {"ａ", 'a'}, {"Ｍ", 'M'}, {"ｍ", 'm'}, {"Ｔ", 'T'}, {"ｔ", 't'}, {"Ｏ", 'O'},
        {"ｏ", 'o'}, {"Ｉ", 'I'}, {"ｉ", 'i'}, {"Ｕ", 'U'}, {"ｕ", 'u'}, {"Ｙ", 'Y'}, {"ｙ", 'y'},
        {"Ｅ", 'E'}, {"ｅ", 'e'}, {"Ս", 'U'},  {"Ꭲ", 'T'},  {"Ꮇ", 'M'},
    }};
    auto made = std::string(text);
    for (auto const& [letter, latin] : alike)
        for (auto at = made.find(letter); at != std::string::npos; at = made.find(letter, at))
            made.replace(at, letter.size(), 1, latin);
    return made;
}

// "…công tác bảo vệ bí" before "mật.": a sentence that goes on, not a stamp.
bool goes_on(std::string_view before, std::string_view found)
{
    constexpr std::size_t shortest = 30;
    auto const first = found.substr(0, 1);
    return first == lower(first) && before.size() >= shortest && before != upper(before) &&
           std::string_view(".:;!?)\"*-").find(before.back()) == std::string_view::npos;
}

Secrecy secrecy_of(std::string_view words)
{
    auto key = folded(words);
    std::erase_if(key, [](char letter) { return letter < 'a' || letter > 'z'; });
    return key.starts_with("tu")   ? Secrecy::most_secret
           : key.starts_with("to") ? Secrecy::top_secret
                                   : Secrecy::secret;
}

} // namespace

std::string_view words_of(Secrecy secrecy)
{
    return secrecy == Secrecy::secret ? "MẬT" : secrecy == Secrecy::top_secret ? "TỐI MẬT" : "TUYỆT MẬT";
}

std::optional<Marking> secret_marking(std::string_view text)
{
    reading::Source const source(in_latin(text));
    std::optional<Marking> highest;
    std::string_view before;
    for (auto const& line : source.lines()) {
        for (auto const& pattern : stamps())
            for (auto const& found : reading::matches(source, pattern, line.span)) {
                auto const secrecy = secrecy_of(source[found[1]]);
                if (!goes_on(before, source[found[1]]) && (!highest || secrecy > highest->secrecy))
                    highest = {secrecy, source.place(found[1].begin), source.raw_end(found[1])};
            }
        before = source[line.span];
    }
    return highest;
}

} // namespace kheo::documents
