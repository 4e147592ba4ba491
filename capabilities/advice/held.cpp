// SPDX-License-Identifier: AGPL-3.0-or-later
#include "capabilities/advice/held.hpp"

#include "platform/log/log.hpp"

#include <chrono>

namespace kheo::advice
{

namespace
{

constexpr int page_size = 500;
constexpr std::size_t most_at_once = 200;
constexpr auto between_tries = std::chrono::seconds(2);
constexpr std::string_view topic = "model/";

std::mutex mutex;
std::shared_ptr<Held> current; // owned by mutex

} // namespace

Held::Held(Source source, db::Store& store) : source_(std::move(source)), store_(store) {}

void Held::start()
{
    thread_ = std::jthread([this](std::stop_token const& stop) {
        // A database that does not answer yet is asked again.
        while (!stop.stop_requested()) {
            try {
                load(stop);
                return work(stop);
            } catch (std::exception const& error) {
                log::incident("advice", error);
                std::unique_lock lock(mutex_);
                woken_.wait_for(lock, stop, between_tries, [] { return false; });
            }
        }
    });
}

void Held::stop()
{
    thread_.request_stop();
    woken_.notify_all();
    if (thread_.joinable())
        thread_.join();
}

void Held::load(std::stop_token const& stop)
{
    std::int64_t after = 0;
    do {
        auto const page = store_.read([&](db::Connection& db) { return source_.page(db, after, page_size); });
        for (auto const& known : page.models)
            nearest_.put(known.id, ideas().profile(known.draft));
        after = page.last;
    } while (after != 0 && !stop.stop_requested());
    nearest_.settle();
}

void Held::changed(std::vector<std::string> const& topics)
{
    auto any = false;
    {
        std::scoped_lock const lock(mutex_);
        for (auto const& each : topics)
            if (each.starts_with(topic))
                if (auto const id = parse_id(std::string_view(each).substr(topic.size()))) {
                    waiting_.insert(*id);
                    any = true;
                }
    }
    if (any)
        woken_.notify_all();
}

void Held::take_in(std::vector<std::int64_t> const& ids)
{
    for (auto const id : ids) {
        auto const known = store_.read([&](db::Connection& db) { return source_.one(db, id); });
        if (known)
            nearest_.put(id, ideas().profile(known->draft));
        else
            nearest_.drop(id);
    }
}

// A failure of the database ends no thread: the ids are tried again.
void Held::work(std::stop_token const& stop)
{
    while (!stop.stop_requested()) {
        std::vector<std::int64_t> ids;
        {
            std::unique_lock lock(mutex_);
            woken_.wait(lock, stop, [this] { return !waiting_.empty(); });
            while (!waiting_.empty() && ids.size() < most_at_once)
                ids.push_back(waiting_.extract(waiting_.begin()).value());
        }
        if (stop.stop_requested())
            return;
        try {
            take_in(ids);
        } catch (std::exception const& error) {
            log::incident("advice", error);
            std::unique_lock lock(mutex_);
            waiting_.insert(ids.begin(), ids.end());
            woken_.wait_for(lock, stop, between_tries, [] { return false; });
        }
    }
}

std::shared_ptr<Held> held()
{
    std::scoped_lock const lock(mutex);
    return current;
}

void put_held(std::shared_ptr<Held> fresh)
{
    std::scoped_lock const lock(mutex);
    current.swap(fresh);
}

} // namespace kheo::advice
