// SPDX-License-Identifier: AGPL-3.0-or-later
// What the parts of one running server share: options, counts, the pool; and
// its loops, each one thread that reads and writes many connections.
#pragma once

#include "platform/http/networks.hpp"
#include "platform/http/server.hpp"
#include "platform/http/workers.hpp"

#include <atomic>
#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <unordered_map>

namespace kheo::http
{

struct Peer {
    std::optional<Address> address; // none over the Unix socket
    std::string shown;              // the address as text
    bool counted = false;           // against the limit per address
};

struct Serving {
    Serving(Options given, Dispatcher& to, Clock& by);

    Options options;
    Networks trusted;
    Dispatcher& dispatcher;
    Clock& clock;
    Workers workers;
    std::atomic<std::size_t> connections = 0;
    std::atomic<bool> draining = false;
    std::atomic<std::uint64_t> next_request;
    std::atomic<std::uint64_t> bodies_bytes = 0; // of all that is being read

    // False where the limits are reached. What was admitted must leave.
    bool admit(Peer& peer);
    void leave(Peer const& peer);
    // To a worker, which answers it or words the refusal: only there one looks
    // up who is signed in. Refused at once where too many wait.
    void hand_over(std::shared_ptr<Exchange> exchange, std::optional<Problem> refused);

  private:
    std::mutex mutex_;
    std::unordered_map<std::string, std::size_t> per_address_; // owned by mutex_
};

// One body's part of what all of them hold, given back when it goes.
class InHand
{
  public:
    explicit InHand(std::atomic<std::uint64_t>& all) : all_(all) {}
    InHand(InHand const&) = delete;
    ~InHand() { all_ -= own_; }
    // What all hold, this one having that many bytes now.
    std::uint64_t grown_to(std::uint64_t bytes)
    {
        auto const more = bytes - std::exchange(own_, bytes);
        return all_.fetch_add(more) + more;
    }

  private:
    std::atomic<std::uint64_t>& all_;
    std::uint64_t own_ = 0;
};

class Loop
{
  public:
    static std::shared_ptr<Loop> start(std::shared_ptr<Serving> serving);
    virtual ~Loop() = default;
    // Serves a connected socket, which becomes the loop's. Any thread.
    virtual void adopt(int descriptor, Peer peer) = 0;
    // Runs it on the loop's thread; after stop(), never.
    virtual void post(std::function<void()> work) = 0;
    // Closes the connections that wait for a request; `draining` must be set.
    virtual void close_idle() = 0;
    // Closes what is left and ends the thread.
    virtual void stop() = 0;
};

// Fills in all of a head that the parser does not know. Refuses an unknown
// method and a bad target.
Outcome<void> complete_head(Serving& serving, Peer const& peer, Head& head);

// The dispatcher's plan; what it throws becomes an answer at once. An answer
// at once is ready to be written.
Plan planned(Serving& serving, Head const& head, log::RequestLine& line);

// Makes of a response what this client is sent: encoded, 304, ranges. Never
// throws.
void finish(Head const& head, Response& response);
// The same of an answer; refusals look as the dispatcher shows them.
Response ready(Serving& serving, Head const& head, Answer answer);

// 500 with an incident number that is also noted in the line.
Problem failure(log::RequestLine& line, std::string_view where, std::string_view what);

} // namespace kheo::http
