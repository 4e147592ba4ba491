// SPDX-License-Identifier: AGPL-3.0-or-later
#include "platform/routes/later.hpp"

#include "platform/log/log.hpp"

namespace kheo::routes
{

Later::Later(int threads)
{
    for (int at = 0; at < threads; ++at)
        threads_.emplace_back([this] { loop(); });
}

Later::~Later()
{
    {
        std::scoped_lock const lock(mutex_);
        ending_ = true;
    }
    wake_.notify_all();
    for (auto& thread : threads_)
        thread.join();
}

void Later::run(std::function<void()> work)
{
    {
        std::scoped_lock const lock(mutex_);
        queue_.push_back(std::move(work));
    }
    wake_.notify_one();
}

void Later::loop()
{
    std::unique_lock lock(mutex_);
    while (true) {
        wake_.wait(lock, [this] { return ending_ || !queue_.empty(); });
        if (queue_.empty())
            return;
        auto const work = std::move(queue_.front());
        queue_.pop_front();
        lock.unlock();
        try {
            work();
        } catch (std::exception const& error) { // what it held answers for itself as it goes
            log::incident("later", error);
        }
        lock.lock();
    }
}

} // namespace kheo::routes
