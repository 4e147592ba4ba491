// SPDX-License-Identifier: AGPL-3.0-or-later
// One installation at work: its lock, database, ledger, rows and server.
#pragma once

#include "capabilities/ledger/sequencer.hpp"
#include "capabilities/reminders/reminders.hpp"
#include "capabilities/sessions/desk.hpp"
#include "platform/acts/erasures.hpp"
#include "platform/config/config.hpp"
#include "platform/jobs/jobs.hpp"
#include "platform/routes/dispatcher.hpp"
#include "programs/following.hpp"
#include "programs/operator.hpp"
#include "programs/sandbox_watch.hpp"

#include <filesystem>
#include <memory>
#include <optional>
#include <stop_token>
#include <string>

namespace kheo
{

// flock KHEO_DATA/lock: one program at a time works on an embedded database.
class Lock
{
  public:
    // Nothing where another program holds it.
    static std::optional<Lock> take(std::filesystem::path const& folder);
    Lock(Lock&& other) noexcept;
    Lock& operator=(Lock&&) = delete;
    ~Lock();

  private:
    explicit Lock(int descriptor) : descriptor_(descriptor) {}
    int descriptor_;
};

std::filesystem::path socket_of(config::Config const& config);
std::string database_of(config::Config const& config);
// The origin of a ledger that is begun with this configuration; one that is
// there keeps its own.
std::string ledger_name_of(config::Config const& config);

class Installation
{
  public:
    // Opens the database (SQLite migrates itself), loads areas and bodies,
    // starts the sequencer. `clock` outlives it.
    Installation(config::Config config, Clock& clock);
    ~Installation();

    // Answers on the configured address and on the operator's socket.
    void listen();
    // The operator's socket alone: a command that works without a server.
    void listen_privately();
    unsigned short port() const;
    void stop();

    // Runs `verb(Work&)` as the operator, in one transaction.
    template <class Verb>
    auto as_operator(Verb&& verb);

    db::Store& store() { return *store_; }
    ledger::Sequencer& sequencer() { return *sequencer_; }
    routes::Table const& table() const { return *table_; }

  private:
    void changed(std::vector<std::string> const& topics);
    void write_erasures();
    void take_over_demo();
    void serve(bool tcp);
    void put_origin(unsigned short port);

    config::Config config_;
    Clock& clock_;
    acts::Erasures erasures_;
    IdSource ids_;
    std::stop_source ending_; // of jobs that may take long
    std::unique_ptr<db::Store> store_;
    std::unique_ptr<routes::Table> table_;
    std::unique_ptr<ledger::Sequencer> sequencer_;
    std::unique_ptr<jobs::Runner> runner_;
    std::unique_ptr<sessions::Desk> desk_;
    std::unique_ptr<routes::Dispatcher> dispatcher_;
    std::unique_ptr<http::Server> server_;
    std::unique_ptr<Follower> follower_; // of other nodes; none on an embedded database
    std::unique_ptr<SandboxWatch> sandbox_;
    std::unique_ptr<reminders::Post> post_; // none where mail is off
    std::jthread indexing_;                 // last: ends before what it uses
};

template <class Verb>
auto Installation::as_operator(Verb&& verb)
{
    std::vector<std::string> topics;
    auto result = run_as_operator(*store_, ids_, clock_.now(), topics, std::forward<Verb>(verb));
    changed(topics);
    return result;
}

} // namespace kheo
