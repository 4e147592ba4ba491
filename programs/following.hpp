// SPDX-License-Identifier: AGPL-3.0-or-later
// Looks each second at what other nodes on the same database have done.
#pragma once

#include "platform/acts/following.hpp"

#include <condition_variable>
#include <functional>
#include <mutex>
#include <string>
#include <thread>
#include <vector>

namespace kheo
{

class Follower
{
  public:
    using Changed = std::function<void(std::vector<std::string> const& topics)>;

    // Looks for the first time: whatever is read from here on may be held.
    Follower(db::Store& store, int node);
    void start(Changed changed);

  private:
    void work(std::stop_token const& stop);

    db::Store& store_;
    acts::Following following_;
    Changed changed_;
    std::mutex mutex_;
    std::condition_variable_any pause_;
    std::jthread thread_;
};

} // namespace kheo
