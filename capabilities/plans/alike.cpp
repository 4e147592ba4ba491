// SPDX-License-Identifier: AGPL-3.0-or-later
#include "capabilities/plans/alike.hpp"

#include "capabilities/advice/advice.hpp"
#include "platform/text/text.hpp"

#include <algorithm>
#include <cmath>

namespace kheo::plans
{

namespace
{

constexpr std::size_t most_characters = 20'000;

advice::Profile profile_of(std::string const& text)
{
    return advice::ideas().profile({.way_of_working = text});
}

int percent_of(advice::Profile const& one, advice::Profile const& other)
{
    return int(std::lround(advice::parts_of(one, other, advice::ideas()).same_text * 100));
}

} // namespace

std::string words_of(db::Connection& db, Plan const& plan)
{
    auto text = plan.promise;
    if (plan.document)
        text += (text.empty() ? "" : "\n") + documents::words_of(db, plan.document).text;
    return std::string(first_characters(text, most_characters));
}

int share_of(std::string const& one, std::string const& other)
{
    return percent_of(profile_of(one), profile_of(other));
}

std::vector<Alike> alike_of(db::Connection& db, Plan const& plan, std::vector<Plan const*> const& others,
                            std::size_t most)
{
    std::vector<Alike> all;
    auto const own = profile_of(words_of(db, plan));
    for (auto const* const other : others) {
        if (other->body == plan.body || (other->promise.empty() && !other->document))
            continue;
        auto text = words_of(db, *other);
        auto const percent = percent_of(own, profile_of(text));
        if (percent >= is_alike)
            all.push_back({other->body, std::move(text), percent});
    }
    std::ranges::sort(all, {}, [](Alike const& one) { return std::pair(-one.percent, one.body.value); });
    if (all.size() > most)
        all.resize(most);
    return all;
}

} // namespace kheo::plans
