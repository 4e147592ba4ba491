// SPDX-License-Identifier: AGPL-3.0-or-later
#include "platform/acts/following.hpp"

#include "platform/acts/following.sql.hpp"

#include <algorithm>
#include <ranges>
#include <utility>

namespace kheo::acts
{

namespace
{

// An id begins with its milliseconds: 20 seconds for a transaction that was run
// again, and for clocks that differ.
constexpr std::int64_t overlap = std::int64_t(20'000) << 22;

struct Done {
    std::int64_t id = 0;
    std::string topics;
};
BOOST_DESCRIBE_STRUCT(Done, (), (id, topics))

} // namespace

std::vector<std::string> Following::look(db::Connection& db)
{
    auto const first = !std::exchange(begun_, true);
    if (first)
        newest_ = db.one<std::int64_t>(sql::newest_act).value_or(0);
    std::set<std::string> topics;
    auto newest = newest_;
    db.each<Done>(sql::acts_of_others, {{"after", newest_ - overlap}, {"node", node_}}, [&](Done const& act) {
        newest = std::max(newest, act.id);
        if (!told_.insert(act.id).second || first)
            return;
        for (auto const topic : act.topics | std::views::split(' '))
            topics.emplace(std::string_view(topic));
    });
    newest_ = newest;
    told_.erase(told_.begin(), told_.lower_bound(newest_ - overlap));
    return {topics.begin(), topics.end()};
}

} // namespace kheo::acts
