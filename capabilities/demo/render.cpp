// SPDX-License-Identifier: AGPL-3.0-or-later
#include "capabilities/demo/render.hpp"

#include "platform/text/text.hpp"

#include <unicode/normalizer2.h>
#include <unicode/uchar.h>
#include <unicode/unistr.h>

namespace kheo::demo
{

namespace
{

// What a village is called by the first word of its name, and who heads it.
struct Hamlet {
    std::string_view word;
    std::string_view hamlet;
    std::string_view head;
};
constexpr std::array<Hamlet, 5> hamlets{{
    {"thôn", "thôn", "trưởng thôn"},
    {"bản", "bản", "trưởng bản"},
    {"ấp", "ấp", "trưởng ấp"},
    {"tổ", "tổ dân phố", "tổ trưởng dân phố"},
    {"khu", "khu phố", "trưởng khu phố"},
}};

Hamlet const& hamlet_of(std::string_view village)
{
    auto const word = village.substr(0, village.find(' '));
    auto const* const found = std::ranges::find(hamlets, word, &Hamlet::word);
    ensure(found != hamlets.end(), "a village of data/demo has another kind of name");
    return *found;
}

std::string with_case(std::string_view text, auto change)
{
    auto const from = icu::UnicodeString::fromUTF8({text.data(), std::int32_t(text.size())});
    icu::UnicodeString to;
    for (std::int32_t at = 0; at < from.length(); at = from.moveIndex32(at, 1))
        to.append(change(from, at));
    std::string out;
    return to.toUTF8String(out);
}

} // namespace

std::string chosen(std::string_view text, Dice& dice)
{
    auto const list = parts(text, " || ");
    auto const pick = dice.next(); // drawn also where there is one, so that texts do not shift each other
    return list.empty() ? std::string() : list[pick % list.size()];
}

std::string varied(std::string_view text, Dice& dice)
{
    std::string out;
    for (;;) {
        auto const open = text.find('[');
        out += text.substr(0, open);
        if (open == std::string_view::npos)
            return out;
        auto const close = text.find(']', open);
        ensure(close != std::string_view::npos, "a choice of data/demo does not end");
        auto const inside = text.substr(open + 1, close - open - 1);
        if (inside.starts_with('#')) {
            auto const range = parsed_range(std::string(inside.substr(1)) + " x");
            ensure(range.has_value(), "a choice of data/demo has a number of another shape");
            out += shown(drawn(*range, dice));
        } else {
            auto const list = parts(inside);
            ensure(list.size() > 1, "a choice of data/demo has nothing to choose");
            out += list[dice.below(list.size())];
        }
        text.remove_prefix(close + 1);
    }
}

std::string filled(std::string_view text, Words const& words)
{
    std::string out;
    for (;;) {
        auto const open = text.find('{');
        out += text.substr(0, open);
        if (open == std::string_view::npos)
            return out;
        auto const close = text.find('}', open);
        ensure(close != std::string_view::npos, "a placeholder of data/demo does not end");
        auto const found = words.find(text.substr(open + 1, close - open - 1));
        ensure(found != words.end(), "data/demo has a placeholder that nobody knows");
        out += found->second;
        text.remove_prefix(close + 1);
    }
}

std::string rendered(std::string_view text, Words const& words)
{
    return capitalised(tidied(filled(text, words)));
}

Decimal drawn(NumberRange const& range, Dice& dice)
{
    auto const steps = std::size_t((range.high - range.low) / range.step);
    auto number = Decimal{range.low + std::int64_t(dice.below(steps + 1)) * range.step, range.places};
    for (; number.places > 0 && number.units % 10 == 0; --number.places)
        number.units /= 10;
    return number;
}

Words place_words(Commune const& commune, std::size_t village, std::size_t village2)
{
    auto const& own = commune.villages.at(village);
    auto const& hamlet = hamlet_of(own);
    return {{"commune", inside_sentence(commune.full_name)},
            {"name", commune.name},
            {"commune_kind", std::string(areas::label(commune.kind))},
            {"village", own},
            {"village2", commune.villages.at(village2)},
            {"hamlet", std::string(hamlet.hamlet)},
            {"hamlet_head", std::string(hamlet.head)},
            {"river", commune.places[0]},
            {"road", commune.places[1]},
            {"hill", commune.places[2]},
            {"market", commune.places[3]}};
}

void add_year(Words& words, int year)
{
    words["year"] = std::to_string(year);
    words["last_year"] = std::to_string(year - 1);
    words["next_year"] = std::to_string(year + 1);
}

std::string inside_sentence(std::string_view full_name)
{
    return with_case(full_name, [](auto const& from, std::int32_t at) {
        return at == 0 ? u_tolower(from.char32At(at)) : from.char32At(at);
    });
}

std::string capitalised(std::string_view text)
{
    return with_case(text, [](auto const& from, std::int32_t at) {
        auto const before = at < 2 ? u' ' : from.charAt(at - 2);
        auto const ends = before == u'.' || before == u'?' || before == u'!';
        auto const begins = at == 0 || (ends && from.charAt(at - 1) == u' ');
        return begins ? u_toupper(from.char32At(at)) : from.char32At(at);
    });
}

std::string in_capitals(std::string_view text)
{
    return with_case(text, [](auto const& from, std::int32_t at) { return u_toupper(from.char32At(at)); });
}

std::string decomposed(std::string_view text)
{
    auto status = U_ZERO_ERROR;
    auto const* const form = icu::Normalizer2::getNFDInstance(status);
    auto const done =
        form->normalize(icu::UnicodeString::fromUTF8({text.data(), std::int32_t(text.size())}), status);
    ensure(U_SUCCESS(status), "ICU cannot decompose a text");
    std::string out;
    return done.toUTF8String(out);
}

} // namespace kheo::demo
