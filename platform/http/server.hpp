// SPDX-License-Identifier: AGPL-3.0-or-later
// The HTTP/1.1 server: reads and writes on a few I/O threads, answers on a
// pool of workers, with a limit and a timeout on everything a client may do.
#pragma once

#include "platform/http/body.hpp"
#include "platform/http/request.hpp"
#include "platform/http/response.hpp"
#include "platform/log/log.hpp"

#include <atomic>
#include <chrono>
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace kheo::http
{

// What is to be done with a request, decided from its head alone.
struct Plan {
    // Answered at once on the I/O thread; the body is not read.
    std::unique_ptr<Response> now;
    Accepts accepts;
    std::string row; // the pattern, for the log
    // The dispatcher's own: handed back by Exchange::plan().
    std::shared_ptr<void const> context;
};

using Answer = std::variant<Response, Problem>;

// One request and the one answer to it. Dropped without an answer, it answers
// 500 with an incident number.
class Exchange
{
  public:
    using Send = std::function<void(Exchange&, Answer)>;
    Exchange(Request request, Plan plan, Send send);
    ~Exchange();
    Exchange(Exchange const&) = delete;

    Request& request() { return request_; }
    Plan const& plan() const { return plan_; }
    // From any thread; cheap there: encoding and writing happen elsewhere. A
    // problem looks as Dispatcher::refuse says. False, and nothing is sent,
    // where it was answered before.
    bool send(Answer answer);
    // Answers 500 with the number of an incident, whose details go to the log.
    void fail(std::string_view what);
    // For the log line; to be filled before send.
    log::RequestLine& line() { return line_; }

  private:
    Request request_;
    Plan plan_;
    Send send_;
    log::RequestLine line_;
    std::atomic<bool> answered_ = false;
};

// What the program gives the server.
struct Dispatcher {
    virtual ~Dispatcher() = default;
    // On an I/O thread, before the body is read: never blocks.
    virtual Plan plan(Head const& head) = 0;
    // On a worker; blocking is fine. What it throws is answered with 500.
    virtual void answer(std::shared_ptr<Exchange> exchange) = 0;
    // How refusals of the server itself look (bad request, too large, …). The
    // head is empty where it could not be read. On an I/O thread or a worker.
    virtual Response refuse(Head const&, Problem const& problem) { return refused(problem); }
};

struct Limits {
    std::size_t head_bytes = 16 << 10;
    std::chrono::milliseconds head_time{10'000};         // from the first byte to the end of the head
    std::chrono::milliseconds body_grace{30'000};        // … and then at least the rate below
    std::size_t body_rate = 4096;                        // bytes a second, in and out
    std::chrono::milliseconds body_pause{60'000};        // the longest silence within a body
    std::uint64_t bodies_bytes = std::uint64_t(2) << 30; // of all that is being read; beyond: 503
    std::chrono::milliseconds keep_alive{60'000};
    std::size_t connections = 10'000;
    std::size_t connections_per_address = 256; // a trusted proxy and the Unix socket are not counted
    std::size_t waiting = 2'000;               // requests that wait for a worker; beyond: 503
};

struct Options {
    std::string address = "127.0.0.1"; // an IP literal
    unsigned short port = 0;           // 0: one that is free
    bool tcp = true;
    std::string unix_socket; // its path, mode 0600; empty: none
    int threads = 2;         // for reading and writing
    int workers = 8;         // for answering
    Limits limits;
    std::string temp_folder = "/tmp";        // for uploads
    std::vector<std::string> trusted_proxy;  // addresses or networks ("10.0.0.0/8") whose X-Forwarded-* hold
    std::chrono::milliseconds drain{10'000}; // how long stop() waits for requests in hand
    bool log_requests = true;
};

class Server
{
  public:
    // Binds, listens and begins to answer. Throws std::system_error where the
    // address is taken or not ours. The dispatcher and the clock outlive it.
    Server(Options options, Dispatcher& dispatcher, Clock& clock);
    ~Server(); // stops
    Server(Server const&) = delete;

    unsigned short port() const;
    // Takes no new connection, answers the requests in hand, closes; returns
    // when all is closed, after `drain` at the latest. May be called again.
    void stop();
    std::size_t connections() const;

  private:
    struct State;
    std::unique_ptr<State> state_;
};

} // namespace kheo::http
