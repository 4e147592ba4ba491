// SPDX-License-Identifier: AGPL-3.0-or-later
// The models most like a text, out of many: inverted lists of ideas, words and
// MinHash values in memory, walked from the rarest, then the cosine of the best.
// A derived thing: made anew at each start.
#pragma once

#include "capabilities/advice/ideas.hpp"

#include <array>
#include <boost/unordered/unordered_flat_map.hpp>
#include <cstdint>
#include <optional>
#include <shared_mutex>
#include <span>
#include <vector>

namespace kheo::advice
{

struct Near {
    std::int64_t id = 0;
    float cosine = 0;                    // of ideas and words
    int same_runs = 0;                   // of eight MinHash values
    std::array<std::uint32_t, 8> runs{}; // its own, sorted; 0 where it has fewer
    friend bool operator==(Near const&, Near const&) = default;
};
// Whether the two have mostly the same sentences, as far as MinHash tells.
bool same_text(Near const& one, Near const& other);

// Which of the two roads to candidates are walked; to measure what each adds.
enum class Roads { runs, ideas, both };

class Nearest
{
  public:
    // Replaces what was there under this id.
    void put(std::int64_t id, Profile const& profile);
    void drop(std::int64_t id);
    // Best first, at most `most`; none whose cosine and runs are both nothing.
    std::vector<Near> near(Profile const& profile, std::size_t most, Roads roads = Roads::both) const;
    // Every one compared: what `near` is measured against.
    std::vector<Near> exact(Profile const& profile, std::size_t most) const;

    // Sorts what was put since into the lists. put does so by itself when much has
    // gathered; near is right with or without.
    void settle();
    std::size_t size() const;
    std::size_t bytes() const;

  private:
    using Slot = std::uint32_t;
    // The slot in the high 24 bits, the weight in 1/255 in the low eight.
    using Posting = std::uint32_t;
    struct Lists {
        std::vector<std::uint32_t> keys; // sorted
        std::vector<std::uint32_t> from; // one more than keys
        std::vector<Posting> postings;
        Slot end = 0; // of the slots sorted in
    };
    struct Walk;
    struct List;
    std::vector<List> lists_of(Profile const& profile, std::vector<std::uint32_t> const& own_runs,
                               Roads roads) const;
    std::optional<Near> compared(Slot slot, Profile const& profile,
                                 std::vector<std::uint32_t> const& own_runs) const;
    void put_locked(std::int64_t id, Profile const& profile);
    bool stands_at(Slot slot, std::span<std::uint32_t const> keys,
                   std::span<std::uint8_t const> weights) const;
    void compact_locked(std::vector<bool> const& gone);
    float cosine(Slot slot, std::vector<Weighed> const& ideas) const;
    std::vector<Near> best(std::vector<Near> found, std::size_t most) const;
    Lists sorted_lists(Slot end) const;

    mutable std::shared_mutex mutex_; // owns all below
    std::vector<std::int64_t> ids_;   // by slot; 0: dropped
    std::vector<std::uint32_t> keys_from_{0};
    std::vector<std::uint32_t> keys_;   // the slot's ideas, sorted, and its MinHash values
    std::vector<std::uint8_t> weights_; // beside keys_: 0 for a MinHash value
    boost::unordered_flat_map<std::int64_t, Slot> slots_;
    Lists lists_;
    boost::unordered_flat_map<std::uint32_t, std::vector<Posting>> recent_; // slots from lists_.end on
    std::size_t recent_postings_ = 0;
};

} // namespace kheo::advice
