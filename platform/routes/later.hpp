// SPDX-License-Identifier: AGPL-3.0-or-later
// A few threads for what may not be done on the database writer's: reading a
// form's page again after its verb was refused.
#pragma once

#include <condition_variable>
#include <deque>
#include <functional>
#include <mutex>
#include <thread>
#include <vector>

namespace kheo::routes
{

class Later
{
  public:
    explicit Later(int threads);
    ~Later(); // finishes what was given
    void run(std::function<void()> work);

  private:
    void loop();

    std::mutex mutex_;
    std::condition_variable wake_;
    std::deque<std::function<void()>> queue_; // owned by mutex_
    bool ending_ = false;                     // owned by mutex_
    std::vector<std::thread> threads_;
};

} // namespace kheo::routes
