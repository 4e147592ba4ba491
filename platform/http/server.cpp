// SPDX-License-Identifier: AGPL-3.0-or-later
#include "platform/http/server.hpp"

#include "platform/http/listener.hpp"
#include "platform/http/serving.hpp"

#include <thread>
#include <unistd.h>

namespace kheo::http
{

struct Server::State {
    std::shared_ptr<Serving> serving;
    Listener listener;
    std::vector<std::shared_ptr<Loop>> loops;
    std::size_t next = 0; // the listener's thread alone

    State(Options const& options, Dispatcher& dispatcher, Clock& clock)
        : serving(std::make_shared<Serving>(options, dispatcher, clock)), listener(options)
    {
    }
    void adopt(int descriptor, Peer peer)
    {
        if (!serving->admit(peer)) {
            ::close(descriptor);
            return;
        }
        loops[next++ % loops.size()]->adopt(descriptor, std::move(peer));
    }
    void wait_until_closed() const
    {
        auto const end = std::chrono::steady_clock::now() + serving->options.drain;
        while (serving->connections > 0 && std::chrono::steady_clock::now() < end)
            std::this_thread::sleep_for(std::chrono::milliseconds(2));
    }
};

Server::Server(Options options, Dispatcher& dispatcher, Clock& clock)
    : state_(std::make_unique<State>(options, dispatcher, clock))
{
    for (int i = 0; i < options.threads; ++i)
        state_->loops.push_back(Loop::start(state_->serving));
    state_->listener.start(
        [state = state_.get()](int descriptor, Peer peer) { state->adopt(descriptor, peer); });
}

Server::~Server()
{
    stop();
}

unsigned short Server::port() const
{
    return state_->listener.port();
}

void Server::stop()
{
    state_->serving->draining = true;
    state_->listener.stop();
    for (auto const& loop : state_->loops)
        loop->close_idle();
    state_->wait_until_closed();
    for (auto const& loop : state_->loops)
        loop->stop();
    state_->serving->workers.stop();
}

std::size_t Server::connections() const
{
    return state_->serving->connections;
}

} // namespace kheo::http
