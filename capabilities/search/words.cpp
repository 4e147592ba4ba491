// SPDX-License-Identifier: AGPL-3.0-or-later
#include "capabilities/search/words.hpp"

#include "platform/text/text.hpp"

#include <algorithm>
#include <fmt/format.h>
#include <map>
#include <set>

namespace kheo::search
{

namespace
{

constexpr std::size_t longest_word = 60; // bytes
// A tsvector knows 16,383 places and at most 256 of one word.
constexpr int last_place = 16'383;
constexpr std::size_t most_places = 255;

std::string joined(std::vector<Word> const& list, std::string Word::* form)
{
    std::string out;
    for (auto const& word : list) {
        if (!out.empty())
            out += ' ';
        out += word.*form;
    }
    return out;
}

using Places = std::map<std::string_view, std::vector<std::string>>;

void place(Places& places, std::string_view word, int at, std::string_view weight)
{
    auto& list = places[word];
    if (list.size() < most_places)
        list.push_back(fmt::format("{}{}", std::min(at, last_place), weight));
}

void place_all(Places& places, std::vector<Word> const& list, int& at, std::string_view weight)
{
    for (auto const& word : list) {
        place(places, word.folded, ++at, weight);
        if (word.exact != word.folded)
            place(places, word.exact, at, weight);
    }
}

void put_title(std::set<std::string>& kept, std::vector<Word> const& list, std::string Word::* form)
{
    for (auto const& word : list) {
        kept.insert(of_title(word.*form));
        if (&word != &list.back())
            kept.insert(of_title(word.*form, (&word)[1].*form));
    }
}

} // namespace

std::vector<Word> words(std::string_view text)
{
    auto const exact = exact_key(text);
    std::vector<Word> list;
    for (auto const& token : tokens(exact)) {
        auto plain = folded(token.text); // "" of combining marks that stand alone
        if (!plain.empty() && token.text.size() <= longest_word)
            list.push_back({std::move(plain), std::string(token.text)});
    }
    return list;
}

std::string tag(char facet, std::string_view value)
{
    auto out = fmt::format("_{}_", facet);
    for (char const c : value)
        if ((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_')
            out += c;
    return out;
}

std::string of_title(std::string_view word)
{
    return fmt::format("_1_{}", word);
}

std::string of_title(std::string_view word, std::string_view next)
{
    return fmt::format("_2_{}_{}", word, next);
}

IndexedWords for_sqlite(std::int64_t id, Document const& document)
{
    return {id,
            joined(document.title, &Word::folded),
            joined(document.title, &Word::exact),
            joined(document.text, &Word::folded),
            joined(document.text, &Word::exact),
            fmt::format("{}", fmt::join(document.tags, " ")),
            {}};
}

IndexedWords for_postgres(std::int64_t id, Document const& document)
{
    Places places;
    int at = 0;
    place_all(places, document.title, at, "A");
    ++at; // a phrase does not run from the title into the text
    place_all(places, document.text, at, "");
    auto made = IndexedWords{.id = id};
    // No word holds a quote or a backslash: words are letters and digits.
    for (auto const& [word, list] : places)
        made.vector += fmt::format("'{}':{} ", word, fmt::join(list, ","));
    auto bare = std::set(document.tags.begin(), document.tags.end());
    put_title(bare, document.title, &Word::folded);
    put_title(bare, document.title, &Word::exact);
    for (auto const& each : bare)
        made.vector += fmt::format("'{}' ", each);
    return made;
}

} // namespace kheo::search
