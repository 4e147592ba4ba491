// SPDX-License-Identifier: AGPL-3.0-or-later
// How many models stand in which condition: counted once for all who ask on a
// day, until a model, or what is said of one, changes.
#include "capabilities/heartbeats/heartbeat.sql.hpp"
#include "capabilities/heartbeats/heartbeats.hpp"

#include <algorithm>
#include <mutex>

namespace kheo::heartbeats
{

namespace
{

// Another program's changes are heard of no sooner.
constexpr std::int64_t longest_on_many_nodes_ms = 5'000;

struct Held {
    bool holding = false;
    ConditionList list; // null: to be counted anew
    Date day;
    Instant counted_at;
    Instant dropped_at;
};
std::mutex mutex;
Held held; // owned by mutex

bool is_fresh(acts::Reading const& reading)
{
    auto const alone = reading.db.engine() == db::Engine::sqlite;
    return held.list && held.day == reading.today() &&
           (alone || reading.now.ms - held.counted_at.ms < longest_on_many_nodes_ms);
}

} // namespace

ConditionList conditions(acts::Reading const& reading)
{
    {
        std::scoped_lock const lock(mutex);
        if (is_fresh(reading))
            return held.list;
    }
    auto const& calendar = periods::calendar();
    auto const today = reading.today();
    auto list = std::make_shared<std::vector<Conditions> const>(reading.db.all<Conditions>(
        sql::conditions, {{"period", calendar.of(today).first}, {"kept_since", calendar.kept_since(today)}}));
    std::scoped_lock const lock(mutex);
    // A reading that began before the last change may not have seen it.
    if (held.holding && reading.now > held.dropped_at) {
        held.list = list;
        held.day = today;
        held.counted_at = reading.now;
    }
    return list;
}

void hold_conditions()
{
    std::scoped_lock const lock(mutex);
    held = {.holding = true, .list = {}, .day = {}, .counted_at = {}, .dropped_at = {}};
}

void forget_conditions()
{
    std::scoped_lock const lock(mutex);
    held = {};
}

void follow(std::vector<std::string> const& topics, Instant now)
{
    auto const counted = [](std::string_view topic) { return topic.starts_with("models"); };
    if (std::ranges::none_of(topics, counted))
        return;
    std::scoped_lock const lock(mutex);
    held.list.reset();
    held.dropped_at = std::max(held.dropped_at, now);
}

} // namespace kheo::heartbeats
