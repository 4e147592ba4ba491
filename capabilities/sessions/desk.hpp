// SPDX-License-Identifier: AGPL-3.0-or-later
// The desk at the door: who sends a request, by cookie, personal token or the
// operator's socket.
#pragma once

#include "capabilities/sessions/session.hpp"
#include "platform/routes/site.hpp"

#include <mutex>
#include <string>
#include <unordered_map>

namespace kheo::sessions
{

class Desk
{
  public:
    Desk(db::Store& store, Clock& clock) : store_(store), clock_(clock) {}

    // A visitor where nothing holds. What was found is believed for two
    // seconds, then read again: a session ended on another node, or a post that
    // ended, holds no longer than that. Reads from the database: never on an
    // I/O thread. From any number of threads.
    routes::Session session_of(http::Head const& head);

    // Believes nothing any more; after a session or an account changed here.
    void forget();

  private:
    struct Found {
        Session session;
        acts::Actor actor;
        Instant read_at;
    };
    routes::Session by_cookie(std::string_view token);
    routes::Session by_token(std::string_view token);
    std::optional<Found> looked_up(Bytes const& hash, Instant now);
    void touch(Found& found, Instant now);

    db::Store& store_;
    Clock& clock_;
    std::mutex mutex_;
    std::unordered_map<std::string, Found> found_; // by hash; owned by mutex_
    std::uint64_t forgotten_ = 0;                  // owned by mutex_
};

} // namespace kheo::sessions
