// SPDX-License-Identifier: AGPL-3.0-or-later
// Verbs waiting for a writer. Inside this folder only.
#pragma once

#include "platform/db/session.hpp"

#include <deque>

namespace kheo::db
{

struct Queued {
    Job job;
    Done done;
    Isolation isolation;
    Written result{Verdict::rollback, nullptr, 0};
};

class Queue
{
  public:
    explicit Queue(std::size_t limit) : limit_(limit) {}

    // False when the queue is full or closed; the verb stays with the caller.
    bool push(Queued& verb)
    {
        {
            std::scoped_lock const lock(mutex_);
            if (closed_ || waiting_.size() >= limit_)
                return false;
            waiting_.push_back(std::move(verb));
        }
        arrived_.notify_one();
        return true;
    }

    // The next verb, waiting for it; nothing when closed and empty.
    std::optional<Queued> wait()
    {
        std::unique_lock lock(mutex_);
        arrived_.wait(lock, [&] { return closed_ || !waiting_.empty(); });
        return first();
    }

    // The next verb if one is there.
    std::optional<Queued> next()
    {
        std::scoped_lock const lock(mutex_);
        return first();
    }

    void close()
    {
        {
            std::scoped_lock const lock(mutex_);
            closed_ = true;
        }
        arrived_.notify_all();
    }

  private:
    std::optional<Queued> first()
    {
        if (waiting_.empty())
            return std::nullopt;
        std::optional<Queued> verb(std::move(waiting_.front()));
        waiting_.pop_front();
        return verb;
    }

    std::size_t limit_;
    std::mutex mutex_;
    std::condition_variable arrived_;
    std::deque<Queued> waiting_; // owned by mutex_
    bool closed_ = false;        // owned by mutex_
};

// Tells the verb's end; a `done` that throws is a bug, said in the log.
void finish(Queued& verb, Options const& options);
// Says in the log that a verb took longer than 20 ms, and with which statements.
void warn_if_slow(Session const& session, std::chrono::steady_clock::time_point began,
                  Options const& options);

} // namespace kheo::db
