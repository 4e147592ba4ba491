// SPDX-License-Identifier: AGPL-3.0-or-later
#include "capabilities/plans/alike.hpp"

#include "capabilities/advice/advice.hpp"
#include "platform/text/text.hpp"

#include <algorithm>
#include <cmath>
#include <deque>
#include <memory>
#include <mutex>
#include <unordered_map>

namespace kheo::plans
{

namespace
{

constexpr std::size_t most_characters = 8'000;
constexpr std::size_t most_kept = 400;

advice::Profile profile_of(std::string const& text)
{
    return advice::ideas().profile({.way_of_working = text});
}

// What texts come down to, by what they say: a task of a province has 168 plans, and each
// page of one compares it with all others.
class Kept
{
  public:
    using Held = std::shared_ptr<advice::Profile const>;

    template <class Text>
    Held of(std::string const& key, Text text)
    {
        {
            auto const lock = std::scoped_lock(mutex_);
            if (auto const found = held_.find(key); found != held_.end())
                return found->second;
        }
        auto made = std::make_shared<advice::Profile const>(profile_of(text()));
        auto const lock = std::scoped_lock(mutex_);
        if (held_.emplace(key, made).second)
            order_.push_back(key);
        if (order_.size() > most_kept) {
            held_.erase(order_.front());
            order_.pop_front();
        }
        return made;
    }

  private:
    std::mutex mutex_;
    std::unordered_map<std::string, Held> held_;
    std::deque<std::string> order_; // oldest first
};

Kept::Held profile_of(acts::Reading const& reading, Plan const& plan)
{
    static Kept kept;
    // The document counts only where this actor sees it, so that its hash is asked for anew.
    auto const document = plan.document ? documents::load(reading, plan.document)
                                        : Outcome<documents::Document>(refuse(kheo::problems::not_found));
    auto const key = plan.promise + "\n" + (document ? document->text_hash : "");
    return kept.of(key, [&] { return words_of(reading, plan); });
}

int percent_of(advice::Profile const& one, advice::Profile const& other)
{
    return int(std::lround(advice::parts_of(one, other, advice::ideas()).same_text * 100));
}

} // namespace

std::string words_of(acts::Reading const& reading, Plan const& plan)
{
    auto text = plan.promise;
    if (plan.document && documents::load(reading, plan.document))
        text += (text.empty() ? "" : "\n") + documents::words_of(reading.db, plan.document).text;
    return std::string(first_characters(text, most_characters));
}

int share_of(std::string const& one, std::string const& other)
{
    return percent_of(profile_of(one), profile_of(other));
}

std::vector<Alike> alike_of(acts::Reading const& reading, Plan const& plan,
                            std::vector<Plan const*> const& others, std::size_t most)
{
    std::vector<std::pair<int, Plan const*>> found;
    auto const own = profile_of(reading, plan);
    for (auto const* const other : others) {
        if (other->body == plan.body || (other->promise.empty() && !other->document))
            continue;
        if (auto const percent = percent_of(*own, *profile_of(reading, *other)); percent >= is_alike)
            found.emplace_back(percent, other);
    }
    std::ranges::sort(found, {},
                      [](auto const& one) { return std::pair(-one.first, one.second->body.value); });
    std::vector<Alike> all;
    for (auto const& [percent, other] : found)
        if (all.size() < most)
            all.push_back({other->body, words_of(reading, *other), percent});
    return all;
}

} // namespace kheo::plans
