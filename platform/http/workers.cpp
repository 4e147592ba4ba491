// SPDX-License-Identifier: AGPL-3.0-or-later
#include "platform/http/workers.hpp"

namespace kheo::http
{
namespace
{
thread_local bool in_pool = false;
} // namespace

Workers::Workers(int threads, std::size_t most_waiting) : most_waiting_(most_waiting)
{
    for (int i = 0; i < threads; ++i)
        threads_.emplace_back([this] { run(); });
}

Workers::~Workers()
{
    stop();
}

bool Workers::push(Work work)
{
    {
        std::lock_guard const lock(mutex_);
        if (stopped_ || queue_.size() >= most_waiting_)
            return false;
        queue_.push_back(std::move(work));
    }
    woken_.notify_one();
    return true;
}

bool Workers::here()
{
    return in_pool;
}

void Workers::stop()
{
    {
        std::lock_guard const lock(mutex_);
        stopped_ = true;
    }
    woken_.notify_all();
    for (auto& thread : threads_)
        if (thread.joinable())
            thread.join();
}

void Workers::run()
{
    in_pool = true;
    std::unique_lock lock(mutex_);
    for (;;) {
        woken_.wait(lock, [this] { return stopped_ || !queue_.empty(); });
        if (queue_.empty())
            return;
        auto work = std::move(queue_.front());
        queue_.pop_front();
        lock.unlock();
        work();
        work = nullptr; // its captures end before the next wait
        lock.lock();
    }
}

} // namespace kheo::http
