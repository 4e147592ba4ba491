// SPDX-License-Identifier: AGPL-3.0-or-later
#include "programs/following.hpp"

#include "platform/log/log.hpp"

namespace kheo
{

Follower::Follower(db::Store& store, int node) : store_(store), following_(node)
{
    store_.read([this](db::Connection& db) { following_.look(db); });
}

void Follower::start(Changed changed)
{
    changed_ = std::move(changed);
    thread_ = std::jthread([this](std::stop_token const& stop) { work(stop); });
}

void Follower::work(std::stop_token const& stop)
{
    std::vector<std::string> topics; // told by the database, not yet here
    while (!stop.stop_requested()) {
        {
            std::unique_lock lock(mutex_);
            pause_.wait_for(lock, stop, std::chrono::seconds(1), [] { return false; });
        }
        try {
            if (topics.empty())
                topics = store_.read([this](db::Connection& db) {
                    auto next = following_;
                    auto seen = next.look(db);
                    following_ = std::move(next);
                    return seen;
                });
            if (!topics.empty())
                changed_(topics);
            topics.clear();
        } catch (std::exception const& error) {
            log::incident("following", error);
        }
    }
}

} // namespace kheo
