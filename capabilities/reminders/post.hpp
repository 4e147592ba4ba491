// SPDX-License-Identifier: AGPL-3.0-or-later
// The one who writes the letters and takes them to the mail server, on a thread of
// its own: no page waits for it, and where the server is away letters wait too.
#pragma once

#include "capabilities/reminders/queue.hpp"

#include <condition_variable>
#include <functional>
#include <mutex>
#include <thread>

namespace kheo::reminders
{

class Post
{
  public:
    // Takes one message to one address; mail::Sender::send, or a test's own.
    using Send = std::function<mail::Sent(std::string const& to, std::string const& message)>;

    // All but `allowed` outlive this.
    Post(db::Store& store, Clock& clock, IdSource& ids, int node, acts::Allowed allowed);
    ~Post(); // stops

    void start();
    void wake();
    // The letter in hand is put off where its server does not answer at once.
    void stop();
    // Plans and takes what is due, here and now; how many letters went out.
    int run_due(Send const& send);

  private:
    enum class Way { went, away, stays }; // away: the server is; the others wait too
    Way carry(Queued const& letter, Send const& send);
    Way told(Queued const& letter, Address const& address, mail::Sent const& sent);
    void loop(std::stop_token const& stop);

    db::Store& store_;
    Clock& clock_;
    acts::Allowed allowed_;
    Queue queue_;
    Instant not_before_{};        // the server was away
    std::int64_t times_away_ = 0; // since it last took something
    std::mutex mutex_;
    std::condition_variable_any wake_;
    bool woken_ = false; // owned by mutex_
    std::jthread thread_;
};

} // namespace kheo::reminders
