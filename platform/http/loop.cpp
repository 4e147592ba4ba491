// SPDX-License-Identifier: AGPL-3.0-or-later
// The connections of one thread. One clock tick looks at all deadlines: a
// timer for each read and write would cost more than the reading.
#include "platform/http/answer_head.hpp"
#include "platform/http/connection.hpp"

#include <boost/asio/io_context.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/steady_timer.hpp>

#include <algorithm>
#include <thread>
#include <unistd.h>

namespace kheo::http
{
namespace
{

namespace asio = boost::asio;

class ThreadLoop final : public Loop
{
  public:
    explicit ThreadLoop(std::shared_ptr<Serving> serving) : timer_(context_)
    {
        auto const& limits = serving->options.limits;
        tick_ = std::clamp(std::min(limits.head_time, limits.body_grace) / 4, std::chrono::milliseconds(10),
                           std::chrono::milliseconds(250));
        floor_.serving = std::move(serving);
        floor_.context = &context_;
    }
    ~ThreadLoop() override { end(); }

    void begin(std::weak_ptr<Loop> self)
    {
        floor_.self = std::move(self);
        tick();
        thread_ = std::thread([this] { context_.run(); });
    }
    void adopt(int descriptor, Peer peer) override
    {
        asio::post(context_, [this, descriptor, peer] { Connection::start(floor_, descriptor, peer); });
    }
    void post(std::function<void()> work) override { asio::post(context_, std::move(work)); }
    void close_idle() override
    {
        asio::post(context_, [this] {
            for (auto* connection : floor_.connections)
                connection->close_if_idle();
        });
    }
    void stop() override
    {
        asio::post(context_, [this] {
            for (auto* connection : floor_.connections)
                connection->close();
            timer_.cancel();
            stopping_ = true;
        });
        end();
    }

  private:
    void tick()
    {
        if (stopping_)
            return;
        floor_.date = http_date(floor_.serving->clock.now());
        floor_.now = Steady::now();
        for (auto* connection : floor_.connections)
            connection->expire_if_late(floor_.now);
        timer_.expires_after(tick_);
        timer_.async_wait([this](boost::system::error_code const&) { tick(); });
    }
    void end()
    {
        if (thread_.joinable())
            thread_.join();
    }

    LoopFloor floor_; // outlives the connections that the context still holds
    asio::io_context context_{1};
    asio::steady_timer timer_;
    std::chrono::milliseconds tick_{250};
    bool stopping_ = false; // the loop's thread alone, as all above after begin()
    std::thread thread_;
};

} // namespace

std::shared_ptr<Loop> Loop::start(std::shared_ptr<Serving> serving)
{
    auto loop = std::make_shared<ThreadLoop>(std::move(serving));
    loop->begin(loop);
    return loop;
}

} // namespace kheo::http
