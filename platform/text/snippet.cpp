// SPDX-License-Identifier: AGPL-3.0-or-later
#include "platform/text/snippet.hpp"

#include "platform/text/letters.hpp"
#include "platform/text/text.hpp"

#include <algorithm>
#include <map>
#include <set>

namespace kheo
{
namespace
{

constexpr std::size_t searched_bytes = 1 << 20; // of a longer text only this much is looked at

struct Wanted {
    std::size_t term;
    std::vector<std::string> exact; // the phrase's words, exact_key form
    std::vector<std::string> plain; // the same, folded
    bool has_marks;
};

struct Hit {
    std::size_t first; // words of the text, inclusive
    std::size_t last;
    std::size_t term;
    std::size_t wanted; // index in the list of Wanted
    bool exact;
};

std::vector<Wanted> wanted_phrases(std::vector<Term> const& terms)
{
    std::vector<Wanted> all;
    for (std::size_t term = 0; term < terms.size(); ++term)
        for (auto const& alternative : terms[term].alternatives) {
            Wanted wanted{term, {}, {}, has_marks(alternative)};
            for (auto const& token : tokens(alternative)) {
                wanted.exact.push_back(exact_key(token.text));
                wanted.plain.push_back(folded(token.text));
            }
            if (!wanted.exact.empty())
                all.push_back(std::move(wanted));
        }
    return all;
}

// Every place where a wanted phrase stands, in order of its first word.
std::vector<Hit> all_hits(std::vector<Token> const& words, std::vector<Wanted> const& all)
{
    std::multimap<std::string_view, std::size_t> by_first;
    for (std::size_t i = 0; i < all.size(); ++i)
        by_first.emplace(all[i].plain[0], i);
    std::vector<std::string> plain;
    for (auto const& word : words)
        plain.push_back(folded(word.text));
    std::vector<Hit> hits;
    for (std::size_t at = 0; at < words.size(); ++at) {
        auto const [from, to] = by_first.equal_range(plain[at]);
        for (auto it = from; it != to; ++it) {
            auto const& wanted = all[it->second];
            auto const size = wanted.plain.size();
            if (at + size > words.size() || !std::equal(wanted.plain.begin(), wanted.plain.end(),
                                                        plain.begin() + static_cast<std::ptrdiff_t>(at)))
                continue;
            bool exact = true;
            for (std::size_t i = 0; i < size && exact; ++i)
                exact = !has_marks(wanted.exact[i]) || exact_key(words[at + i].text) == wanted.exact[i];
            hits.push_back({at, at + size - 1, wanted.term, it->second, exact});
        }
    }
    return hits;
}

// A phrase typed with marks means these tones wherever the text has them.
std::vector<Hit> exact_first(std::vector<Hit> hits, std::vector<Wanted> const& all)
{
    std::set<std::size_t> has_exact;
    for (auto const& hit : hits)
        if (hit.exact)
            has_exact.insert(hit.wanted);
    std::erase_if(hits, [&](Hit const& hit) {
        return !hit.exact && all[hit.wanted].has_marks && has_exact.contains(hit.wanted);
    });
    return hits;
}

struct Window {
    std::size_t begin; // byte offsets
    std::size_t end;
};

// Words with their place counted in characters.
struct Measured {
    std::vector<Token> words;
    std::vector<std::size_t> from; // characters before the word
    std::vector<std::size_t> to;   // characters up to its end
};

Measured measured(std::string_view text)
{
    Measured out{tokens(text), {}, {}};
    std::size_t at = 0;
    std::size_t count = 0;
    for (auto const& word : out.words) {
        count += characters(text.substr(at, word.begin - at));
        out.from.push_back(count);
        count += characters(word.text);
        out.to.push_back(count);
        at = word.end();
    }
    return out;
}

// Where the terms stand side by side as they were typed, what stands before the first
// such place says less. A single term stands anywhere.
std::vector<Hit> from_phrase(std::vector<Hit> hits, std::size_t terms)
{
    for (std::size_t at = 0; terms > 1 && at + terms <= hits.size(); ++at) {
        std::size_t next = 0;
        while (next < terms && hits[at + next].term == next &&
               (next == 0 || hits[at + next].first == hits[at + next - 1].last + 1))
            ++next;
        if (next == terms) {
            hits.erase(hits.begin(), hits.begin() + std::ptrdiff_t(at));
            break;
        }
    }
    return hits;
}

// The run of hits, within `max` characters, with the most different terms, then
// the most exact ones, then the most hits; the earliest of equals.
std::pair<std::size_t, std::size_t> best_run(Measured const& text, std::vector<Hit> const& hits,
                                             std::size_t max)
{
    std::map<std::size_t, std::size_t> seen; // term → hits in the run
    std::map<std::size_t, std::size_t> exact;
    auto const drop = [](std::map<std::size_t, std::size_t>& counts, std::size_t term) {
        if (--counts[term] == 0)
            counts.erase(term);
    };
    std::pair<std::size_t, std::size_t> best{0, 0};
    std::size_t most = 0;
    std::size_t first = 0;
    for (std::size_t last = 0; last < hits.size(); ++last) {
        ++seen[hits[last].term];
        if (hits[last].exact)
            ++exact[hits[last].term];
        for (; first < last && text.to[hits[last].last] - text.from[hits[first].first] > max; ++first) {
            drop(seen, hits[first].term);
            if (hits[first].exact)
                drop(exact, hits[first].term);
        }
        auto const score =
            10'000 * seen.size() + 100 * exact.size() + std::min<std::size_t>(last - first, 99);
        if (score > most) {
            most = score;
            best = {first, last};
        }
    }
    return best;
}

// Grows from the words of the run to both sides while it fits, so that the
// matches stand in the middle; ends at words, with what closes them. It begins in
// the line of the first match: each line tells of its own.
Window window(std::string_view text, Measured const& all, std::size_t first, std::size_t last,
              std::size_t max)
{
    auto const count = all.words.size();
    auto const fits = [&](std::size_t from, std::size_t to) { return all.to[to] - all.from[from] <= max; };
    auto line = first;
    while (line > 0 &&
           text.substr(all.words[line - 1].end(), all.words[line].begin - all.words[line - 1].end())
                   .find('\n') == std::string_view::npos)
        --line;
    for (bool grown = true; grown;) {
        grown = false;
        if (last + 1 < count && fits(first, last + 1)) {
            ++last;
            grown = true;
        }
        if (first > line && fits(first - 1, last)) {
            --first;
            grown = true;
        }
    }
    auto const begin = first == 0 ? 0 : all.words[first].begin;
    auto const end = last + 1 == count ? text.size() : all.words[last].end();
    auto const part = first_characters(text.substr(begin, end - begin), max);
    return {begin, begin + part.size()};
}

void add(std::vector<Segment>& out, std::string_view piece, bool matched)
{
    std::string text; // one line: white space as one space, kept at the ends
    for (std::size_t at = 0; at < piece.size();) {
        auto const [point, length] = letters::decoded(piece, at);
        if (!letters::is_space(point))
            text.append(piece.substr(at, length));
        else if (!text.ends_with(' '))
            text.push_back(' ');
        at += length;
    }
    if (text.empty())
        return;
    if (!out.empty() && out.back().matched == matched)
        out.back().text.append(text);
    else
        out.push_back({std::move(text), matched});
}

std::vector<Segment> segments(std::string_view text, Measured const& all, std::vector<Hit> const& hits,
                              Window part)
{
    std::vector<Segment> out;
    if (part.begin > 0)
        out.push_back({"…", false});
    auto at = part.begin;
    for (auto const& hit : hits) {
        auto const begin = std::max(all.words[hit.first].begin, at);
        auto const end = all.words[hit.last].end();
        if (begin >= end || end > part.end)
            continue;
        if (all.words[hit.first].begin < part.begin)
            continue;
        add(out, text.substr(at, begin - at), false);
        add(out, text.substr(begin, end - begin), true);
        at = end;
    }
    add(out, text.substr(at, part.end - at), false);
    if (part.end < text.size())
        add(out, "…", false);
    return out;
}

} // namespace

std::vector<Segment> snippet(std::string_view whole, std::vector<Term> const& terms, std::size_t max)
{
    auto const tidy = tidied_lines(
        whole.substr(0, first_characters(whole.substr(0, searched_bytes), searched_bytes).size()));
    auto const text = std::string_view(tidy);
    auto const all = measured(text);
    if (all.words.empty() || max == 0)
        return segments(text, all, {}, {0, first_characters(text, max).size()});
    auto const phrases = wanted_phrases(terms);
    auto const hits = exact_first(all_hits(all.words, phrases), phrases);
    auto const told = from_phrase(hits, terms.size());
    auto const [first, last] = best_run(all, told, max);
    auto const from = told.empty() ? 0 : told[first].first;
    auto const to = told.empty() ? 0 : std::max(told[first].last, told[last].last);
    if (characters(text) <= max)
        return segments(text, all, hits, {0, text.size()});
    return segments(text, all, hits, window(text, all, from, to, max));
}

std::vector<Segment> snippet(std::string_view text, std::string_view query, std::size_t max)
{
    return snippet(text, Abbreviations().expand(query), max);
}

} // namespace kheo
