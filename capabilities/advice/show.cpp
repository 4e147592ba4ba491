// SPDX-License-Identifier: AGPL-3.0-or-later
#include "capabilities/advice/show.hpp"

#include "capabilities/advice/show.html.hpp"
#include "capabilities/advice/words.hpp"
#include "platform/text/number.hpp"
#include "platform/text/text.hpp"

#include <algorithm>
#include <array>
#include <fmt/format.h>

namespace kheo::advice
{

namespace
{

constexpr std::size_t most_words = 400; // of a text whose differences are marked
constexpr std::size_t around = 40;      // characters on each side of a phrase
constexpr std::size_t most_vague = 12;
constexpr std::size_t most_both = 5;
constexpr std::array<std::string_view, 6> compared_fields{"title",          "situation",     "aims",
                                                          "way_of_working", "beneficiaries", "outputs"};

// Which words of `one` stand in a longest common sequence with `other`.
std::vector<bool> common(std::vector<Word> const& one, std::vector<Word> const& other)
{
    auto const width = other.size() + 1;
    std::vector<std::uint16_t> length((one.size() + 1) * width);
    for (auto a = one.size(); a-- > 0;)
        for (auto b = other.size(); b-- > 0;)
            length[a * width + b] = one[a].exact == other[b].exact
                                        ? std::uint16_t(length[(a + 1) * width + b + 1] + 1)
                                        : std::max(length[(a + 1) * width + b], length[a * width + b + 1]);
    std::vector<bool> kept(one.size());
    for (std::size_t a = 0, b = 0; a < one.size() && b < other.size();) {
        if (one[a].exact == other[b].exact) {
            kept[a++] = true;
            ++b;
        } else if (length[(a + 1) * width + b] >= length[a * width + b + 1])
            ++a;
        else
            ++b;
    }
    return kept;
}

std::vector<Word> spoken(std::string_view text)
{
    auto words = words_of(text);
    std::erase_if(words,
                  [](Word const& word) { return word.sort == Sort::stop || word.sort == Sort::comma; });
    return words;
}

std::string const& text_of(Draft const& draft, std::string_view field)
{
    std::string const* found = nullptr;
    json::each_member(draft, [&](std::string_view name, std::string const& member) {
        if (name == field)
            found = &member;
    });
    ensure(found != nullptr, "a field of advice is not in the draft");
    return *found;
}

// The ideas of the table that weigh most in both.
std::string both_of(Draft const& one, Draft const& other)
{
    auto const& table = ideas();
    auto const first = table.profile(one);
    auto const second = table.profile(other);
    std::vector<std::pair<float, std::string>> shared;
    for (auto const& [idea, weight] : first.ideas) {
        auto const kind = table.kind(idea);
        if (idea >= first_word || kind == IdeaKind::common || kind == IdeaKind::force ||
            kind == IdeaKind::group)
            continue;
        auto const there = std::ranges::find(second.ideas, idea, &Weighed::idea);
        if (there != second.ideas.end())
            shared.emplace_back(-weight * there->weight, table.label(idea));
    }
    std::ranges::sort(shared);
    std::vector<std::string> told; // a topic and a synonym may have one name
    for (auto const& [weight, name] : shared)
        if (told.size() < most_both && std::ranges::find(told, name) == told.end())
            told.push_back(name);
    return fmt::format("{}", fmt::join(told, ", "));
}

AlikePanel alike_panel(Draft const& draft, Similar const& similar, Known const& known,
                       std::string_view (*label_of)(std::string_view))
{
    auto made = AlikePanel{.similar = similar, .relation = std::string(label(similar.relation))};
    auto const reworded = similar.relation == Relation::replication;
    if (reworded)
        made.both = both_of(draft, known.draft);
    // Under one name nobody would say that it is told in other words.
    if (reworded && folded(tidied(draft.title)) == folded(tidied(known.draft.title)))
        made.relation = "Cùng tên, cùng cách làm";
    for (auto const field : compared_fields) {
        auto const& ours = text_of(draft, field);
        auto const& theirs = text_of(known.draft, field);
        if (ours.empty() || theirs.empty())
            continue;
        auto side = Side{std::string(label_of(field)), {}, {}};
        // In other words nearly all differs: marks would only disturb.
        side.ours = reworded ? std::vector<Stretch>{{ours, false}} : differences(ours, theirs);
        side.theirs = reworded ? std::vector<Stretch>{{theirs, false}} : differences(theirs, ours);
        made.sides.push_back(std::move(side));
    }
    return made;
}

VaguePanel vague_panel(Draft const& draft, Vague const& vague, std::string_view (*label_of)(std::string_view))
{
    auto const& text = text_of(draft, vague.field);
    auto const begin = first_characters(text, std::size_t(vague.begin)).size();
    auto const end = begin + vague.phrase.size();
    auto const before = std::string_view(text).substr(0, begin);
    auto const words_before = characters(before);
    auto const from = words_before > around ? first_characters(before, words_before - around).size() : 0;
    auto const after = std::string_view(text).substr(std::min(end, text.size()));
    auto const shown_after = first_characters(after, around);
    return {.field = std::string(label_of(vague.field)),
            .before = (from > 0 ? "…" : "") + std::string(before.substr(from)),
            .phrase = vague.phrase,
            .after = std::string(shown_after) + (shown_after.size() < after.size() ? "…" : ""),
            .better = vague.better};
}

} // namespace

html::Html shown_panel(Panel const& panel)
{
    return advice_panel(panel);
}

std::vector<Stretch> differences(std::string_view text, std::string_view other)
{
    auto const words = spoken(text);
    auto const others = spoken(other);
    if (words.empty() || words.size() > most_words || others.size() > most_words)
        return {{std::string(text), false}};
    auto const kept = common(words, others);
    std::vector<Stretch> made;
    std::size_t from = 0;
    for (std::size_t at = 0; at < words.size(); ++at) {
        auto const last = at + 1 == words.size();
        if (!last && kept[at + 1] == kept[at])
            continue;
        auto const end = last ? text.size() : words[at].end;
        made.push_back({std::string(text.substr(from, end - from)), !kept[at]});
        from = end;
    }
    return made;
}

Panel panel_of(Draft const& draft, Found const& found, std::string_view (*label_of)(std::string_view))
{
    auto const& specificity = found.advice.specificity;
    auto panel = Panel{.asked = true,
                       .clear = fmt::format("{}/{}", point_count - specificity.missing.size(), point_count),
                       .compared = shown(found.advice.compared)};
    for (auto const point : specificity.missing)
        panel.missing.push_back({std::string(label(point)), std::string(how(point))});
    for (auto const& vague : specificity.vague)
        if (panel.vague.size() < most_vague)
            panel.vague.push_back(vague_panel(draft, vague, label_of));
    for (std::size_t at = 0; at < found.advice.similar.size(); ++at) {
        auto const& similar = found.advice.similar[at];
        (similar.own ? panel.own : panel.others)
            .push_back(alike_panel(draft, similar, found.models[at], label_of));
    }
    return panel;
}

} // namespace kheo::advice
