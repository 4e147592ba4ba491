// SPDX-License-Identifier: AGPL-3.0-or-later
#include "capabilities/advice/likeness.hpp"

#include <algorithm>
#include <array>
#include <cmath>

namespace kheo::advice
{

namespace
{

constexpr std::size_t few_shingles = 12; // a shorter text is no text yet
constexpr double copied = 0.90;
constexpr double edited = 0.40;
constexpr double same_ideas = 0.24;
constexpr double worth_of_acts = 0.576;   // one thing may be worked on in many ways
constexpr double worth_of_spread = 0.043; // one heavy word in common is not one idea
constexpr double usual_spread = 2.1;
constexpr double surely_same = 0.40; // beside a text of the same words
constexpr double near_best = 0.70;   // share of the best replication's score

std::size_t shared(std::vector<std::uint32_t> const& one, std::vector<std::uint32_t> const& other)
{
    std::size_t count = 0;
    for (std::size_t a = 0, b = 0; a < one.size() && b < other.size();) {
        if (one[a] == other[b]) {
            ++count;
            ++a;
            ++b;
        } else if (one[a] < other[b])
            ++a;
        else
            ++b;
    }
    return count;
}

double share(std::vector<std::uint32_t> const& one, std::vector<std::uint32_t> const& other)
{
    auto const least = std::min(one.size(), other.size());
    return least < few_shingles ? 0 : double(shared(one, other)) / double(least);
}

bool says_what(IdeaKind kind)
{
    return kind == IdeaKind::thing || kind == IdeaKind::act || kind == IdeaKind::mean;
}

} // namespace

std::string_view label(Relation relation)
{
    switch (relation) {
    case Relation::copy:
        return "Gần như nguyên văn";
    case Relation::light_edit:
        return "Sửa ít chữ";
    case Relation::replication:
        return "Cùng cách làm, viết khác lời";
    }
    return "";
}

Parts parts_of(Profile const& one, Profile const& other, Ideas const& table)
{
    auto parts =
        Parts{.same_text = share(one.bare, other.bare), .same_figures = share(one.shingles, other.shingles)};
    auto const most = std::max(one.bare.size(), other.bare.size());
    parts.balance = most == 0 ? 0 : double(std::min(one.bare.size(), other.bare.size())) / double(most);
    auto squares = 0.0;
    auto both = 0.0;
    auto first = 0.0;
    auto second = 0.0;
    std::array<std::array<double, 3>, 3> blocks{};
    for (std::size_t a = 0, b = 0; a < one.ideas.size() || b < other.ideas.size();) {
        auto const left = a < one.ideas.size() ? one.ideas[a].idea : UINT32_MAX;
        auto const right = b < other.ideas.size() ? other.ideas[b].idea : UINT32_MAX;
        auto const idea = std::min(left, right);
        auto const x = left == idea ? double(one.ideas[a++].weight) : 0.0;
        auto const y = right == idea ? double(other.ideas[b++].weight) : 0.0;
        parts.ideas += x * y;
        squares += x * x * y * y;
        if (idea < first_word && table.kind(idea) == IdeaKind::act)
            parts.acts += x * y;
        auto& block = blocks[idea < first_word ? 0 : idea < first_pair ? 1 : 2];
        block[0] += x * y;
        block[1] += x * x;
        block[2] += y * y;
        if (idea < first_word && says_what(table.kind(idea))) {
            both += std::min(x, y);
            first += x;
            second += y;
        }
    }
    auto const least = std::min(first, second);
    parts.things = least > 0 ? both / least : 0;
    parts.spread = squares > 0 ? parts.ideas * parts.ideas / squares : 0;
    if (parts.ideas > 0)
        parts.same_idea = std::clamp(parts.ideas + worth_of_acts * parts.acts +
                                         worth_of_spread * (std::log1p(parts.spread) - usual_spread),
                                     0.0, 1.0);
    auto const cosine = [](std::array<double, 3> const& block) {
        return block[0] > 0 ? block[0] / std::sqrt(block[1] * block[2]) : 0;
    };
    parts.table = cosine(blocks[0]);
    parts.words = cosine(blocks[1]);
    parts.pairs = cosine(blocks[2]);
    return parts;
}

std::optional<Likeness> alike(Parts const& parts)
{
    if (parts.same_figures >= copied)
        return Likeness{parts.same_figures, Relation::copy};
    if (parts.same_text >= edited)
        return Likeness{parts.same_text, Relation::light_edit};
    if (parts.same_idea >= same_ideas)
        return Likeness{parts.same_idea, Relation::replication};
    return std::nullopt;
}

std::optional<Likeness> alike(Profile const& one, Profile const& other)
{
    return alike(parts_of(one, other, ideas()));
}

double least_told(double best_replication, bool same_text)
{
    return std::max(near_best * best_replication, same_text ? surely_same : 0);
}

} // namespace kheo::advice
