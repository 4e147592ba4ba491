// SPDX-License-Identifier: AGPL-3.0-or-later
// Work that waits: rows of a table, taken by one runner at a time, run again
// where it failed. A job may run twice, so what it does must bear repeating.
#pragma once

#include "platform/db/db.hpp"
#include "platform/ids/ids.hpp"

#include <condition_variable>
#include <functional>
#include <map>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <thread>
#include <vector>

namespace kheo::jobs
{

inline constexpr int most_attempts = 5;

// The topic that a verb names so that the runner looks at once.
inline constexpr std::string_view topic = "jobs";

// Puts a job in the same transaction as what it is about. `id` is drawn by the
// caller; `kind` is one that the runner was given.
void put(db::Connection& db, std::int64_t id, std::string_view kind, std::int64_t object, Instant due);

// Jobs of one kind and object that have not come to an end.
std::int64_t waiting(db::Connection& db, std::string_view kind, std::int64_t object);

// For work that takes longer than a lease: says that it goes on.
void hold(db::Store& store, std::string_view kind, std::int64_t object, Instant now);

struct Job {
    std::int64_t id = 0;
    std::string kind;
    std::int64_t object = 0;
    std::int64_t attempts = 0; // begun before this one
};
BOOST_DESCRIBE_STRUCT(Job, (), (id, kind, object, attempts))

class Runner
{
  public:
    // What to do for an object. An exception is a failure: the job waits
    // 2, 4, 8, … seconds and is tried again, five times in all; then it stays,
    // with what was wrong, for a person to see.
    using Handler = std::function<void(std::int64_t object)>;

    // `holder` tells this program from others that work on the same database
    // (the node's lease). All but `handlers` outlive this.
    Runner(db::Store& store, Clock& clock, std::int64_t holder, std::map<std::string, Handler> handlers);
    ~Runner(); // stops

    void start(int threads);
    void wake();
    // Waits for the jobs in hand.
    void stop();
    // Runs what is due, here and now; how many.
    int run_due();

  private:
    std::optional<Job> take();
    bool run_one();
    void loop();

    db::Store& store_;
    Clock& clock_;
    std::int64_t holder_;
    std::map<std::string, Handler> handlers_;
    std::mutex mutex_;
    std::condition_variable wake_;
    bool ending_ = false; // owned by mutex_
    bool woken_ = false;  // owned by mutex_
    std::vector<std::thread> threads_;
};

} // namespace kheo::jobs
