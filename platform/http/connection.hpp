// SPDX-License-Identifier: AGPL-3.0-or-later
// A connection as its loop sees it. All of it happens on the loop's thread.
#pragma once

#include "platform/http/serving.hpp"

#include <chrono>
#include <memory>
#include <string>
#include <unordered_set>

namespace boost::asio
{
class io_context;
}

namespace kheo::http
{

using Steady = std::chrono::steady_clock;

class Connection;

// What a loop gives the connections that stand on it; it outlives them.
struct LoopFloor {
    std::shared_ptr<Serving> serving;
    std::weak_ptr<Loop> self;
    boost::asio::io_context* context = nullptr;
    std::unordered_set<Connection*> connections; // they enter and leave by themselves
    std::string date;                            // of the last tick, as the Date field says it
    Steady::time_point now;                      // of the last tick: near enough for deadlines
};

// An answer that is only to be written.
struct Ready {
    Response response;
    log::RequestLine line;
};

class Connection
{
  public:
    virtual ~Connection() = default;
    // Serves the socket until it is closed; the connection owns itself.
    static void start(LoopFloor& floor, int descriptor, Peer peer);

    // Ends the read or write under way if its time is over.
    virtual void expire_if_late(Steady::time_point now) = 0;
    // Ends the wait for a next request, if it waits.
    virtual void close_if_idle() = 0;
    virtual void close() = 0;
    // The answer to the request in hand.
    virtual void take(Ready ready) = 0;
};

// Sends an exchange's answer to its connection, if that is still there, from
// any thread. Cheap there: what takes time is done by a worker.
Exchange::Send sender(LoopFloor const& floor, std::weak_ptr<Connection> connection);

} // namespace kheo::http
