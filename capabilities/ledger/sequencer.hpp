// SPDX-License-Identifier: AGPL-3.0-or-later
// Gives pending acts their place in the log, within a second. One sequencer
// works per installation, by a lease row with an epoch; the others follow.
#pragma once

#include "capabilities/ledger/ledger.hpp"
#include "platform/crypto/signing.hpp"
#include "platform/db/db.hpp"

#include <condition_variable>
#include <filesystem>
#include <functional>
#include <mutex>
#include <string>
#include <thread>

namespace kheo::ledger
{

struct LogKey {
    std::string origin; // "kheo.example.gov.vn"; a log after a break ends in "/2"
    Seed seed;
};

// The seed in `folder`/ledger.key, made (mode 0600) where there is none yet.
// One that is there and cannot be read is never replaced: std::system_error.
Seed load_or_make_seed(std::filesystem::path const& folder);

class Sequencer
{
  public:
    using Changed = std::function<void(std::vector<std::string> const& topics)>;

    // `folder` holds checkpoint.last. Throws Contradiction where the database
    // is behind it or of another history: a backup was put back by hand, and
    // only `kheo restore` may go on from there.
    Sequencer(db::Store& store, Clock& clock, LogKey key, std::int64_t holder, std::filesystem::path folder);
    ~Sequencer();

    // Runs integrate() when woken, and each second.
    void start();
    void stop();
    void wake();

    // One round, up to 4,096 acts: entries, tiles, checkpoint in one
    // transaction, then checkpoint.last, then served. The number of leaves
    // added; 0 too where another program holds the lease: then what that one
    // has signed is served.
    std::size_t integrate();

    // What the thread does: integrate() until nothing waits; trouble goes to the
    // log. False after a contradiction: then no act is taken (acts::halted)
    // until the program starts anew.
    bool lead();

  private:
    struct Round;
    struct Head;
    Head head(db::Connection& db) const;
    void gather(db::Connection& db, Head const& head, Round& round) const;
    void gather_hours(db::Connection& db, Head const& head, Round& round) const;
    void grow(db::Connection& db, Head const& head, Round& round) const;
    void advance(db::Connection& db, Head const& head, Round const& round) const;
    void store_round(db::Connection& db, Head const& head, Round const& round) const;
    void publish(std::string const& checkpoint) const;
    void follow() const;
    void loop();

    db::Store& store_;
    Clock& clock_;
    LogKey key_;
    SigningKey signing_;
    std::int64_t holder_;
    std::filesystem::path folder_;
    std::mutex integrating_; // one round at a time: a caller's and the thread's write one file
    std::mutex mutex_;
    std::condition_variable wake_;
    bool woken_ = false;  // owned by mutex_
    bool ending_ = false; // owned by mutex_
    std::thread thread_;
};

} // namespace kheo::ledger
