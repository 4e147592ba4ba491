// SPDX-License-Identifier: AGPL-3.0-or-later
#include "platform/text/abbreviations.hpp"

#include "platform/text/csv.hpp"
#include "platform/text/syllable.hpp"
#include "platform/text/text.hpp"

#include <algorithm>

namespace kheo
{
namespace
{

constexpr std::size_t most_terms = 32;

using Words = std::vector<std::string>;

// The words of `tokens[begin, end)` with a space between.
std::string phrase(std::vector<Token> const& words, std::size_t begin, std::size_t end)
{
    std::string out;
    for (auto i = begin; i < end; ++i) {
        if (i > begin)
            out.push_back(' ');
        out.append(words[i].text);
    }
    return out;
}

std::string phrase(std::string_view text)
{
    auto const words = tokens(text);
    return phrase(words, 0, words.size());
}

void add(Words& words, std::string word)
{
    if (std::find(words.begin(), words.end(), word) == words.end())
        words.push_back(std::move(word));
}

// Whether what was typed can mean this short form. "tú" is not TU; and "tu",
// being a word of its own, means Tỉnh ủy only in capitals.
bool means(std::string_view typed, std::string_view short_form)
{
    if (has_marks(typed) && exact_key(typed) != exact_key(short_form))
        return false;
    return !is_syllable(short_form) || typed == short_form;
}

} // namespace

Outcome<Abbreviations> Abbreviations::parse(std::string_view text)
{
    auto const records = TRY(csv::Records::parse(text, {"short", "full"}));
    Abbreviations out;
    for (std::size_t row = 0; row < records.size(); ++row) {
        auto const short_form = phrase(nfc(records.at(row, "short")));
        auto const full_form = tidied(nfc(records.at(row, "full")));
        if (short_form.empty() || full_form.empty())
            continue;
        add(out.full_[folded(short_form)], full_form);
        add(out.short_[folded(phrase(full_form))], short_form);
        out.longest_ = std::max({out.longest_, tokens(full_form).size(), tokens(short_form).size()});
        ++out.count_;
    }
    return out;
}

std::vector<std::string> Abbreviations::full(std::string_view short_form) const
{
    auto const found = full_.find(folded(phrase(nfc(short_form))));
    return found == full_.end() ? Words() : found->second;
}

std::vector<Term> Abbreviations::expand(std::string_view query) const
{
    auto const text = nfc(query);
    auto const words = tokens(text);
    std::vector<Term> terms;
    for (std::size_t at = 0; at < words.size() && terms.size() < most_terms;) {
        auto end = at + 1; // without an abbreviation: one word, or one number with its pieces
        while (end < words.size() && words[end].joined)
            ++end;
        Words others;
        for (auto last = std::min(at + longest_, words.size()); last > at && others.empty(); --last) {
            auto const typed = phrase(words, at, last);
            auto const key = folded(typed);
            if (auto const found = short_.find(key); found != short_.end())
                for (auto const& form : found->second)
                    add(others, exact_key(form));
            if (auto const found = full_.find(key); found != full_.end())
                for (auto const& form : found->second)
                    if (auto const forms = short_.find(folded(phrase(form)));
                        forms != short_.end() &&
                        std::any_of(forms->second.begin(), forms->second.end(),
                                    [&](auto const& s) { return folded(s) == key && means(typed, s); }))
                        add(others, exact_key(phrase(form)));
            if (!others.empty())
                end = std::max(end, last);
        }
        Term term{{exact_key(phrase(words, at, end))}};
        for (auto& other : others)
            add(term.alternatives, std::move(other));
        if (std::find(terms.begin(), terms.end(), term) == terms.end())
            terms.push_back(std::move(term));
        at = end;
    }
    return terms;
}

} // namespace kheo
