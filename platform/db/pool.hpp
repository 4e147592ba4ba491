// SPDX-License-Identifier: AGPL-3.0-or-later
// Connections lent one at a time, made when first needed.
#pragma once

#include "platform/db/session.hpp"

#include <chrono>

namespace kheo::db
{

class Pool
{
  public:
    Pool(Options const& options, Role role, int most) : options_(options), role_(role), most_(most) {}

    // One connection for the life of the lease; a failed one is not taken back.
    class Lease
    {
      public:
        Lease(Pool& pool, std::unique_ptr<Session> session) : pool_(pool), session_(std::move(session)) {}
        ~Lease() { pool_.give(std::move(session_)); }
        Lease(Lease const&) = delete;
        Session& operator*() const { return *session_; }

      private:
        Pool& pool_;
        std::unique_ptr<Session> session_;
    };

    // Waits up to five seconds for a free one, then Failure(busy).
    Lease take()
    {
        std::unique_lock lock(mutex_);
        auto const ready = [&] { return !free_.empty() || made_ < most_; };
        if (!returned_.wait_for(lock, std::chrono::seconds(5), ready))
            throw Failure(Failure::Kind::busy, "no free database connection");
        if (!free_.empty()) {
            auto session = std::move(free_.back());
            free_.pop_back();
            return {*this, std::move(session)};
        }
        ++made_;
        lock.unlock();
        try {
            return {*this, connect(options_, role_)};
        } catch (...) {
            give(nullptr);
            throw;
        }
    }

  private:
    void give(std::unique_ptr<Session> session)
    {
        std::scoped_lock const lock(mutex_);
        if (session)
            free_.push_back(std::move(session));
        else
            --made_;
        returned_.notify_one();
    }

    Options const& options_;
    Role role_;
    int most_;
    std::mutex mutex_;
    std::condition_variable returned_;
    std::vector<std::unique_ptr<Session>> free_; // owned by mutex_, as the next
    int made_ = 0;
};

} // namespace kheo::db
