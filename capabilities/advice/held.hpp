// SPDX-License-Identifier: AGPL-3.0-or-later
// All public models as advice compares them, in memory: loaded after the start,
// then one by one as they change. Where models come from is told by their own
// capability; this folder knows no table of theirs.
#pragma once

#include "capabilities/advice/draft.hpp"
#include "capabilities/advice/nearest.hpp"
#include "platform/acts/work.hpp"
#include "platform/db/db.hpp"

#include <condition_variable>
#include <functional>
#include <mutex>
#include <optional>
#include <set>
#include <stop_token>
#include <string>
#include <thread>
#include <vector>

namespace kheo::advice
{

// A model as it is compared and shown.
struct Known {
    std::int64_t id = 0;
    std::int64_t body = 0;
    int year = 0;
    std::string unit;
    std::string url;
    Draft draft;
};

struct Source {
    // Public models after `after` in the order of their ids, and the last id that
    // was looked at; it is 0 where there are no more.
    struct Page {
        std::vector<Known> models;
        std::int64_t last = 0;
    };
    std::function<Page(db::Connection&, std::int64_t after, int most)> page;
    // As everybody may read it; nothing where it is not public.
    std::function<std::optional<Known>(db::Connection&, std::int64_t id)> one;
    // The models that a body registered, for who may register for it; none for
    // anybody else. By id, else by its code.
    std::function<std::vector<Known>(acts::Reading const&, std::int64_t body, std::string_view code)> own;
};

class Held
{
  public:
    Held(Source source, db::Store& store);
    ~Held() { stop(); }
    Held(Held const&) = delete;

    // Loads what is public, in a thread of its own, and then what changes.
    void start();
    void stop();
    // Takes in at once all that is public: for tests, and where nothing waits.
    void load(std::stop_token const& stop = {});
    // "model/ID" among the topics of a commit, of this node or another.
    void changed(std::vector<std::string> const& topics);

    Nearest const& nearest() const { return nearest_; }
    Source const& source() const { return source_; }

  private:
    void work(std::stop_token const& stop);
    void take_in(std::vector<std::int64_t> const& ids);

    Source source_;
    db::Store& store_;
    Nearest nearest_;
    std::mutex mutex_;
    std::condition_variable_any woken_;
    std::set<std::int64_t> waiting_; // owned by mutex_
    std::jthread thread_;
};

// What this program advises with; null before it is put.
std::shared_ptr<Held> held();
void put_held(std::shared_ptr<Held> held);

} // namespace kheo::advice
