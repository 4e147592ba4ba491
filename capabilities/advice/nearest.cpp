// SPDX-License-Identifier: AGPL-3.0-or-later
#include "capabilities/advice/nearest.hpp"

#include "platform/problem/problem.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <mutex>
#include <span>

namespace kheo::advice
{

namespace
{

constexpr std::size_t runs = 8;                 // MinHash values of a text
constexpr int runs_of_one_text = 4;             // shared by two texts of mostly the same sentences
constexpr std::size_t most_indexed = 32;        // ideas of a text that stand in the lists, the heaviest
constexpr std::size_t most_steps = 700'000;     // postings walked for one question
constexpr std::size_t longest_run_list = 2'000; // a run that so many texts share is boilerplate
constexpr std::size_t most_checked = 400;       // candidates whose cosine is taken
constexpr std::size_t most_recent = 400'000;    // postings not yet sorted in
constexpr std::uint32_t run_bit = 1u << 31;
constexpr std::size_t most_slots = 1u << 24;

std::uint32_t scattered(std::uint32_t value, std::uint32_t seed)
{
    std::uint64_t hash = (std::uint64_t(value) << 32 | (value ^ seed)) * 0x9e3779b97f4a7c15ULL;
    hash ^= hash >> 29;
    hash *= 0xbf58476d1ce4e5b9ULL + 2 * std::uint64_t(seed);
    return std::uint32_t(hash >> 32);
}

// The least value of eight orders: two texts that share half their shingles
// share each with a chance of one in three.
std::vector<std::uint32_t> runs_of(Profile const& profile)
{
    std::vector<std::uint32_t> made;
    if (profile.bare.size() < runs)
        return made;
    for (std::uint32_t run = 0; run < runs; ++run) {
        auto least = UINT32_MAX;
        for (auto const shingle : profile.bare)
            least = std::min(least, scattered(shingle, run * 0x01000193u + 7));
        made.push_back(run_bit | ((least * 31 + run) & ~run_bit));
    }
    std::ranges::sort(made);
    made.erase(std::ranges::unique(made).begin(), made.end());
    return made;
}

std::uint8_t packed(float weight)
{
    return std::uint8_t(std::clamp(std::lround(weight * 255.0F), 1L, 255L));
}

} // namespace

bool same_text(Near const& one, Near const& other)
{
    auto shared = 0;
    for (auto const run : one.runs)
        shared += run != 0 && std::ranges::binary_search(other.runs, run) ? 1 : 0;
    return shared >= runs_of_one_text;
}

void Nearest::put(std::int64_t id, Profile const& profile)
{
    auto full = false;
    {
        std::unique_lock const lock(mutex_);
        put_locked(id, profile);
        full = recent_postings_ > most_recent + lists_.postings.size() / 4;
    }
    if (full)
        settle();
}

void Nearest::put_locked(std::int64_t id, Profile const& profile)
{
    auto keys = std::vector<std::uint32_t>();
    auto weights = std::vector<std::uint8_t>();
    for (auto const& [idea, weight] : profile.ideas) {
        keys.push_back(idea);
        weights.push_back(packed(weight));
    }
    for (auto const run : runs_of(profile)) {
        keys.push_back(run);
        weights.push_back(0);
    }
    if (auto const old = slots_.find(id); old != slots_.end()) {
        // Most acts change no word of the text.
        if (stands_at(old->second, keys, weights))
            return;
        ids_[old->second] = 0;
    }
    auto const slot = Slot(ids_.size());
    ensure(slot < most_slots, "more models than the lists of advice can hold");
    slots_[id] = slot;
    ids_.push_back(id);
    keys_.insert(keys_.end(), keys.begin(), keys.end());
    weights_.insert(weights_.end(), weights.begin(), weights.end());
    keys_from_.push_back(std::uint32_t(keys_.size()));
    auto heaviest = profile.ideas;
    std::ranges::sort(heaviest, [](Weighed const& one, Weighed const& other) {
        return one.weight != other.weight ? one.weight > other.weight : one.idea < other.idea;
    });
    auto const add = [&](std::uint32_t key, std::uint8_t weight) {
        recent_[key].push_back(slot << 8 | weight);
        ++recent_postings_;
    };
    auto const least =
        heaviest.size() > most_indexed ? heaviest[most_indexed - 1].weight : 0.0F; // and what weighs the same
    for (auto const& [idea, weight] : profile.ideas)
        if (weight >= least)
            add(idea, packed(weight));
    for (auto const key : keys)
        if (key & run_bit)
            add(key, 0);
}

bool Nearest::stands_at(Slot slot, std::span<std::uint32_t const> keys,
                        std::span<std::uint8_t const> weights) const
{
    auto const from = std::ptrdiff_t(keys_from_[slot]);
    auto const to = std::ptrdiff_t(keys_from_[slot + 1]);
    return std::ranges::equal(std::ranges::subrange(keys_.begin() + from, keys_.begin() + to), keys) &&
           std::ranges::equal(std::ranges::subrange(weights_.begin() + from, weights_.begin() + to), weights);
}

// Closes the gaps of slots that no list names any more. The order of the others
// stays, so what is sorted by them stays sorted.
void Nearest::compact_locked(std::vector<bool> const& gone)
{
    std::vector<Slot> moved(ids_.size());
    std::uint32_t to = 0, filled = 0; // slots, keys
    for (Slot slot = 0; slot < ids_.size(); ++slot) {
        if (slot < gone.size() && gone[slot])
            continue;
        if (ids_[slot])
            slots_[ids_[slot]] = to;
        moved[slot] = to;
        ids_[to] = ids_[slot];
        for (auto at = keys_from_[slot]; at < keys_from_[slot + 1]; ++at, ++filled) {
            keys_[filled] = keys_[at];
            weights_[filled] = weights_[at];
        }
        keys_from_[++to] = filled;
    }
    ids_ = {ids_.begin(), ids_.begin() + to};
    keys_from_ = {keys_from_.begin(), keys_from_.begin() + to + 1};
    keys_ = {keys_.begin(), keys_.begin() + filled};
    weights_ = {weights_.begin(), weights_.begin() + filled};
    auto const to_moved = [&](Posting posting) { return moved[posting >> 8] << 8 | (posting & 255u); };
    std::ranges::transform(lists_.postings, lists_.postings.begin(), to_moved);
    for (auto& [key, postings] : recent_)
        std::ranges::transform(postings, postings.begin(), to_moved);
    lists_.end = Slot(std::ranges::count(gone, false));
}

void Nearest::drop(std::int64_t id)
{
    std::unique_lock const lock(mutex_);
    auto const found = slots_.find(id);
    if (found == slots_.end())
        return;
    ids_[found->second] = 0;
    slots_.erase(found);
}

// Of all slots below `end` that still hold a model.
Nearest::Lists Nearest::sorted_lists(Slot end) const
{
    std::vector<std::uint64_t> all;
    all.reserve(lists_.postings.size() + recent_postings_);
    for (std::size_t at = 0; at < lists_.keys.size(); ++at)
        for (auto posting = lists_.from[at]; posting < lists_.from[at + 1]; ++posting)
            if (ids_[lists_.postings[posting] >> 8])
                all.push_back(std::uint64_t(lists_.keys[at]) << 32 | lists_.postings[posting]);
    for (auto const& [key, postings] : recent_)
        for (auto const posting : postings)
            if (ids_[posting >> 8] && (posting >> 8) < end)
                all.push_back(std::uint64_t(key) << 32 | posting);
    std::ranges::sort(all);
    auto made = Lists{.end = end};
    made.postings.reserve(all.size());
    for (auto const one : all) {
        auto const key = std::uint32_t(one >> 32);
        if (made.keys.empty() || made.keys.back() != key) {
            made.keys.push_back(key);
            made.from.push_back(std::uint32_t(made.postings.size()));
        }
        made.postings.push_back(Posting(one));
    }
    made.from.push_back(std::uint32_t(made.postings.size()));
    made.keys.shrink_to_fit();
    made.from.shrink_to_fit();
    return made;
}

void Nearest::settle()
{
    static std::mutex one_at_a_time;
    std::scoped_lock const alone(one_at_a_time);
    auto fresh = Lists();
    std::vector<bool> gone; // where most are
    {
        std::shared_lock const lock(mutex_);
        if (recent_postings_ == 0)
            return;
        fresh = sorted_lists(Slot(ids_.size()));
        if (ids_.size() > 2 * slots_.size())
            std::ranges::transform(ids_, std::back_inserter(gone), [](std::int64_t id) { return id == 0; });
    }
    std::unique_lock const lock(mutex_);
    decltype(recent_) later;
    recent_postings_ = 0;
    for (auto const& [key, postings] : recent_)
        for (auto const posting : postings)
            if ((posting >> 8) >= fresh.end) {
                later[key].push_back(posting);
                ++recent_postings_;
            }
    recent_ = std::move(later);
    lists_ = std::move(fresh);
    if (!gone.empty())
        compact_locked(gone);
}

float Nearest::cosine(Slot slot, std::vector<Weighed> const& ideas) const
{
    auto sum = 0.0F;
    auto at = keys_from_[slot];
    auto const end = keys_from_[slot + 1];
    for (auto const& [idea, weight] : ideas) {
        while (at < end && keys_[at] < idea)
            ++at;
        if (at < end && keys_[at] == idea)
            sum += weight * float(weights_[at]) / 255.0F;
    }
    return sum;
}

std::vector<Near> Nearest::best(std::vector<Near> found, std::size_t most) const
{
    auto const count = std::min(most, found.size());
    std::ranges::partial_sort(found, found.begin() + std::ptrdiff_t(count),
                              [](Near const& one, Near const& other) {
                                  auto const first = one.cosine + 0.1F * float(one.same_runs);
                                  auto const second = other.cosine + 0.1F * float(other.same_runs);
                                  return first != second ? first > second : one.id < other.id;
                              });
    found.resize(count);
    return found;
}

// One question's sums, kept by the thread between questions.
struct Nearest::Walk {
    std::vector<std::uint16_t> sums; // by slot, in 1/4096
    std::vector<Slot> touched;

    void add(Slot slot, std::uint32_t sum)
    {
        auto& here = sums[slot];
        if (here == 0)
            touched.push_back(slot);
        here = std::uint16_t(std::min<std::uint32_t>(here + std::max(sum, 1u), UINT16_MAX));
    }
    // Keeps the slots with the greatest sums, and clears the others' sums.
    void keep_best(std::size_t most)
    {
        std::array<std::uint32_t, 1024> of_sum{};
        for (auto const slot : touched)
            ++of_sum[sums[slot] >> 6];
        std::size_t least = of_sum.size();
        for (std::size_t count = 0; least > 0 && count + of_sum[least - 1] <= most;)
            count += of_sum[--least];
        std::vector<Slot> level; // of the sum that would be too many all together
        std::size_t kept = 0;
        for (auto const slot : touched) {
            auto const sum = std::size_t(sums[slot] >> 6);
            sums[slot] = 0;
            if (sum >= least)
                touched[kept++] = slot;
            else if (sum + 1 == least && level.size() < most)
                level.push_back(slot);
        }
        touched.resize(kept);
        level.resize(std::min(level.size(), most - std::min(most, kept)));
        touched.insert(touched.end(), level.begin(), level.end());
    }
};

struct Nearest::List {
    std::span<Posting const> sorted;
    std::span<Posting const> recent;
    float weight = 0; // 0: a run
    std::size_t size() const { return sorted.size() + recent.size(); }
    // What is rare and heavy tells most for a step.
    double worth() const
    {
        auto const heavy = double(weight > 0 ? weight : 0.5F);
        return heavy * heavy / double(size() + 200);
    }
};

std::vector<Nearest::List> Nearest::lists_of(Profile const& profile,
                                             std::vector<std::uint32_t> const& own_runs, Roads roads) const
{
    std::vector<List> lists;
    auto const add = [&](std::uint32_t key, float weight) {
        auto list = List{.weight = weight};
        if (auto const found = std::ranges::lower_bound(lists_.keys, key);
            found != lists_.keys.end() && *found == key) {
            auto const at = std::size_t(found - lists_.keys.begin());
            list.sorted =
                std::span(lists_.postings).subspan(lists_.from[at], lists_.from[at + 1] - lists_.from[at]);
        }
        if (auto const found = recent_.find(key); found != recent_.end())
            list.recent = found->second;
        if (list.size() > 0)
            lists.push_back(list);
    };
    if (roads != Roads::runs)
        for (auto const& [idea, weight] : profile.ideas)
            add(idea, weight);
    if (roads != Roads::ideas)
        for (auto const run : own_runs)
            add(run, 0);
    std::ranges::sort(lists, [](List const& one, List const& other) { return one.worth() > other.worth(); });
    return lists;
}

std::optional<Near> Nearest::compared(Slot slot, Profile const& profile,
                                      std::vector<std::uint32_t> const& own_runs) const
{
    auto one = Near{.id = ids_[slot], .cosine = cosine(slot, profile.ideas)};
    auto place = one.runs.size();
    for (auto at = keys_from_[slot + 1]; at > keys_from_[slot] && (keys_[at - 1] & run_bit); --at) {
        one.same_runs += std::ranges::binary_search(own_runs, keys_[at - 1]) ? 1 : 0;
        one.runs.at(--place) = keys_[at - 1];
    }
    return ids_[slot] && (one.cosine > 0 || one.same_runs > 0) ? std::optional(one) : std::nullopt;
}

std::vector<Near> Nearest::near(Profile const& profile, std::size_t most, Roads roads) const
{
    thread_local Walk walk;
    auto const own_runs = runs_of(profile);
    std::shared_lock const lock(mutex_);
    if (walk.sums.size() < ids_.size())
        walk.sums.resize(ids_.size() + ids_.size() / 8 + 64);
    walk.touched.clear();
    std::size_t steps = 0;
    for (auto const& list : lists_of(profile, own_runs, roads)) {
        auto const run = list.weight <= 0;
        if ((run && list.size() > longest_run_list) || (steps > 0 && steps + list.size() > most_steps))
            continue;
        steps += list.size();
        auto const factor = std::uint32_t(list.weight * 4096.0F);
        for (auto const postings : {list.sorted, list.recent})
            for (auto const posting : postings)
                walk.add(posting >> 8, run ? 500 : factor * (posting & 255u) / 255u);
    }
    walk.keep_best(most_checked);
    std::vector<Near> found;
    for (auto const slot : walk.touched)
        if (auto const one = compared(slot, profile, own_runs))
            found.push_back(*one);
    return best(std::move(found), most);
}

std::vector<Near> Nearest::exact(Profile const& profile, std::size_t most) const
{
    auto const own_runs = runs_of(profile);
    std::shared_lock const lock(mutex_);
    std::vector<Near> found;
    for (Slot slot = 0; slot < ids_.size(); ++slot)
        if (auto const one = compared(slot, profile, own_runs))
            found.push_back(*one);
    return best(std::move(found), most);
}

std::size_t Nearest::size() const
{
    std::shared_lock const lock(mutex_);
    return slots_.size();
}

std::size_t Nearest::bytes() const
{
    std::shared_lock const lock(mutex_);
    return ids_.capacity() * 8 + keys_from_.capacity() * 4 + keys_.capacity() * 4 + weights_.capacity() +
           slots_.bucket_count() * 17 + lists_.keys.capacity() * 4 + lists_.from.capacity() * 4 +
           lists_.postings.capacity() * 4 + recent_.bucket_count() * 33 + recent_postings_ * 8;
}

} // namespace kheo::advice
