// SPDX-License-Identifier: AGPL-3.0-or-later
#include "capabilities/search/query.hpp"

#include "capabilities/search/words.hpp"
#include "platform/text/text.hpp"

#include <algorithm>
#include <array>
#include <iterator>

namespace kheo::search
{

namespace
{

struct Piece {
    std::string_view text;
    bool quoted = false;
};

constexpr std::array<std::string_view, 5> quotes{"\"", "“", "”", "„", "«"};

// The next quotation mark from `from` on: its offset and length.
std::pair<std::size_t, std::size_t> next_quote(std::string_view text, std::size_t from)
{
    std::pair<std::size_t, std::size_t> nearest{std::string_view::npos, 0};
    for (auto const mark : quotes)
        if (auto const at = text.find(mark, from); at < nearest.first)
            nearest = {at, mark.size()};
    if (auto const at = text.find("»", from); at < nearest.first)
        nearest = {at, 2};
    return nearest;
}

// Pieces in and outside of quotes; a mark without its partner counts as a blank.
std::vector<Piece> pieces(std::string_view text)
{
    std::vector<Piece> list;
    std::size_t at = 0;
    while (at < text.size()) {
        auto const [open, open_size] = next_quote(text, at);
        list.push_back({text.substr(at, open - at)});
        if (open == std::string_view::npos)
            break;
        auto const inside = open + open_size;
        auto const [close, close_size] = next_quote(text, inside);
        list.push_back({text.substr(inside, close - inside), close != std::string_view::npos});
        at = close == std::string_view::npos ? text.size() : close + close_size;
    }
    return list;
}

// The text up to its first `most` words; `most` goes down by what was there.
std::string_view first_words(std::string_view text, std::size_t& most, bool& cut)
{
    auto const list = tokens(text);
    if (list.size() <= most) {
        most -= list.size();
        return text;
    }
    cut = true;
    auto const end = most == 0 ? 0 : list[most - 1].end();
    most = 0;
    return text.substr(0, end);
}

// Whether marks were typed: then words are wanted as they were typed first.
bool means_tones(std::vector<Term> const& terms)
{
    return std::ranges::any_of(terms, [](Term const& term) {
        return std::ranges::any_of(term.alternatives, [](auto const& way) { return has_marks(way); });
    });
}

enum class Form { folded, exact };

Form form_of(std::vector<Term> const& terms, Reach reach)
{
    return reach != Reach::any && means_tones(terms) ? Form::exact : Form::folded;
}

std::vector<std::string> wanted(std::string const& alternative, Form form)
{
    std::vector<std::string> list;
    for (auto& word : words(alternative))
        list.push_back(form == Form::exact ? std::move(word.exact) : std::move(word.folded));
    return list;
}

// How one engine writes: a word or tag, neighbours in a phrase, and, or, not.
struct Syntax {
    std::string_view before_phrase, after_phrase, before_word, after_word, next, both, either, but_not;
};
constexpr Syntax fts5{"\"", "\"", "", "", " ", " AND ", " OR ", " NOT "};
constexpr Syntax tsquery{"(", ")", "'", "'", "<->", "&", "|", "&!"};

bool is_fts5(Syntax const& syntax)
{
    return syntax.before_word.empty();
}

// The same within what this reach looks at; FTS5 alone has columns.
Syntax within(Syntax syntax, Reach reach, Form form)
{
    if (!is_fts5(syntax))
        return syntax;
    if (reach == Reach::title)
        syntax.before_phrase = form == Form::exact ? "title_exact : \"" : "title_folded : \"";
    else if (form == Form::exact)
        syntax.before_phrase = "{title_exact text_exact} : \"";
    return syntax;
}

std::string phrase(Syntax const& syntax, std::vector<std::string> const& list)
{
    auto out = std::string(syntax.before_phrase);
    for (auto const& word : list) {
        if (&word != &list.front())
            out += syntax.next;
        out += std::string(syntax.before_word) + word + std::string(syntax.after_word);
    }
    return out + std::string(syntax.after_phrase);
}

// "(a OR b)" of the parts that are not empty; "" where none is.
std::string grouped(std::vector<std::string> parts, std::string_view between)
{
    std::vector<std::string> once;
    for (auto& part : parts)
        if (!part.empty() && std::find(once.begin(), once.end(), part) == once.end())
            once.push_back(std::move(part));
    std::string out;
    for (auto const& part : once)
        out += (out.empty() ? "" : std::string(between)) + part;
    return once.size() > 1 ? "(" + out + ")" : out;
}

// These words side by side in a title; of three and more, each two of them.
std::string in_title(Syntax const& syntax, std::vector<std::string> const& list)
{
    if (list.empty())
        return {};
    if (is_fts5(syntax))
        return phrase(syntax, list);
    if (list.size() == 1)
        return phrase(syntax, {of_title(list[0])});
    std::vector<std::string> pairs;
    for (std::size_t at = 1; at < list.size(); ++at)
        pairs.push_back(phrase(syntax, {of_title(list[at - 1], list[at])}));
    return grouped(std::move(pairs), syntax.both);
}

std::string all_terms(Syntax const& plain, std::vector<Term> const& terms, Reach reach)
{
    auto const form = form_of(terms, reach);
    auto const syntax = within(plain, reach, form);
    std::vector<std::string> parts, side_by_side;
    for (auto const& term : terms) {
        std::vector<std::string> ways;
        for (auto const& alternative : term.alternatives)
            if (auto const list = wanted(alternative, form); !list.empty())
                ways.push_back(phrase(syntax, list));
        parts.push_back(grouped(std::move(ways), syntax.either));
        std::ranges::move(wanted(term.alternatives.front(), form), std::back_inserter(side_by_side));
    }
    if (reach == Reach::title)
        return in_title(syntax, side_by_side);
    return grouped(std::move(parts), syntax.both);
}

std::string question(Syntax const& syntax, std::vector<Term> const& terms, Reach reach,
                     std::optional<Reach> but_not, Tags const& tags)
{
    auto const own = all_terms(syntax, terms, reach);
    if (own.empty())
        return {};
    auto parts = std::vector{own};
    for (auto const& group : tags) {
        std::vector<std::string> ways;
        for (auto const& each : group)
            ways.push_back(phrase(syntax, {each}));
        parts.push_back(grouped(std::move(ways), syntax.either));
    }
    auto out = grouped(std::move(parts), syntax.both);
    auto const left_out = but_not ? all_terms(syntax, terms, *but_not) : std::string();
    if (!left_out.empty())
        out += std::string(syntax.but_not) + "(" + left_out + ")";
    return out;
}

} // namespace

Sought sought(std::string_view query, Abbreviations const& abbreviations)
{
    auto const text = nfc(query);
    auto found = Sought();
    auto left = most_words;
    auto const add = [&](Term term) {
        if (std::ranges::find(found.terms, term) == found.terms.end())
            found.terms.push_back(std::move(term));
    };
    for (auto const& piece : pieces(first_characters(text, most_characters))) {
        auto const part = first_words(piece.text, left, found.cut);
        if (!piece.quoted) {
            for (auto& term : abbreviations.expand(part))
                add(std::move(term));
        } else if (auto const list = words(part); !list.empty()) {
            std::string all;
            for (auto const& word : list)
                all += (all.empty() ? "" : " ") + word.exact;
            add({{all}});
        }
    }
    // A term whose every way is too long for a word asks for nothing.
    std::erase_if(found.terms, [](Term const& term) {
        return std::ranges::all_of(term.alternatives, [](auto const& way) { return words(way).empty(); });
    });
    return found;
}

std::vector<Reach> reaches(std::vector<Term> const& terms)
{
    return means_tones(terms) ? std::vector{Reach::title, Reach::exact, Reach::any}
                              : std::vector{Reach::title, Reach::any};
}

std::string for_fts5(std::vector<Term> const& terms, Reach reach, std::optional<Reach> but_not,
                     Tags const& tags)
{
    return question(fts5, terms, reach, but_not, tags);
}

std::string for_tsquery(std::vector<Term> const& terms, Reach reach, std::optional<Reach> but_not,
                        Tags const& tags)
{
    return question(tsquery, terms, reach, but_not, tags);
}

} // namespace kheo::search
