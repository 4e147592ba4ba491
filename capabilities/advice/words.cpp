// SPDX-License-Identifier: AGPL-3.0-or-later
#include "capabilities/advice/words.hpp"

#include "platform/text/text.hpp"

#include <algorithm>

namespace kheo::advice
{

namespace
{

bool is_number(std::string_view text)
{
    return !text.empty() && std::ranges::all_of(text, [](char c) { return c >= '0' && c <= '9'; });
}

int value_of(std::string_view digits)
{
    auto value = 0;
    for (char const c : digits.substr(0, 6))
        value = value * 10 + (c - '0');
    return value;
}

bool is_year(std::string_view text)
{
    return text.size() == 4 && is_number(text) && value_of(text) >= 1990 && value_of(text) <= 2100;
}

// One or more pieces held together: 30/9/2026, 1.234,5, 12/86.
Sort sort_of_chain(std::vector<std::string_view> const& pieces, char joint)
{
    if (pieces.size() == 1)
        return is_year(pieces[0]) ? Sort::year : Sort::number;
    if (joint != '/' && joint != '-' && !(joint == '.' && pieces.size() == 3))
        return Sort::number;
    auto const first = value_of(pieces[0]);
    auto const second = value_of(pieces[1]);
    if (pieces.size() == 3)
        return first >= 1 && first <= 31 && second >= 1 && second <= 12 && is_year(pieces[2]) ? Sort::date
                                                                                              : Sort::number;
    if (is_year(pieces[1]))
        return is_year(pieces[0]) ? Sort::year : first >= 1 && first <= 12 ? Sort::date : Sort::number;
    // "12/86 hộ" is a share; "18/11" a day.
    return joint == '/' && first >= 1 && first <= 31 && second >= 1 && second <= 12 ? Sort::date
                                                                                    : Sort::number;
}

// Whether the letter there is a capital; `lowered` has the same length in bytes.
bool is_capital(std::string_view text, std::string_view lowered, std::size_t at)
{
    auto const bytes = static_cast<unsigned char>(text[at]) < 0x80   ? 1u
                       : static_cast<unsigned char>(text[at]) < 0xE0 ? 2u
                                                                     : 3u;
    return text.substr(at, bytes) != lowered.substr(at, bytes);
}

// The signs between two words that end a clause.
void add_signs(std::vector<Word>& to, std::string_view text, std::size_t begin, std::size_t end)
{
    auto sort = Sort::word;
    for (auto at = begin; at < end; ++at) {
        auto const c = text[at];
        if (c == '.' || c == ';' || c == '!' || c == '?' || c == '\n')
            sort = Sort::stop;
        else if ((c == ',' || c == ':' || c == '(' || c == ')') && sort != Sort::stop)
            sort = Sort::comma;
    }
    if (sort != Sort::word)
        to.push_back({sort, "", "", begin, end});
}

bool holds(Word const& word, std::string_view folded)
{
    return word.folded == folded;
}

// "tháng 9", "quý iii", "ngày 15", "học kỳ 1": the word before makes it a day.
void name_dates(std::vector<Word>& words)
{
    for (std::size_t at = 1; at < words.size(); ++at) {
        auto& word = words[at];
        auto const& before = words[at - 1];
        auto const roman =
            word.folded == "i" || word.folded == "ii" || word.folded == "iii" || word.folded == "iv";
        if (word.sort == Sort::number &&
            (holds(before, "thang") || before.exact == "ngày" || before.exact == "mùng"))
            word.sort = is_number(word.folded) && value_of(word.folded) <= 31 ? Sort::date : word.sort;
        else if ((roman || word.sort == Sort::number) && holds(before, "quy") &&
                 (roman || value_of(word.folded) <= 4))
            word.sort = Sort::date;
        else if ((roman || word.sort == Sort::number) && holds(before, "ky"))
            word.sort = Sort::date;
    }
}

} // namespace

std::vector<Word> words_of(std::string_view text)
{
    auto const raw = tokens(text);
    auto const lowered = lower(text);
    auto const spelled = placed(lowered);
    auto const exact = tokens(spelled);
    auto const bare = folded(spelled);
    auto const plain = tokens(bare);
    auto const same = raw.size() == exact.size() && raw.size() == plain.size();
    std::vector<Word> words;
    words.reserve(raw.size() + raw.size() / 4);
    auto starts = true; // of a sentence
    std::size_t from = 0;
    std::size_t capitals = 0;
    for (std::size_t at = 0; at < raw.size();) {
        auto const before = words.size();
        add_signs(words, text, from, raw[at].begin);
        for (auto sign = before; sign < words.size(); ++sign)
            starts |= words[sign].sort == Sort::stop;
        auto word = Word{.begin = raw[at].begin, .end = raw[at].end()};
        auto last = at;
        if (is_number(raw[at].text)) {
            std::vector<std::string_view> pieces{raw[at].text};
            char joint = 0;
            while (last + 1 < raw.size() && raw[last + 1].joined && is_number(raw[last + 1].text)) {
                joint = joint ? joint : text[raw[last].end()];
                pieces.push_back(raw[++last].text);
            }
            word.end = raw[last].end();
            word.sort = sort_of_chain(pieces, joint);
            if (word.end < text.size() && (text[word.end] == '%'))
                word.sort = Sort::percent;
            word.exact = word.folded = std::string(text.substr(word.begin, word.end - word.begin));
        } else {
            word.exact = same ? std::string(exact[at].text) : lower(raw[at].text);
            word.folded = same ? std::string(plain[at].text) : folded(raw[at].text);
            if (is_capital(text, lowered, raw[at].begin)) {
                ++capitals;
                word.sort = starts ? Sort::word : Sort::name;
            }
        }
        starts = false;
        from = word.end;
        words.push_back(std::move(word));
        at = last + 1;
    }
    add_signs(words, text, from, text.size());
    // A heading all in capitals names nobody.
    if (capitals * 10 > raw.size() * 7)
        for (auto& word : words)
            if (word.sort == Sort::name)
                word.sort = Sort::word;
    name_dates(words);
    return words;
}

Line line_of(std::vector<Word> const& words, Marks marks)
{
    auto line = Line{" ", {}};
    for (auto const& word : words) {
        line.at.push_back(line.text.size());
        switch (word.sort) {
        case Sort::word:
            line.text += marks == Marks::kept ? word.exact : word.folded;
            break;
        case Sort::name:
            // A name keeps its word, so that "Hội" and "thôn Bãi" are both read.
            line.text += "@" + (marks == Marks::kept ? word.exact : word.folded);
            break;
        case Sort::number:
            line.text += "#";
            break;
        case Sort::percent:
            line.text += "%";
            break;
        case Sort::date:
            line.text += "~";
            break;
        case Sort::year:
            line.text += "!";
            break;
        case Sort::stop:
            line.text += ".";
            break;
        case Sort::comma:
            line.text += ",";
            break;
        }
        line.text += " ";
    }
    return line;
}

} // namespace kheo::advice
