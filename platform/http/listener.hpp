// SPDX-License-Identifier: AGPL-3.0-or-later
// Listening sockets and the thread that accepts from them in batches: one
// accept a turn starves newcomers under a thousand busy connections.
#pragma once

#include "platform/http/serving.hpp"

#include <functional>
#include <memory>
#include <thread>
#include <vector>

namespace kheo::http
{

class Listener
{
  public:
    using Accepted = std::function<void(int descriptor, Peer peer)>;
    // Binds and listens; throws std::system_error. A Unix socket that a dead
    // process left behind is replaced, one that answers is not.
    explicit Listener(Options const& options);
    ~Listener(); // stops
    Listener(Listener const&) = delete;

    unsigned short port() const { return port_; }
    void start(Accepted accepted);
    // Accepts what already waits, then closes.
    void stop();

  private:
    void run();
    void accept_all(int listening);
    std::vector<int> listening_;
    std::string unix_socket_;
    int wake_;
    unsigned short port_ = 0;
    Accepted accepted_;
    std::thread thread_;
};

} // namespace kheo::http
