// SPDX-License-Identifier: AGPL-3.0-or-later
// A fixed pool of threads with a bounded queue.
#pragma once

#include <condition_variable>
#include <deque>
#include <functional>
#include <mutex>
#include <thread>
#include <vector>

namespace kheo::http
{

class Workers
{
  public:
    using Work = std::function<void()>;
    Workers(int threads, std::size_t most_waiting);
    ~Workers(); // stops

    // False where too much waits already or the pool has stopped. The work
    // must not throw.
    bool push(Work work);
    // Whether the caller is one of some pool's threads.
    static bool here();
    // Does what is queued, then ends the threads.
    void stop();

  private:
    void run();
    std::mutex mutex_;
    std::condition_variable woken_;
    std::deque<Work> queue_; // owned by mutex_
    bool stopped_ = false;   // owned by mutex_
    std::size_t most_waiting_;
    std::vector<std::thread> threads_;
};

} // namespace kheo::http
